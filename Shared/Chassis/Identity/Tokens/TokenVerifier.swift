public import Logging
public import RPC

/// Verifies the tokens of people and systems (RFC 7519, after RFC 8725).
public final class TokenVerifier: Sendable {
  /// Where the time comes from, in seconds of Unix time.
  private let now: @Sendable () -> Int64

  /// A verifier that trusts the issuers of `trust`, and refuses what one of `revocations` names.
  public init(
    _ trust: Trust, revocations: [any TokenRevocations] = [], logger: Logger, now: @escaping @Sendable () -> Int64
  ) {
    self.now = now
  }

  /// What the token says.
  ///
  /// - Parameter certificate: the one that the caller's connection has shown, which a bound token must be bound to.
  /// - Throws: `Failure` UNAUTHENTICATED, with reason TOKEN_MALFORMED, TOKEN_TOO_LARGE, TOKEN_EXPIRED,
  ///   TOKEN_NOT_YET_VALID, TOKEN_WRONG_AUDIENCE, TOKEN_UNKNOWN_ISSUER, TOKEN_UNKNOWN_KEY, TOKEN_WRONG_ALGORITHM,
  ///   TOKEN_SIGNATURE, TOKEN_WRONG_SUBJECT, TOKEN_REVOKED or TOKEN_WRONG_CERTIFICATE; UNAVAILABLE with reason
  ///   ISSUER_KEYS_UNAVAILABLE while an issuer's keys were never to be had.
  public func verify(_ token: String, certificate: PeerCertificate?) async throws(Failure) -> VerifiedToken {
    throw TokenFault.unknownIssuer.failure
  }

  /// What the token says, when it was verified before and still holds; nil asks for ``verify(_:certificate:)``.
  ///
  /// - Parameter token: the token, for example the part of a header.
  public func known(_ token: Substring, certificate: PeerCertificate?) -> VerifiedToken? { nil }
}
