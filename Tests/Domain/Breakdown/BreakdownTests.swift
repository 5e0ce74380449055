import Domain
import TestRandom
import Testing

@Suite("Breakdowns")
struct BreakdownTests {
  static let months: [Month] = Array(MonthRule.everyMonth.months(of: 2013).prefix(3))
  static let (first, second, third) = (Month.of("2013-01"), Month.of("2013-02"), Month.of("2013-03"))

  /// Three months to 60, divided by projects `a` and `b`.
  private static func sample() -> Breakdown {
    Breakdown(
      zip(months, [(20, 10, 5), (40, 20, 10), (60, 30, 20)] as [(Int64, Int64, Int64)]).map { month, values in
        let leaves = [Breakdown.Leaf("a", Amount(values.1)), .init("b", Amount(values.2))]
        let undivided = Amount(values.0 - values.1 - values.2)
        return .init(month, Amount(values.0), [.init(.project, leaves, undivided: undivided)])
      })
  }

  @Test("that add up and never fall have no faults")
  func sound() {
    #expect(Self.sample().faults(annual: Amount(60), months: Self.months).isEmpty)
    #expect(Self.sample().annual == Amount(60))
  }

  typealias Change = @Sendable (inout Breakdown) -> Void

  static let wrong: [(Change, BreakdownFault.Reason, Int?, Int128?)] = [
    ({ $0.nodes.removeFirst() }, .monthsDiffer, nil, nil),
    ({ $0.nodes[1].cumulative = Amount(19) }, .nodeFalls, 1, 1),
    ({ $0.nodes[2].cumulative = Amount(61) }, .yearNotReached, 2, -1),
    ({ $0.nodes[2].partitions[0].undivided = Amount(12) }, .doesNotAddUp, 2, -2),
    ({ $0.nodes[1].partitions[0].leaves[0].cumulative = Amount(9) }, .leafFalls, 1, 1),
    ({ $0.nodes[2].partitions[0].leaves.removeLast() }, .leafFalls, 2, 10),
    ({ $0.nodes[2].partitions = [] }, .leafFalls, 2, 20),
    ({ $0.nodes[0].partitions[0].undivided = Amount(-1) }, .negative, 0, nil),
    ({ $0.nodes[0].partitions[0].leaves[1].subject = "a" }, .subjectTwice, 0, nil),
    ({ $0.nodes[0].partitions.append($0.nodes[0].partitions[0]) }, .partitionTwice, 0, nil),
  ]

  @Test("tell each fault with its place and difference", arguments: wrong)
  func faults(change: Change, reason: BreakdownFault.Reason, node: Int?, difference: Int128?) throws {
    var breakdown = Self.sample()
    change(&breakdown)
    let faults = breakdown.faults(annual: Amount(60), months: Self.months)
    let fault = try #require(faults.first { $0.reason == reason })
    #expect(fault.place.node == node && (difference == nil || fault.difference == difference))
    #expect(fault.chinese.hasSuffix("。") && fault.english.hasSuffix("."))
  }

  static let changes: [(Breakdown.Edit, String?)] = [
    (.node(first, Amount(25)), nil), (.node(third, Amount(61)), "YEAR_NOT_REACHED"),
    (.node(second, Amount(29)), "NEGATIVE"), (.node(.of("2014-01"), Amount(1)), "MONTH_UNKNOWN"),
    (.leaf(.project, "c", second, Amount(10)), nil), (.leaf(.project, "c", second, Amount(11)), "NEGATIVE"),
    (.leaf(.project, "a", second, Amount(9)), "LEAF_FALLS"), (.leaf(.person, "p", first, Amount(20)), nil),
    (.remove(.project, "a"), nil), (.remove(.project, "c"), "LEAF_UNKNOWN"),
    (.assign(.project, "a", person: "p"), nil), (.assign(.person, "a", person: "p"), "LEAF_UNKNOWN"),
  ]

  @Test("take edits that leave them sound, and refuse others whole", arguments: changes)
  func edits(edit: Breakdown.Edit, code: String?) throws {
    if let code {
      let refusal = #expect(throws: BreakdownRefusal.self) { try Self.sample().applying(edit) }
      #expect(refusal?.code == code)
    } else {
      #expect(try Self.sample().applying(edit) != Self.sample())
    }
  }

  @Test("raise a leaf's later months to at least what an edit gives it")
  func later() throws {
    let edited = try Self.sample().applying(.leaf(.project, "b", Self.first, Amount(10)))
    #expect(edited.nodes.map { $0.partitions[0].leaves[1].cumulative.units } == [10, 10, 20])
    #expect(edited.nodes.map(\.partitions[0].undivided.units) == [0, 10, 10])
  }

  @Test("add up under any sequence of edits", arguments: 0..<100)
  func anyEdits(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let rule = random.pick(MonthRule.allCases)
    let months = rule.months(of: 2013)
    let annual = Amount(random.int64(0...1_000))
    var breakdown = try Breakdown.propose(annual, over: months, weights: SpreadWeights.equal(months))
    var taken = 0
    for _ in 0..<40 {
      let (kind, subject) = (random.pick(Breakdown.Kind.allCases), random.pick(["a", "b", "c", "d"]))
      let value = Amount(random.int64(-5...(annual.units + 5) / Int64(random.int(1...8))))
      let edit: Breakdown.Edit =
        switch random.int(0...5) {
        case 0: .node(random.pick(months), Amount(random.int64(0...annual.units)))
        case 1: .remove(kind, subject)
        case 2: .assign(kind, subject, person: "p")
        default: .leaf(kind, subject, random.pick(months), value)
        }
      guard let edited = try? breakdown.applying(edit) else { continue }
      (breakdown, taken) = (edited, taken + 1)
      #expect(breakdown.faults(annual: annual, months: months).isEmpty)
    }
    #expect(taken > 0 || annual.units < 10)
  }
}
