/// Tells which tokens hold no longer, although they have not expired.
public protocol TokenRevocations: Sendable {
  /// Another number whenever something else is revoked: what was verified before is then looked at again.
  ///
  /// It is asked for at every call, so it must be cheap.
  var revision: UInt64 { get }

  /// Whether a token is revoked.
  func isRevoked(_ token: VerifiedToken) -> Bool
}
