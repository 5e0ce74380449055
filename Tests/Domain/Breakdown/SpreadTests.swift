import Domain
import TestRandom
import Testing

@Suite("Weights of months")
struct SpreadWeightsTests {
  private let months = MonthRule.januaryWithFebruary.months(of: 2013)

  @Test("are equal, and two for January and February together")
  func equal() {
    #expect(SpreadWeights.equal(MonthRule.everyMonth.months(of: 2013)) == Array(repeating: 1, count: 12))
    #expect(SpreadWeights.equal(months) == [2] + Array(repeating: 1, count: 10))
  }

  @Test("are what last year's months added")
  func lastYear() throws {
    let weights = try SpreadWeights.lastYear(months) { Amount(Int64($0.month * $0.month)) }
    #expect(weights == [4, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23])
  }

  @Test("cannot be taken from a year with a gap or a fall", arguments: [true, false])
  func gaps(isGap: Bool) {
    let july = Month.of("2012-07")
    let refusal: BreakdownRefusal = isGap ? .historyMissing(july) : .historyFalls(july)
    let values = { (month: Month) -> Amount? in
      month == july ? (isGap ? nil : Amount(1)) : Amount(Int64(month.month))
    }
    #expect(throws: refusal) { try SpreadWeights.lastYear(months, values) }
    #expect(throws: refusal) { try SpreadWeights.usualSeason(months) { $0.year == 2012 ? values($0) : nil } }
  }

  @Test("of a usual season are the mean of whole years' shares, each year alike")
  func usual() throws {
    // 2012 is even in eleven nodes with February double; 2011 has everything in December; 2010 lacks a month.
    let weights = try SpreadWeights.usualSeason(months) { month in
      switch month.year {
      case 2012: Amount(Int64(month.month) * 1_000)
      case 2011: Amount(month.month == 12 ? 5 : 0)
      case 2010: month.month == 3 ? nil : Amount(1)
      default: nil
      }
    }
    let share: Int64 = 1_000_000_000_000 / 12
    #expect(weights.reduce(0, +) == 2_000_000_000_000)
    #expect(zip(weights, [2 * share] + Array(repeating: share, count: 9)).allSatisfy { abs($0 - $1) <= 1 })
    #expect(abs(weights[10] - share - 1_000_000_000_000) <= 1)
  }
}

@Suite("Annual values")
struct AnnualValueTests {
  private func target(_ demand: Target.Demand) -> Target {
    Target(zone: "z", indicator: "i", year: 2013, demand: demand)
  }

  @Test(
    "of growth are the least whole value that fulfils it, and follow the base",
    arguments: [
      (base: Int64?(100), points: Int64(3_000), value: Int64?(130)), (101, 3_000, 132), (1, 1, 2), (100, -1_000, 90),
      (101, -1_000, 91), (0, 3_000, nil), (-5, 3_000, nil), (nil, 3_000, nil),
    ])
  func growth(base: Int64?, points: Int64, value: Int64?) throws {
    let target = target(.growth(Ratio(basisPoints: points)))
    #expect(try target.annualValue(lastYear: base.map { Amount($0) })?.units == value)
  }

  @Test("that are demanded stay when the base is revised", arguments: [nil, 0, 100, 9_999] as [Int64?])
  func value(base: Int64?) throws {
    #expect(try target(.value(Amount(500))).annualValue(lastYear: base.map { Amount($0) }) == Amount(500))
  }

  @Test("that do not fit are told")
  func overflow() {
    #expect(throws: ArithmeticOverflow(.conversion)) {
      try target(.growth(Ratio(percent: 30))).annualValue(lastYear: Amount(.max))
    }
  }
}
