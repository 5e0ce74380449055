import Testing

@testable import RPC

@Suite("A duration") struct DurationTests {
  /// Longer than what its own seconds can say.
  private static let endless = Duration.seconds(Int64.max) * 10

  @Test("in nanoseconds ends at the ends of an Int64")
  func saturates() {
    #expect(Duration.seconds(-3).wholeNanoseconds == -3_000_000_000)
    #expect((Duration.seconds(1) + .nanoseconds(5)).wholeNanoseconds == 1_000_000_005)
    #expect(Duration(secondsComponent: -1, attosecondsComponent: -1_500_000_000).wholeNanoseconds == -1_000_000_001)
    for extreme in [Int64.max, .max - 1, .min, .min + 1] {
      #expect(Duration.nanoseconds(extreme).wholeNanoseconds == extreme)
    }
    #expect((Duration.nanoseconds(Int64.max) + .nanoseconds(1)).wholeNanoseconds == .max)
    #expect((Duration.nanoseconds(Int64.min) - .nanoseconds(1)).wholeNanoseconds == .min)
    #expect(Duration.seconds(Int64.max).wholeNanoseconds == .max)
    #expect(Self.endless.wholeNanoseconds == .max)
    #expect((Duration.zero - Self.endless).wholeNanoseconds == .min)
  }

  @Test("grows up to its bound, by whatever factor")
  func grows() {
    let most = Duration.seconds(100)
    #expect(Duration.seconds(10).grown(by: 2, atMost: most) == .seconds(20))
    #expect(Duration.seconds(10).grown(by: 0.5, atMost: most) == .seconds(5))
    #expect(Duration.seconds(60).grown(by: 2, atMost: most) == most)
    #expect(Duration.seconds(400).grown(by: 0.5, atMost: most) == most)
    for factor in [1e300, .greatestFiniteMagnitude, .infinity] {
      #expect(Duration.seconds(1).grown(by: factor, atMost: most) == most)
      #expect(Duration.seconds(1).grown(by: factor, atMost: Self.endless) == Self.endless)
      #expect(Duration.zero.grown(by: factor, atMost: most) == .zero)
    }
    for factor in [Double.nan, 0, -1, -Double.infinity] {
      #expect(Duration.seconds(1).grown(by: factor, atMost: most) == .seconds(1))
    }
  }

  @Test("that a service config makes huge is a pause like any other")
  func configured() throws {
    let decades = Duration.seconds(315_576_000_000)
    let policy = try RetryPolicy(
      maxAttempts: 5, initialBackoff: decades, maxBackoff: decades, backoffMultiplier: 1e300,
      retryableStatusCodes: [.unavailable])
    let about = (decades - .seconds(1))...(decades + .seconds(1))  // A double is a little off.
    for earlier in 0..<4 { #expect(about.contains(policy.pause(after: earlier, random: 0))) }
    var backoff = Backoff()
    backoff.multiplier = .greatestFiniteMagnitude
    var row = BackoffRow(backoff)
    let pauses = (0..<3).map { _ in row.next(random: 0) }
    #expect(pauses == [.seconds(1), .seconds(120), .seconds(120)])
  }
}
