import RPC

/// Whom a connection's last call came from: its client shows the same token at the next call, and is known at once.
///
/// It is not made for connections with a certificate, which may be revoked at any time.
final class LastCaller: Sendable {
  /// What it was found out under. It must be found out again under others.
  struct Revisions: Hashable {
    /// Of keys and revoked tokens.
    let tokens: UInt64
    /// Of the book of roles.
    let roles: UInt64
  }

  let caller: Caller
  private let header: [UInt8]
  private let revisions: Revisions
  /// Until then, in seconds since 1970.
  private let until: Int64

  /// Who has shown this `authorization` header, as found out under `revisions`.
  init(_ caller: Caller, header: String, token: VerifiedToken, revisions: Revisions) {
    self.caller = caller
    self.header = Array(header.utf8)
    self.revisions = revisions
    until = min(caller.changesAt, token.expiresAt + TokenVerifier.skew)
  }

  /// Whether a call comes from the same one.
  func makes(_ call: CallContext, under revisions: Revisions, at now: Int64) -> Bool {
    self.revisions == revisions && now < until && call.header("authorization", is: header)
  }
}
