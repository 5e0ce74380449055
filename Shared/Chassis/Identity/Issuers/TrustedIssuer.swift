/// Somebody whose tokens are accepted, and how they are read.
public struct TrustedIssuer: Sendable, Hashable {
  /// Where its public keys are (a JWK set, RFC 7517).
  public enum Keys: Sendable, Hashable {
    /// A file, read again when it changes.
    case file(String)
    /// An `https` address, asked again from time to time; `authorities` is a PEM file, nil trusts the system's.
    case url(String, authorities: String? = nil)
  }

  /// Its name, as tokens bear it in `iss`.
  public var issuer: String
  /// What `aud` must name; one of several is enough.
  public var audiences: [String]
  /// Its keys.
  public var keys: Keys
  /// The claim that names the principal.
  public var subjectClaim: String
  /// What stands before that claim's value to make the principal's name, for example `people/`.
  public var subjectPrefix: String
  /// Whom it may speak for: an issuer of people's tokens is not to make one of our services'.
  public var kinds: Set<PrincipalName.Kind>

  /// An issuer.
  public init(
    issuer: String, audiences: [String], keys: Keys, subjectClaim: String = "sub", subjectPrefix: String = "",
    kinds: Set<PrincipalName.Kind> = [.people]
  ) {
    self.issuer = issuer
    self.audiences = audiences
    self.keys = keys
    self.subjectClaim = subjectClaim
    self.subjectPrefix = subjectPrefix
    self.kinds = kinds
  }
}
