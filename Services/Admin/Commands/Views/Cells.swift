import Domain
import WireTupo

extension Table.Cell {
  /// A value of an indicator: shown in its display unit, told to programs as stored.
  static func amount(_ value: Int64?, scale: Int64, decimals: Int32) -> Table.Cell {
    guard let value else { return .missing }
    let shown = Ratio(value, over: max(1, scale))?.text(decimals: Int(decimals)) ?? String(value)
    return Table.Cell(shown: shown, value: .integer(value))
  }

  /// A rate: shown as printed, told to programs in basis points. `signed` puts "+" before a positive one.
  static func rate(_ rate: CommonV1.Rate?, signed: Bool = false) -> Table.Cell {
    guard let rate else { return .missing }
    let plus = signed && rate.basisPoints > 0 && !rate.display.hasPrefix("+") ? "+" : ""
    return Table.Cell(shown: plus + rate.display, value: .integer(rate.basisPoints))
  }

  /// An optional whole number.
  static func count(_ value: Int32?) -> Table.Cell { value.map { .number($0) } ?? .missing }

  /// A light, in words.
  static func light(_ light: IndicatorsV1.Light, _ language: Language) -> Table.Cell {
    guard let word = Words.light(light) else { return .missing }
    return .word(word.text.text(language), word.text.en, word.tone)
  }
}
