/// How a channel finds out that a silent server is gone: it asks by PING (gRFC A8).
public struct Keepalive: Sendable, Hashable {
  /// After how long a silence the server is asked.
  public private(set) var time: Duration
  /// How long the server may take to answer, or to say anything at all, before the connection counts as lost.
  public var timeout = Duration.seconds(20)
  /// Whether the server is asked even while no call is open. Most servers punish that.
  public var permitsWithoutCalls = false

  /// Between services of our own, whose servers allow it: after 20 seconds.
  public static let ownServices = Keepalive(time: .seconds(20))
  /// Towards all others: after 5 minutes.
  public static let foreign = Keepalive.foreign(time: .seconds(300))

  /// Towards all others: after `time`, and never before 5 minutes, since servers punish more by GOAWAY.
  public static func foreign(time: Duration) -> Keepalive { Keepalive(time: max(time, .seconds(300))) }

  /// Between services of our own: after `time`, and never before 10 seconds.
  public static func ownServices(time: Duration) -> Keepalive { Keepalive(time: max(time, .seconds(10))) }

  private init(time: Duration) { self.time = time }

  /// Complaints make no silence longer than this: a server that permits the least lets one PING in two hours pass
  /// (grpc/doc/keepalive.md), so one that still complains does not mean the PINGs. And without a bound, a server that
  /// complains often enough would make the time one that no clock can count.
  private static let longestAfterComplaints = Duration.seconds(7_200)

  /// Half as often as before: the server has complained.
  func slower() -> Keepalive {
    guard time < Self.longestAfterComplaints else { return self }
    var slower = self
    slower.time = min(time * 2, Self.longestAfterComplaints)
    return slower
  }
}
