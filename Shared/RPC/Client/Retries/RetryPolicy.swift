/// When a call that failed is made again (gRFC A6). It holds for calls that may be: see `MethodOptions.Retry`.
public struct RetryPolicy: Sendable, Hashable {
  /// How often a call is made in all, the first time included: 2 to 5.
  public let maxAttempts: Int
  /// The pause before the second attempt, before jitter.
  public let initialBackoff: Duration
  /// The longest pause, before jitter.
  public let maxBackoff: Duration
  /// By how much each pause is longer than the one before.
  public let backoffMultiplier: Double
  /// The statuses after which a call is made again.
  public let retryableStatusCodes: Set<RPCError.Code>

  /// More attempts than these are never made.
  static let mostAttempts = 5
  /// The share by which pauses are longer or shorter at random.
  private static let jitter = 0.2

  /// A policy. More than 5 attempts count as 5.
  ///
  /// - Throws: ``ServiceConfigFault`` when a value is outside of its range.
  public init(
    maxAttempts: Int, initialBackoff: Duration, maxBackoff: Duration, backoffMultiplier: Double,
    retryableStatusCodes: Set<RPCError.Code>
  ) throws(ServiceConfigFault) {
    guard maxAttempts > 1 else { throw ServiceConfigFault("retryPolicy.maxAttempts is less than 2") }
    guard initialBackoff > .zero else { throw ServiceConfigFault("retryPolicy.initialBackoff is not positive") }
    guard maxBackoff > .zero else { throw ServiceConfigFault("retryPolicy.maxBackoff is not positive") }
    guard backoffMultiplier > 0, backoffMultiplier.isFinite else {
      throw ServiceConfigFault("retryPolicy.backoffMultiplier is not positive")
    }
    guard !retryableStatusCodes.isEmpty else { throw ServiceConfigFault("retryPolicy.retryableStatusCodes is empty") }
    self.maxAttempts = min(maxAttempts, Self.mostAttempts)
    self.initialBackoff = initialBackoff
    self.maxBackoff = maxBackoff
    self.backoffMultiplier = backoffMultiplier
    self.retryableStatusCodes = retryableStatusCodes
  }

  /// The pause before the retry that follows `earlier` others since the server last named a pause; `random` is between
  /// -1 and 1.
  func pause(after earlier: Int, random: Double) -> Duration {
    var pause = initialBackoff
    for _ in 0..<earlier { pause = pause.grown(by: backoffMultiplier, atMost: maxBackoff) }
    return min(pause, maxBackoff) * (1 + Self.jitter * random)
  }
}
