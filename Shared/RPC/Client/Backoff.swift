/// The pauses between attempts to connect (grpc/doc/connection-backoff.md).
public struct Backoff: Sendable, Hashable {
  /// The pause after the first failure.
  public var initial = Duration.seconds(1)
  /// By how much each pause is longer than the one before.
  public var multiplier = 1.6
  /// The longest pause, before jitter.
  public var maximum = Duration.seconds(120)
  /// The share by which a pause is made longer or shorter at random, so that clients do not return in step.
  public var jitter = 0.2

  /// The defaults of gRPC's document.
  public init() {}

  /// The pause after `failures` failures in a row; `random` is between -1 and 1.
  func pause(afterFailures failures: Int, random: Double) -> Duration {
    var pause = initial
    for _ in 1..<max(failures, 1) where pause < maximum { pause = pause * multiplier }
    return min(pause, maximum) * (1 + jitter * random)
  }
}
