internal import NIOCore

/// Counts a client's PINGs that come too often (grpc/doc/keepalive.md; proposal A8).
///
/// A PING is good when the last one is long enough ago, or when the server has sent headers or data since: clients
/// measure their bandwidth so.
struct PingPolice {
  private let interval: TimeAmount
  private let maxStrikes: Int
  private let permitsWithoutCalls: Bool
  private var last: NIODeadline?
  private var strikes = 0
  private var sentAtLast = 0

  /// Between two PINGs on a connection without calls, unless they are permitted (grpc/doc/keepalive.md).
  private static let intervalWithoutCalls = TimeAmount.hours(2)

  init(_ keepalive: RPCServer.Keepalive) {
    interval = .nanoseconds(keepalive.minClientInterval.wholeNanoseconds)
    maxStrikes = keepalive.maxStrikes
    permitsWithoutCalls = keepalive.permitsWithoutCalls
  }

  /// Whether the client may go on after a PING. `sent` counts the HEADERS and DATA frames that the server has sent.
  mutating func received(at now: NIODeadline, sent: Int, hasCalls: Bool) -> Bool {
    if sent != sentAtLast {
      sentAtLast = sent
      strikes = 0
      last = nil
    }
    defer { last = now }
    guard let last else { return true }
    let wanted = hasCalls || permitsWithoutCalls ? interval : max(interval, Self.intervalWithoutCalls)
    if last + wanted > now { strikes += 1 }
    return maxStrikes < 0 || strikes <= maxStrikes
  }
}
