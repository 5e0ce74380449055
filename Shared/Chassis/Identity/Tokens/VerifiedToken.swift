/// What a token says that was verified (RFC 7519). It is a class, because many calls refer to one.
public final class VerifiedToken: Sendable {
  /// The principal's name: `people/zhang.wei` or `systems/finance`.
  public let subject: String
  /// Who has issued it (`iss`).
  public let issuer: String
  /// Its own id (`jti`), by which it can be revoked.
  public let id: String?
  /// When it was issued (`iat`), in seconds of Unix time.
  public let issuedAt: Int64?
  /// When it ends (`exp`), in seconds of Unix time.
  public let expiresAt: Int64
  /// The SHA-256 of the DER certificate that it is bound to (`cnf.x5t#S256`, RFC 8705).
  public let certificateThumbprint: [UInt8]?
  /// The service that acts for the subject (`act.sub`, RFC 8693).
  public let actor: String?
  /// Whom it is for (`aud`).
  public let audience: [String]

  /// A token of these facts.
  public init(
    subject: String, issuer: String, id: String? = nil, issuedAt: Int64? = nil, expiresAt: Int64,
    certificateThumbprint: [UInt8]? = nil, actor: String? = nil, audience: [String] = []
  ) {
    self.subject = subject
    self.issuer = issuer
    self.id = id
    self.issuedAt = issuedAt
    self.expiresAt = expiresAt
    self.certificateThumbprint = certificateThumbprint
    self.actor = actor
    self.audience = audience
  }
}

extension VerifiedToken: Hashable {
  /// Whether both say the same.
  public static func == (one: VerifiedToken, other: VerifiedToken) -> Bool {
    (one.subject, one.issuer, one.id, one.issuedAt, one.expiresAt)
      == (other.subject, other.issuer, other.id, other.issuedAt, other.expiresAt)
      && (one.certificateThumbprint, one.actor, one.audience)
        == (other.certificateThumbprint, other.actor, other.audience)
  }

  /// By what tells tokens apart.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(issuer)
    hasher.combine(subject)
    hasher.combine(id)
    hasher.combine(expiresAt)
  }
}
