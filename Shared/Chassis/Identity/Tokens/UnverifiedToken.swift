/// What a token says of itself: for telling its owner, never for deciding anything.
public struct UnverifiedToken: Sendable, Hashable {
  /// The `jti` claim, by which it can be revoked; empty when there is none.
  public let id: String
  /// The `sub` claim; empty when there is none.
  public let subject: String
  /// The `iss` claim.
  public let issuer: String
  /// When it ends, in seconds of Unix time.
  public let expiresAt: Int64
  /// Whether it is bound to a certificate (RFC 8705).
  public let isBound: Bool

  /// Reads a token; nil when it is none.
  public init?(_ token: String) {
    guard let claims = (try? TokenParts(token))?.claims else { return nil }
    id = claims.id ?? ""
    subject = claims.texts["sub"] ?? ""
    issuer = claims.issuer
    expiresAt = claims.expiresAt
    isBound = claims.confirmation?.certificate != nil
  }
}
