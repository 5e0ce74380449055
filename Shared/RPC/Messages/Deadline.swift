/// The moment at which a call ends whether or not it is done. It is carried on to the calls made on its behalf.
public struct Deadline: Sendable, Hashable, Comparable {
  /// Counted from ``origin``, because what has an instant in it cannot be laid out before the program runs, and costs a
  /// call for each copy.
  private let sinceOrigin: Duration

  private static let origin = ContinuousClock.now

  /// The moment, on the monotonic clock.
  public var instant: ContinuousClock.Instant { Self.origin + sinceOrigin }

  /// The deadline at `instant`.
  public init(_ instant: ContinuousClock.Instant) { sinceOrigin = Self.origin.duration(to: instant) }

  /// The deadline that is `timeout` from now.
  public static func after(_ timeout: Duration) -> Deadline { Deadline(ContinuousClock.now + timeout) }

  /// The time that is left; zero or less when the deadline has passed.
  public var timeLeft: Duration { instant - ContinuousClock.now }

  /// Whether it has passed.
  public var hasPassed: Bool { timeLeft <= .zero }

  /// Whether `left` comes first.
  public static func < (left: Deadline, right: Deadline) -> Bool { left.sinceOrigin < right.sinceOrigin }
}
