/// Tells which tokens hold no longer, although they have not expired.
public protocol TokenRevocations: Sendable {
  /// A number that grows whenever something else is revoked: what was verified before is then looked at again.
  ///
  /// It is asked for at every call, with the time in seconds, so it must be cheap.
  func revision(at now: Int64) -> UInt64

  /// Whether a token is revoked.
  func isRevoked(_ token: VerifiedToken) -> Bool
}
