import Domain
import TestRandom
import Testing

@Suite("Numbers on paper")
struct DisplayTests {
  @Test(
    "are rounded once, half away from zero",
    arguments: [
      (ratio: Ratio.of(5, 100), decimals: 1, expected: "0.1"),
      (ratio: .of(-5, 100), decimals: 1, expected: "-0.1"),
      (ratio: .of(-4, 100), decimals: 1, expected: "0.0"),  // Never "-0.0".
      (ratio: .of(1, 3), decimals: 5, expected: "0.33333"),
      (ratio: .of(9996, 1000), decimals: 1, expected: "10.0"),  // The carry makes a digit.
      (ratio: Ratio(7), decimals: 0, expected: "7"),
      (ratio: .of(.max, 1), decimals: 1, expected: "9223372036854775807.0"),
    ])
  func rounding(ratio: Ratio, decimals: Int, expected: String) {
    #expect(ratio.text(decimals: decimals) == expected)
  }

  @Test(
    "can be rounded half to even",
    arguments: [
      (ratio: Ratio.of(25, 100), expected: "0.2"), (ratio: .of(35, 100), expected: "0.4"),
      (ratio: .of(-25, 100), expected: "-0.2"), (ratio: .of(251, 1000), expected: "0.3"),
      (ratio: .of(995, 100), expected: "10.0"),
    ])
  func halfEven(ratio: Ratio, expected: String) {
    #expect(ratio.text(decimals: 1, rounding: .halfEven) == expected)
  }

  /// 629.0 of 647.4 by October: 97.16 - 83.33 is 13.82; rounding first would say 97.2 - 83.3 = 13.9.
  @Test("subtract first and round once")
  func subtractFirst() throws {
    let completion = Ratio.of(6290, 6474)
    let ahead = try completion.subtracting(Month.of("2013-10").linearShare)
    #expect(completion.percentText() == "97.2")
    #expect(ahead.percentText() == "13.8")
  }

  @Test(
    "show one more decimal where rounding would hide a verdict",
    arguments: [
      (ratio: Ratio.of(2996, 10_000), expected: "29.96"),
      (ratio: .of(29_996, 100_000), expected: "29.996"),
      (ratio: .of(3004, 10_000), expected: "30.04"),
      (ratio: .of(3000, 10_000), expected: "30.0"),  // Equal is equal.
      (ratio: .of(3010, 10_000), expected: "30.1"),
    ])
  func verdict(ratio: Ratio, expected: String) {
    #expect(ratio.percentText(apartFrom: Ratio(percent: 30)) == expected)
  }

  @Test("agree with whole-number rounding done the naive way", arguments: 0..<300)
  func naive(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let ratio = random.ratio(bits: 50)
    let decimals = random.int(0...6)
    let scale = (0..<decimals).reduce(Int128(1)) { value, _ in value * 10 }
    let doubled = ratio.numerator.magnitude * UInt128(scale) * 2 + ratio.denominator.magnitude
    let scaled = doubled / (2 * ratio.denominator.magnitude)
    var digits = String(scaled)
    while digits.count <= decimals { digits = "0" + digits }
    var expected = String(digits.dropLast(decimals))
    if decimals > 0 { expected += "." + digits.suffix(decimals) }
    if ratio.isNegative, scaled != 0 { expected = "-" + expected }
    #expect(ratio.text(decimals: decimals) == expected)
    #expect(ratio.nearestInteger().description == ratio.text(decimals: 0))
  }

  @Test("need no product that might overflow")
  func limits() throws {
    let almostOne = try Ratio(Int128.max - 1, dividedBy: Int128.max)
    #expect(almostOne.text(decimals: 3) == "1.000")
    #expect(try Ratio(1, dividedBy: Int128.max).percentText() == "0.0")
    #expect(try Ratio(Int128.max, dividedBy: 1).text(decimals: 0) == String(Int128.max))
  }

  @Test("group thousands and drop idle zeros")
  func grouping() {
    #expect(Ratio.of(123_456_789, 100).text(decimals: 2, grouping: true) == "1,234,567.89")
    #expect(Ratio(-999).text(decimals: 0, grouping: true) == "-999")
    #expect(Ratio(-1000).text(decimals: 0, grouping: true) == "-1,000")
    #expect(Ratio.of(61_240, 100).shortText() == "612.4")
    #expect(Ratio(600).shortText() == "600")
  }

  @Test("turn yuan into 亿元 and 万元")
  func units() {
    #expect(UnitScale.hundredMillionYuan.text(Amount(61_240_000_000)) == "612.4")
    #expect(UnitScale.hundredMillionYuan.textWithUnit(Amount(-5_000_000)) == "-0.1亿元")
    #expect(UnitScale.hundredMillionYuan.exactText(Amount(61_240_350_000)) == "612.4035")
    #expect(UnitScale.tenThousandYuan.text(Amount(12_345_000), grouping: true) == "1,235")
    let stored = UnitScale(smallest: "万元", display: "亿元", displayFactor: 10_000, decimals: 2)
    #expect(stored.unit(named: "亿元")?.factor == 10_000)
    #expect(stored.unit(named: "元") == nil)  // Finer than what is stored.
    #expect(stored.text(Amount(12_345)) == "1.23")
    #expect(UnitScale(smallest: "家", display: "家", displayFactor: 1, decimals: 0).units.count == 1)
  }
}
