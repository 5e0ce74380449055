import TestRandom
import Testing

@testable import Domain

@Suite("Properties of checks")
struct CheckPropertyTests {
  /// A book in which anything may be missing, zero, negative or near the limits of 64 bits.
  private static func book(_ random: inout SplitMix) -> [Figure] {
    var figures: [Figure] = []
    let keys = CheckCases.indicators.map(\.key)
    for month in ["2011-06", "2012-05", "2012-06", "2013-05", "2013-06"] {
      for indicator in keys where random.below(4) > 0 {
        for zone in ["z", "y"] as [ZoneKey] {
          figures.append(
            CheckCases.exact(
              month, amount(&random), base: amount(&random),
              growth: random.below(2) == 0 ? nil : Int64(random.below(90_000)),
              of: indicator, zone: zone))
        }
      }
    }
    return figures
  }

  private static func amount(_ random: inout SplitMix) -> Int64? {
    switch random.below(8) {
    case 0: nil
    case 1: 0
    case 2: Int64(bitPattern: random.next()) >> 2
    case 3: -Int64(random.below(1_000_000))
    default: Int64(random.below(1_000_000)) * Int64(random.pick([1, 10_000, 100_000_000]))
    }
  }

  private static let rules =
    CheckRule.standard + [
      CheckRule(id: "a", .partsDisagree, indicators: ["i"], others: ["part", "other"], margin: .of(1, 100)),
      CheckRule(id: "b", .partsExceed, indicators: ["i"], others: ["part"]),
      CheckRule(id: "c", .sourcesDiffer, indicators: ["part"], others: ["other"]),
      CheckRule(id: "d", .quotient, indicators: ["i"], others: ["power"], lower: .of(1, 3), upper: Ratio(9)),
      CheckRule(id: "e", .unusualChange, margin: .of(1, 10), upper: .of(7, 2), least: 24),
      CheckRule(id: "f", .copiedFromLastMonth, least: 2), CheckRule(id: "g", .copiedFromNeighbour, least: 2),
    ]

  @Test("what a check needs is all that it looks at: more figures change nothing")
  func needs() throws {
    var random = SplitMix(seed: 7)
    let checks = CheckCases.checks(Self.rules, only: false)
    for _ in 0..<300 {
      let all = Self.book(&random)
      let figures = all.filter { $0.key.zone == "z" && $0.key.month == .of("2013-06") && random.below(3) > 0 }
      let known = FigureBook(all)
      let needed = checks.needed(for: figures)
      let few = FigureBook(needed.compactMap { known[$0] })
      #expect(try checks.findings(for: figures, known: few) == checks.findings(for: figures, known: known))
    }
  }

  @Test("the order in which figures come in changes the order of what is found, and nothing else")
  func order() throws {
    var random = SplitMix(seed: 8)
    let checks = CheckCases.checks(
      Self.rules.filter { $0.kind != .copiedFromLastMonth && $0.kind != .copiedFromNeighbour }, only: false)
    for _ in 0..<200 {
      let all = Self.book(&random)
      let shuffled = all.shuffled(using: &random)
      let found = try [all, shuffled].map { try Set(checks.findings(for: $0, known: FigureBook())) }
      #expect(found[0] == found[1])
    }
  }

  @Test("a suggestion, taken over, is not found again")
  func suggestion() throws {
    var random = SplitMix(seed: 9)
    let rule = try #require(CheckRule.standard.first { $0.kind == .unitSlip })
    let checks = CheckCases.checks([rule])
    var taken = 0
    for _ in 0..<2_000 {
      let before = Int64(random.int(1...1_000_000_000))
      let value = Int64(random.int(1...1_000_000_000)) * Int64(random.pick([1, 1_000, 10_000, 100_000_000]))
      let known = FigureBook([CheckCases.exact("2013-05", before)])
      guard
        let suggestion = try checks.findings(for: [CheckCases.exact("2013-06", value)], known: known).first?.suggestion
      else { continue }
      taken += 1
      #expect(try checks.findings(for: [CheckCases.exact("2013-06", suggestion.units)], known: known).isEmpty)
    }
    #expect(taken > 100)
  }

  @Test("the robust score is the same under any order and shift, and never traps")
  func score() throws {
    var random = SplitMix(seed: 10)
    for _ in 0..<500 {
      let sample = (0..<random.int(1...40)).map { _ in Int64(random.int(-1_000_000...1_000_000)) }
      let (number, shift) = (Int64(random.int(-3_000_000...3_000_000)), Int64(random.int(-5_000...5_000)))
      let limit = Ratio.of(7, 2)
      let score = try #require(RobustScore(sample))
      let same = try #require(RobustScore(sample.shuffled(using: &random).map { $0 + shift }))
      let beyond = try score.isBeyond(number, limit: limit, least: 1_000)
      #expect(try beyond == same.isBeyond(number + shift, limit: limit, least: 1_000))
      #expect(try score.median.adding(Ratio(shift)) == same.median)
    }
    #expect(RobustScore([]) == nil)
    let flat = try #require(RobustScore([5, 5, 5, 9]))
    #expect(try flat.isBeyond(6, limit: .of(7, 2), least: 1) && !flat.isBeyond(5, limit: .of(7, 2), least: 0))
    #expect(try !flat.isBeyond(6, limit: .of(7, 2), least: 2))
    let extreme = try #require(RobustScore([.min, .max, 0]))
    #expect(try !extreme.isBeyond(.max, limit: .of(7, 2), least: 0))
  }
}
