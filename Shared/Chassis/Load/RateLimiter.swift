import Synchronization

/// Lets each caller make so many calls in a second and no more: a bucket of tokens for each, which fills by itself.
final class RateLimiter: Sendable {
  /// How fast tokens come, and how many a caller who was quiet has.
  struct Rate: Sendable {
    var perSecond: Double
    var burst: Double
  }

  private struct Bucket {
    var tokens: Double
    /// When the tokens were counted, in nanoseconds.
    var at: Int64
  }

  private struct State {
    var buckets: [String: Bucket] = [:]
    /// What callers share for whom there is no bucket.
    var others: Bucket
    var sweptAt = Int64.min
  }

  private let rate: Rate
  private let callersMax: Int
  /// Nanoseconds of a clock that never goes back.
  private let now: @Sendable () -> Int64
  private let state: Mutex<State>

  /// - Parameter callersMax: how many buckets are kept at most.
  init(_ rate: Rate, callersMax: Int = 10_000, now: @escaping @Sendable () -> Int64) {
    self.rate = rate
    self.callersMax = callersMax
    self.now = now
    state = Mutex(State(others: Bucket(tokens: rate.burst, at: now())))
  }

  /// Takes a token of a caller; nil when there was one, otherwise how long it takes until there is.
  func take(_ caller: String) -> Duration? {
    let now = now()
    return state.withLock { state in
      if var bucket = state.buckets[caller] {
        defer { state.buckets[caller] = bucket }
        return take(from: &bucket, at: now)
      }
      makeRoom(&state, at: now)
      guard state.buckets.count < callersMax else { return take(from: &state.others, at: now) }
      var bucket = Bucket(tokens: rate.burst, at: now)
      defer { state.buckets[caller] = bucket }
      return take(from: &bucket, at: now)
    }
  }

  private func take(from bucket: inout Bucket, at now: Int64) -> Duration? {
    bucket.tokens = tokens(of: bucket, at: now)
    bucket.at = now
    guard bucket.tokens < 1 else {
      bucket.tokens -= 1
      return nil
    }
    return .nanoseconds(Int64(((1 - bucket.tokens) / rate.perSecond * 1e9).rounded(.up)))
  }

  private func tokens(of bucket: Bucket, at now: Int64) -> Double {
    min(rate.burst, bucket.tokens + Double(now - bucket.at) / 1e9 * rate.perSecond)
  }

  /// Full buckets are as good as new ones. They are looked for once a second at most.
  private func makeRoom(_ state: inout State, at now: Int64) {
    guard state.buckets.count >= callersMax, state.sweptAt == .min || now - state.sweptAt >= 1_000_000_000 else {
      return
    }
    state.sweptAt = now
    state.buckets = state.buckets.filter { tokens(of: $0.value, at: now) < rate.burst }
  }
}
