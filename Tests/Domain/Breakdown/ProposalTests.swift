import Domain
import TestRandom
import Testing

@Suite("Proposals")
struct ProposalTests {
  private let months = MonthRule.januaryWithFebruary.months(of: 2013)

  @Test("of equal months are the linear schedule, December exactly the year")
  func equal() throws {
    let breakdown = try Breakdown.propose(Amount(1_000), over: months, weights: SpreadWeights.equal(months))
    #expect(
      breakdown.nodes.map(\.cumulative.units) == [167, 251, 335, 419, 502, 585, 668, 751, 834, 917, 1_000])
  }

  @Test("keep months, and spread what is left over the others")
  func keeping() throws {
    let kept = try Breakdown.propose(Amount(1_200), over: months, weights: SpreadWeights.equal(months)).nodes.prefix(5)
    let breakdown = try Breakdown.propose(
      Amount(1_800), over: months, weights: [1, 1, 1, 1, 1, 1], keeping: Array(kept))
    #expect(
      breakdown.nodes.map(\.cumulative.units) == [200, 300, 400, 500, 600, 800, 1_000, 1_200, 1_400, 1_600, 1_800])
  }

  @Test("divide each month in proportion to what parts still have to reach")
  func divisions() throws {
    let months = Array(MonthRule.everyMonth.months(of: 2013).prefix(3))
    let division = Breakdown.Division(.project, [.init("a", Amount(5), person: "p"), .init("b", Amount(3))])
    let breakdown = try Breakdown.propose(Amount(10), over: months, weights: [1, 1, 1], divisions: [division])
    #expect(breakdown.nodes.map(\.cumulative.units) == [4, 7, 10])
    let parts = breakdown.nodes.map {
      $0.partitions[0].leaves.map(\.cumulative.units) + [$0.partitions[0].undivided.units]
    }
    #expect(parts == [[2, 1, 1], [4, 2, 1], [5, 3, 2]])
    #expect(breakdown.nodes.allSatisfy { $0.partitions[0].leaves[0].person == "p" })
  }

  @Test("refuse what cannot be")
  func refusals() throws {
    let kept = [
      Breakdown.Node(months[0], Amount(100), [.init(.project, [.init("a", Amount(50))], undivided: Amount(50))])
    ]
    let ten = Array(repeating: Int64(1), count: 10)
    func propose(_ annual: Int64, weights: [Int64], _ leaves: [Breakdown.Leaf] = []) throws -> Breakdown {
      try Breakdown.propose(
        Amount(annual), over: months, weights: weights, keeping: kept, divisions: [.init(.project, leaves)])
    }
    #expect(throws: BreakdownRefusal.exceedsYear(nil, Amount(1))) { try propose(99, weights: ten) }
    #expect(throws: BreakdownRefusal.weightsInvalid(months: 10)) { try propose(200, weights: [1]) }
    #expect(throws: BreakdownRefusal.weightsInvalid(months: 10)) { try propose(200, weights: ten.map { _ in 0 }) }
    #expect(throws: BreakdownRefusal.belowKept("a", Amount(1))) {
      try propose(200, weights: ten, [.init("a", Amount(49))])
    }
    #expect(throws: BreakdownRefusal.exceedsYear(.project, Amount(1))) {
      try propose(200, weights: ten, [.init("a", Amount(60)), .init("b", Amount(141))])
    }
    // All of the year is taken already: the months that are left stay where they are.
    #expect(try propose(100, weights: ten.map { _ in 0 }).nodes.allSatisfy { $0.cumulative == Amount(100) })
  }

  @Test("are sound whatever is kept, weighed and divided, and reach each leaf's year", arguments: 0..<300)
  func any(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let months = random.pick(MonthRule.allCases).months(of: 2013)
    let wide: Int64 = seed % 5 == 0 ? 1_000_000_000_000_000_000 : 500
    let annual = Amount(random.int64(0...wide))
    func weights(_ count: Int) -> [Int64] { (0..<count).map { _ in random.int64(0...9) } + [1] }
    func divisions(_ annual: Amount, least: Breakdown.Node? = nil) throws -> [Breakdown.Division] {
      try Breakdown.Kind.allCases.map { kind in
        var free = annual
        for leaf in least?.partition(kind)?.leaves ?? [] { free = try free.subtracting(leaf.cumulative) }
        let leaves = try ["a", "b", "c"].map { subject in
          let more = Amount(random.int64(0...max(0, free.units)))
          free = try free.subtracting(more)
          let kept = least?.partition(kind)?.leaf(subject)?.cumulative ?? .zero
          return Breakdown.Leaf(subject, try kept.adding(more))
        }
        return Breakdown.Division(kind, leaves)
      }
    }
    let whole = try Breakdown.propose(
      annual, over: months, weights: weights(months.count - 1), divisions: divisions(annual))
    #expect(whole.faults(annual: annual, months: months).isEmpty)

    let kept = Array(whole.nodes.prefix(random.int(1...months.count - 1)))
    let last = try #require(kept.last)
    let next = try last.cumulative.adding(Amount(random.int64(0...wide)))
    let wanted = try divisions(next, least: last)
    let again = try Breakdown.propose(
      next, over: months, weights: weights(months.count - kept.count - 1), keeping: kept, divisions: wanted)
    #expect(again.faults(annual: next, months: months).isEmpty)
    #expect(again.divisions == wanted && Array(again.nodes.prefix(kept.count)) == kept)
  }
}

@Suite("Deliveries")
struct DeliveryTests {
  @Test(
    "are complete, short or unknown",
    arguments: [
      (due: Int64(100), delivered: Int64?(40), completion: Ratio?(.of(2, 5)), short: Int64?(60)),
      (100, 100, .one, nil), (100, 130, .of(13, 10), nil), (100, 0, .zero, 100), (100, nil, nil, nil),
      (0, 0, nil, nil), (0, 5, nil, nil), (0, -5, nil, 5),
    ])
  func standing(due: Int64, delivered: Int64?, completion: Ratio?, short: Int64?) throws {
    let delivery = Delivery(due: Amount(due), delivered: delivered.map { Amount($0) })
    #expect(delivery.completion == completion)
    #expect(try delivery.short()?.units == short)
  }
}
