import Domain
import TestRandom
import Testing

@Suite("Numbers as people write them")
struct DecimalNumberTests {
  @Test(
    "are read exactly",
    arguments: [
      (text: "1,234.50", digits: Int128(123_450), scale: 2, percent: false),
      (text: "１，２３４．５", digits: 12_345, scale: 1, percent: false),  // Full-width from an input method.
      (text: " -3.1% ", digits: -31, scale: 1, percent: true),
      (text: "－０．５％", digits: -5, scale: 1, percent: true),
      (text: "\u{FEFF}0", digits: 0, scale: 0, percent: false),
      (text: "+5", digits: 5, scale: 0, percent: false),
      (text: "−7", digits: -7, scale: 0, percent: false),  // U+2212.
      (text: "00.10", digits: 10, scale: 2, percent: false),
    ])
  func reading(text: String, digits: Int128, scale: Int, percent: Bool) throws {
    #expect(try DecimalNumber(parsing: text) == DecimalNumber(digits: digits, scale: scale, isPercent: percent))
  }

  @Test(
    "are refused with what is wrong",
    arguments: [
      (text: "", fault: DecimalNumber.Fault.blank),
      (text: "　 ", fault: .blank),  // Ideographic space: still missing, not zero.
      (text: "1,23", fault: .misplacedSeparator),  // A decimal comma, or a slip: never guessed.
      (text: "1234,567", fault: .misplacedSeparator),
      (text: "1,234,56.7", fault: .misplacedSeparator),
      (text: "—", fault: .unexpected("—", position: 1)),
      (text: "12万", fault: .unexpected("万", position: 3)),
      (text: "1.2.3", fault: .unexpected(".", position: 4)),
      (text: "5.", fault: .unexpected(".", position: 2)),
      (text: ".5", fault: .unexpected(".", position: 1)),
      (text: "5%%", fault: .unexpected("%", position: 3)),
      (text: "-", fault: .unexpected("-", position: 1)),
      (text: "1e5", fault: .unexpected("e", position: 2)),
      (text: "٣", fault: .unexpected("٣", position: 1)),  // A digit elsewhere, not in this building.
      (text: String(repeating: "9", count: 40), fault: .tooLong),
    ])
  func refusing(text: String, fault: DecimalNumber.Fault) {
    #expect(throws: fault) { try DecimalNumber(parsing: text) }
  }

  @Test("become units only when nothing is lost")
  func units() throws {
    #expect(try DecimalNumber(parsing: "1.2345").integer(places: 0, factor: 10_000) == 12_345)
    #expect(try DecimalNumber(parsing: "1.23456").integer(places: 0, factor: 10_000) == nil)
    #expect(try DecimalNumber(parsing: "1.230").integer(places: 2) == 123)
    #expect(try DecimalNumber(parsing: "31.4").integer(places: 2) == 3140)
    #expect(try DecimalNumber(parsing: "99999999999999").integer(places: 0, factor: 100_000_000) == nil)
  }

  @Test("come back from their own text", arguments: 0..<200)
  func roundTrip(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let amount = Amount(random.int64(-9_000_000_000_000_000...9_000_000_000_000_000))
    let scale = UnitScale.hundredMillionYuan
    let read = try DecimalNumber(parsing: scale.exactText(amount)).integer(places: 0, factor: scale.display.factor)
    #expect(read == amount.units)
  }
}
