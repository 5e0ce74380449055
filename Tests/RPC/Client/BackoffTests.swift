import Testing

@testable import RPC

@Suite("The row of pauses") struct BackoffTests {
  private func row(_ count: Int, random: Double) -> [Duration] {
    var row = BackoffRow(Backoff())
    return (0..<count).map { _ in row.next(random: random) }
  }

  @Test("begins at one second without jitter, and grows by 1.6 up to 120 seconds")
  func grows() {
    let pauses = row(30, random: 0)
    #expect(pauses.first == .seconds(1))
    for (earlier, later) in zip(pauses, pauses.dropFirst()) {
      #expect(later == min(earlier * 1.6, .seconds(120)))
    }
    #expect(pauses.last == .seconds(120))
  }

  @Test("is spread by a fifth, also at its end", arguments: [-1.0, -0.5, 0.5, 1.0])
  func jitter(_ random: Double) {
    let pauses = row(30, random: random)
    #expect(pauses[0] == .seconds(1))
    #expect(pauses[1] == .seconds(1) * 1.6 * (1 + 0.2 * random))
    #expect(pauses[29] == .seconds(120) * (1 + 0.2 * random))
  }

  @Test("begins anew after a success")
  func resets() {
    var row = BackoffRow(Backoff())
    for _ in 0..<5 { _ = row.next(random: 1) }
    row.reset()
    #expect(row.next(random: 1) == .seconds(1))
  }
}
