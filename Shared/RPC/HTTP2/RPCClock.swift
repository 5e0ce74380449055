/// Where the timers of connections get their time: the system's clock, or one that a test moves by hand.
struct RPCClock: Sendable {
  /// The time that has passed since some moment.
  var now: @Sendable () -> Duration
  /// Runs the body on the loop after the time has passed; what it answers calls that off.
  var schedule: @Sendable (RPCLoop, Duration, @escaping @Sendable () -> Void) -> @Sendable () -> Void

  private static let start = ContinuousClock.now

  static let system = RPCClock {
    start.duration(to: .now)
  } schedule: { loop, delay, body in
    let timer = loop.schedule(after: delay, body)
    return { timer.cancel() }
  }
}
