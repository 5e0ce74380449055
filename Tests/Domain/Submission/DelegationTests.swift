import Domain
import TestRandom
import Testing

@Suite("Delegations")
struct DelegationTests {
  private static let monday = WorkflowFixture.monday

  private static func delegation(
    from: Int = 0, days: Int = 5, of delegator: String = "people/li", by deputy: String = "people/wang",
    duty: String = "4 zones/a", isRevoked: Bool = false
  ) -> Delegation {
    Delegation(
      delegator: delegator, deputy: deputy, duty: duty, firstDay: monday.adding(days: from),
      lastDay: monday.adding(days: from + days - 1), isRevoked: isRevoked)
  }

  @Test(
    "hold from the first day to the last, both counted, and no more once they are revoked",
    arguments: [(-1, Delegation.State.scheduled), (0, .inForce), (4, .inForce), (5, .over)])
  func states(_ day: Int, _ expected: Delegation.State) {
    #expect(Self.delegation().state(on: Self.monday.adding(days: day)) == expected)
    #expect(Self.delegation(isRevoked: true).state(on: Self.monday.adding(days: day)) == .revoked)
  }

  @Test("last a quarter of a year at most, begin today or later, and are for somebody else")
  func faults() {
    #expect(Self.delegation(days: 92).faults(on: Self.monday).isEmpty)
    #expect(Self.delegation(days: 93).faults(on: Self.monday) == [.tooLong])
    #expect(Self.delegation(days: 1).faults(on: Self.monday).isEmpty)
    #expect(Self.delegation(days: 0).faults(on: Self.monday) == [.reversed])
    #expect(Self.delegation().faults(on: Self.monday.adding(days: 1)) == [.passed])
    #expect(Self.delegation(by: "people/li").faults(on: Self.monday) == [.deputyIsDelegator])
  }

  @Test("overlap exactly where both hand over the same on some day, whichever is asked")
  func overlap() {
    var random = SplitMix(seed: 7)
    for _ in 0..<2_000 {
      let draw = { (random: inout SplitMix) in
        Self.delegation(
          from: random.below(12), days: 1 + random.below(6), of: ["people/li", "people/sun"][random.below(2)],
          duty: ["4 zones/a", "4 zones/b"][random.below(2)], isRevoked: random.below(5) == 0)
      }
      let (one, other) = (draw(&random), draw(&random))
      let days = (0..<20).map { Self.monday.adding(days: $0) }
      let meet = days.contains { one.state(on: $0) == .inForce && other.state(on: $0) == .inForce }
      let expected = meet && one.delegator == other.delegator && one.duty == other.duty
      #expect(one.overlaps(other) == expected && other.overlaps(one) == expected)
    }
  }
}
