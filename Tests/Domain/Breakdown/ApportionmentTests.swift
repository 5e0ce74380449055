import Domain
import TestRandom
import Testing

@Suite("Apportionment")
struct ApportionmentTests {
  typealias Case = (total: Int64, weights: [Int64], parts: [Int64])

  static let cases: [Case] = [
    (100, [1, 1, 1], [34, 33, 33]),
    (2, [1, 1, 1], [1, 1, 0]),
    (10, [6, 3, 1], [6, 3, 1]),
    (7, [5, 0, 9], [3, 0, 4]),  // 2.5 and 4.5: the tie goes to the earlier.
    (100_000, [41, 29, 17, 13], [41_000, 29_000, 17_000, 13_000]),
    (21, [4_717, 2_943, 1_650, 690], [10, 6, 4, 1]),
    (0, [0, 0], [0, 0]),
    (0, [], []),
    (.max, [.max, .max], [.max / 2 + 1, .max / 2]),
  ]

  static let undefinedCases: [(Int64, [Int64])] = [(-1, [1]), (1, [0, 0]), (1, []), (1, [2, -1])]

  @Test("gives units left over to the largest remainders, ties to the earlier", arguments: cases)
  func table(total: Int64, weights: [Int64], parts: [Int64]) throws {
    #expect(try Apportionment.divide(Amount(total), by: weights)?.map(\.units) == parts)
  }

  @Test("is not defined below zero, and not without weight", arguments: undefinedCases)
  func undefined(total: Int64, weights: [Int64]) throws {
    #expect(try Apportionment.divide(Amount(total), by: weights) == nil)
  }

  @Test("adds up, and rounds each quota down or up by less than one", arguments: 0..<300)
  func sums(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let limit: Int64 = seed % 3 == 0 ? .max : 1_000
    let weights = (0..<random.int(1...20)).map { _ in random.int64(0...limit) }
    let total = random.int64(0...limit)
    guard let parts = try Apportionment.divide(Amount(total), by: weights) else {
      #expect(weights.allSatisfy { $0 == 0 } && total > 0)
      return
    }
    #expect(try Amount.sum(parts) == Amount(total))
    let sum = weights.reduce(Int128(0)) { $0 + Int128($1) }
    for (part, weight) in zip(parts, weights) where sum > 0 {
      let floor = Int128(total) * Int128(weight) / sum
      #expect(part.units == floor || (part.units == floor + 1 && weight > 0))
    }
  }
}

@Suite("Views of a year")
struct YearViewTests {
  @Test("convert both ways", arguments: 0..<200)
  func both(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let cumulative = (0..<12).map { _ in Amount(random.int64(-1_000_000...1_000_000_000)) }
    #expect(try YearView.cumulative(YearView.monthly(cumulative)) == cumulative)
    let monthly = (0..<12).map { _ in Amount(random.int64(-1_000_000...1_000_000_000)) }
    #expect(try YearView.monthly(YearView.cumulative(monthly)) == monthly)
  }

  @Test("tell what does not fit")
  func overflow() {
    #expect(throws: ArithmeticOverflow(.sum)) { try YearView.cumulative([Amount(.max), Amount(1)]) }
    #expect(throws: ArithmeticOverflow(.difference)) { try YearView.monthly([Amount(.min), Amount(.max)]) }
  }

  @Test("have twelve months, or eleven without January", arguments: zip(MonthRule.allCases, [12, 11]))
  func months(rule: MonthRule, count: Int) {
    let months = rule.months(of: 2013)
    #expect(months.count == count && months.last == .of("2013-12") && rule.formsInYear == count)
    #expect(MonthRule.everyMonth.months(of: 0).isEmpty)
  }
}
