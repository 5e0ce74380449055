/// Stops retries while too many calls of a channel fail (gRFC A6).
public struct RetryThrottling: Sendable, Hashable {
  /// Tokens at the start and at most: 1 to 1000. A failed call costs one; at half of them, retries stop.
  public let maxTokens: Int
  /// Tokens that a successful call gives back, in thousandths.
  let thousandthsPerSuccess: Int

  /// The tokens that a successful call gives back.
  public var tokenRatio: Double { Double(thousandthsPerSuccess) / 1000 }

  /// - Parameter tokenRatio: more than 0; what is finer than a thousandth is left out.
  /// - Throws: ``ServiceConfigFault`` when a value is outside of its range.
  public init(maxTokens: Int, tokenRatio: Double) throws(ServiceConfigFault) {
    guard (1...1000).contains(maxTokens) else {
      throw ServiceConfigFault("retryThrottling.maxTokens is not between 1 and 1000")
    }
    // A double is a little off most decimals: 0.29 * 1000 is 289.99999999999994.
    guard tokenRatio > 0, let thousandths = Int(exactly: (min(tokenRatio, 1000) * 1000 + 1e-6).rounded(.down)) else {
      throw ServiceConfigFault("retryThrottling.tokenRatio is not positive")
    }
    self.maxTokens = maxTokens
    self.thousandthsPerSuccess = thousandths
  }
}

/// The tokens of one channel.
struct RetryThrottle {
  private let throttling: RetryThrottling
  private var thousandths: Int

  init(_ throttling: RetryThrottling) {
    self.throttling = throttling
    self.thousandths = throttling.maxTokens * 1000
  }

  /// Whether calls may be made again.
  var allowsRetries: Bool { thousandths > throttling.maxTokens * 500 }

  mutating func failed() { thousandths = max(0, thousandths - 1000) }

  mutating func succeeded() {
    thousandths = min(throttling.maxTokens * 1000, thousandths + throttling.thousandthsPerSuccess)
  }
}
