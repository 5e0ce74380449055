/// The pauses between attempts to connect (grpc/doc/connection-backoff.md).
public struct Backoff: Sendable, Hashable {
  /// From the beginning of the first attempt to that of the second.
  public var initial = Duration.seconds(1)
  /// By how much each pause is longer than the one before.
  public var multiplier = 1.6
  /// The longest pause, before jitter.
  public var maximum = Duration.seconds(120)
  /// The share by which a pause is made longer or shorter at random, so that clients do not return in step.
  public var jitter = 0.2

  /// The defaults of gRPC's document.
  public init() {}
}

/// Where a row of attempts stands.
struct BackoffRow {
  let backoff: Backoff
  private var current: Duration?

  init(_ backoff: Backoff) { self.backoff = backoff }

  /// From the beginning of the attempt that starts now to the earliest beginning of the next; `random` is between -1
  /// and 1. The first pause has no jitter.
  mutating func next(random: Double) -> Duration {
    guard let last = current else {
      current = backoff.initial
      return backoff.initial
    }
    let next = last.grown(by: backoff.multiplier, atMost: backoff.maximum)
    current = next
    return next * (1 + backoff.jitter * random)
  }

  /// An attempt succeeded: the next row begins anew.
  mutating func reset() { current = nil }
}
