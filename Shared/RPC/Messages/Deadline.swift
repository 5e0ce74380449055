/// The moment at which a call ends whether or not it is done. It is carried on to the calls made on its behalf.
public struct Deadline: Sendable, Hashable, Comparable {
  /// The moment, on the monotonic clock.
  public let instant: ContinuousClock.Instant

  /// The deadline at `instant`.
  public init(_ instant: ContinuousClock.Instant) { self.instant = instant }

  /// The deadline that is `timeout` from now.
  public static func after(_ timeout: Duration) -> Deadline { Deadline(ContinuousClock.now + timeout) }

  /// The time that is left; zero or less when the deadline has passed.
  public var timeLeft: Duration { instant - ContinuousClock.now }

  /// Whether it has passed.
  public var hasPassed: Bool { timeLeft <= .zero }

  /// Whether `left` comes first.
  public static func < (left: Deadline, right: Deadline) -> Bool { left.instant < right.instant }
}
