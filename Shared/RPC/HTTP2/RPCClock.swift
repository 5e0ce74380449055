internal import NIOCore

/// Where connections and calls get their time: the system's clock, or one that a test moves by hand.
struct RPCClock: Sendable {
  /// The moment, on a clock that never goes back.
  var moment: @Sendable () -> NIODeadline
  /// Runs the body on the loop after the time has passed; what it answers calls that off.
  var schedule: @Sendable (RPCLoop, Duration, @escaping @Sendable () -> Void) -> @Sendable () -> Void

  /// The time that has passed since some moment.
  func now() -> Duration { .nanoseconds(moment().uptimeNanoseconds) }

  static let system = RPCClock {
    NIODeadline.now()
  } schedule: { loop, delay, body in
    let timer = loop.schedule(after: delay, body)
    return { timer.cancel() }
  }
}
