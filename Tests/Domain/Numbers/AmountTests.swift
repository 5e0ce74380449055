import Domain
import TestRandom
import Testing

@Suite("Amounts")
struct AmountTests {
  @Test("add up as long as the result fits, whatever lies between")
  func sums() throws {
    #expect(try Amount.sum([Amount(.max), Amount(.max), Amount(.min), Amount(.min)]) == Amount(-2))
    #expect(throws: ArithmeticOverflow(.conversion)) { try Amount.sum([Amount(.max), Amount(1)]) }
    #expect(throws: ArithmeticOverflow(.sum)) { try Amount(.max).adding(Amount(1)) }
    #expect(throws: ArithmeticOverflow(.difference)) { try Amount(.min).subtracting(Amount(1)) }
    #expect(try Amount(nearest: .of(5, 2)) == Amount(3))
  }

  @Test("name what overflowed, once")
  func naming() {
    let error = ArithmeticOverflow(.sum).naming(zone: "park", indicator: "revenue")
    #expect(error.naming(zone: "other").zone == "park")
    #expect(error.description.contains("park") && error.description.contains("revenue"))
  }
}

@Suite("Compound growth")
struct CompoundGrowthTests {
  @Test(
    "is rounded from the exact root",
    arguments: [
      (now: Int64(169), then: Int64(100), years: 2, expected: "30.0"),
      (now: 100, then: 100, years: 7, expected: "0.0"),
      (now: 200, then: 100, years: 3, expected: "26.0"),  // 25.992
      (now: 0, then: 5, years: 2, expected: "-100.0"),
      (now: 81, then: 100, years: 2, expected: "-10.0"),
      (now: 1_000_500_000_000, then: 1_000_000_000_000, years: 1, expected: "0.1"),  // 0.05 exactly: away from zero.
      (now: 999_500_000_000, then: 1_000_000_000_000, years: 1, expected: "-0.1"),
      (now: 999_500_000_001, then: 1_000_000_000_000, years: 1, expected: "0.0"),
    ])
  func rounding(now: Int64, then: Int64, years: Int, expected: String) throws {
    let growth = try #require(CompoundGrowth(now: Amount(now), then: Amount(then), years: years))
    #expect(growth.rounded().percentText() == expected)
  }

  @Test("is judged by powers and not by a rounded root")
  func verdict() throws {
    // 1.3^5 = 3.71293
    let exact = try #require(CompoundGrowth(now: Amount(371_293), then: Amount(100_000), years: 5))
    let short = try #require(CompoundGrowth(now: Amount(371_292), then: Amount(100_000), years: 5))
    #expect(exact.reaches(Ratio(percent: 30)) == true)
    #expect(exact.reaches(Ratio(percent: 30), .above) == false)
    #expect(short.reaches(Ratio(percent: 30)) == false)
    #expect(short.rounded().percentText() == "30.0")
  }

  @Test("of one year is the growth", arguments: 0..<100)
  func oneYear(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let (now, then) = (random.int64(0...1_000_000_000_000), random.int64(1...1_000_000_000_000))
    let growth = try #require(CompoundGrowth(now: Amount(now), then: Amount(then), years: 1))
    #expect(try growth.rounded().percentText() == Ratio.of(now, then).subtracting(.one).percentText())
  }

  @Test("is not defined on a base that is not above zero")
  func undefined() {
    #expect(CompoundGrowth(now: Amount(5), then: .zero, years: 1) == nil)
    #expect(CompoundGrowth(now: Amount(-5), then: Amount(5), years: 1) == nil)
    #expect(CompoundGrowth(now: Amount(5), then: Amount(5), years: 0) == nil)
  }
}
