import Testing

@testable import RPC

@Suite("After a failed attempt") struct AttemptsTests {
  static let policy = try? RetryPolicy(
    maxAttempts: 4, initialBackoff: .milliseconds(100), maxBackoff: .milliseconds(300), backoffMultiplier: 2,
    retryableStatusCodes: [.unavailable, .aborted])

  private func failure(
    _ code: RPCError.Code = .unavailable, _ reach: AttemptFailure.Reach = .seen, pushback: String? = nil
  ) -> AttemptFailure {
    AttemptFailure(error: RPCError(code: code, message: ""), reach: reach, pushback: pushback.map(Pushback.init))
  }

  private func verdicts(
    _ failures: [AttemptFailure], policy: RetryPolicy? = Self.policy, isCommitted: Bool = false, random: Double = 0
  ) -> [Attempts.Verdict] {
    var attempts = Attempts()
    attempts.isCommitted = isCommitted
    var throttle: RetryThrottle?
    return failures.map { attempts.verdict(on: $0, policy: policy, throttle: &throttle, random: random) }
  }

  private static func again(_ milliseconds: Int) -> Attempts.Verdict { .again(after: .milliseconds(milliseconds)) }

  @Test("the call is made again after growing pauses, as often as the policy says")
  func pauses() {
    let all = Array(repeating: failure(), count: 4)
    #expect(verdicts(all) == [Self.again(100), Self.again(200), Self.again(300), .end])
    #expect(verdicts(all, random: 1).first == .again(after: .milliseconds(100) * 1.2))
    #expect(verdicts(all, random: -1).first == .again(after: .milliseconds(100) * 0.8))
  }

  @Test("the call ends when its status is not retryable, there is no policy, or its answer has begun")
  func ends() {
    #expect(verdicts([failure(.notFound)]) == [.end])
    #expect(verdicts([failure()], policy: nil) == [.end])
    #expect(verdicts([failure()], isCommitted: true) == [.end])
  }

  @Test("the server's pause is kept exactly, and the next one is the first again")
  func pushback() {
    let failures = [failure(), failure(pushback: "1234"), failure()]
    #expect(verdicts(failures, random: 0) == [Self.again(100), Self.again(1234), Self.again(100)])
    #expect(verdicts([failure(pushback: "0")]) == [Self.again(0)])
    #expect(verdicts([failure(.notFound, pushback: "5")]) == [.end])
    let last = Array(repeating: failure(pushback: "5"), count: 4)
    #expect(verdicts(last) == [Self.again(5), Self.again(5), Self.again(5), .end])
  }

  @Test("the call ends when the server says so", arguments: ["-1", "x", "", "1.5", "99999999999"])
  func pushbackNever(_ text: String) {
    #expect(verdicts([failure(pushback: text)]) == [.end])
  }

  @Test("what was never sent is made again five times, also without a policy, then by the policy")
  func unsent() {
    let all = Array(repeating: failure(.unavailable, .unsent), count: 9)
    let byItself = Array(repeating: Self.again(0), count: 5)
    #expect(verdicts(all, policy: nil) == byItself + Array(repeating: .end, count: 4))
    #expect(verdicts(all) == byItself + [Self.again(100), Self.again(200), Self.again(300), .end])
  }

  @Test("what was never sent is made again without end when it waits for a server")
  func unsentWaiting() {
    var attempts = Attempts()
    attempts.waitsForReady = true
    var throttle: RetryThrottle?
    for _ in 0..<100 {
      let verdict = attempts.verdict(
        on: failure(.unavailable, .unsent), policy: nil, throttle: &throttle, random: 0)
      #expect(verdict == Self.again(0))
    }
  }

  @Test("what the server refused is made again once, then by the policy, which does not count it")
  func refused() {
    let all = Array(repeating: failure(.unavailable, .refused), count: 5)
    #expect(verdicts(all, policy: nil).prefix(2) == [Self.again(0), .end])
    #expect(verdicts(all) == [Self.again(0), Self.again(100), Self.again(200), Self.again(300), .end])
    #expect(verdicts(all, policy: nil, isCommitted: true).first == .end)
  }

  @Test("retries stop while half of the tokens are spent")
  func throttled() throws {
    var throttle: RetryThrottle? = RetryThrottle(try RetryThrottling(maxTokens: 4, tokenRatio: 0.5))
    func verdict(_ failure: AttemptFailure) -> Attempts.Verdict {
      var attempts = Attempts()
      return attempts.verdict(on: failure, policy: Self.policy, throttle: &throttle, random: 0)
    }
    #expect(verdict(failure(.notFound)) == .end)
    #expect(verdict(failure(.unavailable, .refused)) == Self.again(0))
    #expect(verdict(failure(.unavailable, .unsent)) == Self.again(0))
    #expect(verdict(failure()) == Self.again(100))  // 3 are left.
    #expect(verdict(failure()) == .end)  // 2 are half.
    #expect(verdict(failure(.notFound, pushback: "-1")) == .end)
    #expect(verdict(failure()) == .end)  // 0
    for _ in 0..<7 { throttle?.succeeded() }  // 3.5
    #expect(verdict(failure()) == Self.again(100))  // 2.5
    #expect(throttle?.allowsRetries == true)
    for _ in 0..<100 { throttle?.succeeded() }  // 4, not more
    for _ in 0..<2 { throttle?.failed() }
    #expect(throttle?.allowsRetries == false)
  }
}
