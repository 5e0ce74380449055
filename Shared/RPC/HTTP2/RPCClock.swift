/// Where the timers of connections get their time: the system's clock, or one that a test moves by hand.
struct RPCClock: Sendable {
  /// Runs the body on the loop after the time has passed; what it answers calls that off.
  var schedule: @Sendable (RPCLoop, Duration, @escaping @Sendable () -> Void) -> @Sendable () -> Void

  static let system = RPCClock { loop, delay, body in
    let timer = loop.schedule(after: delay, body)
    return { timer.cancel() }
  }
}
