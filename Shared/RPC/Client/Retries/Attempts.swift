/// How an attempt at a call failed before its answer began, or after.
struct AttemptFailure {
  /// What the server can have seen of it.
  enum Reach {
    /// Nothing left this side.
    case unsent
    /// The server says that it did not look at it: REFUSED_STREAM, or GOAWAY with a lower stream number.
    case refused
    /// Possibly everything.
    case seen
  }

  var error: RPCError
  var reach = Reach.seen
  /// `grpc-retry-pushback-ms`.
  var pushback: Pushback?
}

/// When the server wants to see a call again.
enum Pushback: Hashable {
  case never
  case after(Duration)

  /// Reads a signed number of milliseconds; what is negative or no number means never.
  init(_ text: String) {
    self = Int32(text).flatMap { $0 < 0 ? nil : .after(.milliseconds($0)) } ?? .never
  }
}

/// What is known of the attempts at a call, and what follows a failed one (gRFC A6).
struct Attempts {
  enum Verdict: Hashable {
    /// The failure is the caller's.
    case end
    /// The call is made again, after this pause.
    case again(after: Duration)
  }

  /// Retries by policy so far: `grpc-previous-rpc-attempts`.
  private(set) var retries = 0
  /// Whether the call stays with its attempt: the answer has begun, or what was sent is too much to be kept.
  var isCommitted = false
  /// Retries since the server last named a pause.
  private var sincePushback = 0
  private var wasRefused = false
  /// How often it was not sent although there was a connection.
  private var unsent = 0
  /// Whether it waits for a server until its deadline, whatever it meets with.
  var waitsForReady = false

  /// So often a call that was not sent is made again by itself. A connection that ends just then is bad luck; one after
  /// the other is a server that takes connections and no calls.
  static let mostUnsent = 5

  /// - Parameters:
  ///   - policy: nil when the call may not be made again once the server can have seen it.
  ///   - random: between -1 and 1.
  mutating func verdict(
    on failure: AttemptFailure, policy: RetryPolicy?, throttle: inout RetryThrottle?, random: Double
  ) -> Verdict {
    if let verdict = transparent(failure.reach) { return verdict }
    guard let policy else { return .end }
    let isRetryable = policy.retryableStatusCodes.contains(failure.error.code)
    if isRetryable || failure.pushback == .never { throttle?.failed() }
    guard isRetryable, !isCommitted, retries + 1 < policy.maxAttempts, throttle?.allowsRetries ?? true else {
      return .end
    }
    switch failure.pushback {
    case .never: return .end
    case .after(let pause):
      sincePushback = 0
      retries += 1
      return .again(after: pause)
    case nil:
      let pause = policy.pause(after: sincePushback, random: random)
      sincePushback += 1
      retries += 1
      return .again(after: pause)
    }
  }

  /// The retry of what the server did not see: a few times when nothing was sent (without end when the call waits for a
  /// server: the pauses between connections are its own), once when the server refused it.
  private mutating func transparent(_ reach: AttemptFailure.Reach) -> Verdict? {
    switch reach {
    case .seen: return nil
    case .unsent:
      unsent += 1
      return waitsForReady || unsent <= Self.mostUnsent ? .again(after: .zero) : nil
    case .refused:
      guard !wasRefused, !isCommitted else { return nil }
      wasRefused = true
      return .again(after: .zero)
    }
  }
}
