import Domain
import WireTupo

extension Table.Cell {
  /// A value of an indicator: shown in its display unit, told to programs as stored.
  static func amount(_ value: Int64?, scale: Int64, decimals: Int32) -> Table.Cell {
    guard let value else { return .missing }
    let shown = Ratio(value, over: max(1, scale))?.text(decimals: Int(decimals)) ?? String(value)
    return Table.Cell(shown: shown, value: .integer(value))
  }

  /// A value of an indicator with every digit that it has, in its display unit: a correction may be smaller than what
  /// tables round to.
  static func exact(_ value: Int64?, scale: Int64) -> Table.Cell {
    guard let value else { return .missing }
    let shown = Ratio(value, over: max(1, scale))?.shortText() ?? String(value)
    return Table.Cell(shown: shown, value: .integer(value))
  }

  /// A growth that was reported, in basis points: shown in per cent.
  static func growth(_ basisPoints: Int64?) -> Table.Cell {
    guard let basisPoints else { return .missing }
    let shown = Ratio(basisPoints: basisPoints).percentText(decimals: 2)
    return Table.Cell(shown: shown, value: .integer(basisPoints))
  }

  /// A rate: shown as printed, told to programs in basis points. `signed` puts "+" before a positive one.
  static func rate(_ rate: CommonV1.Rate?, signed: Bool = false) -> Table.Cell {
    guard let rate else { return .missing }
    let plus = signed && rate.basisPoints > 0 && !rate.display.hasPrefix("+") ? "+" : ""
    return Table.Cell(shown: plus + rate.display, value: .integer(rate.basisPoints))
  }

  /// An optional whole number.
  static func count(_ value: Int32?) -> Table.Cell { value.map { .number($0) } ?? .missing }

  /// What people know by a name and programs by an id; without one it is missing.
  static func named(_ name: String, id: String) -> Table.Cell { id.isEmpty ? .missing : .word(name, id) }

  /// A light, in words.
  static func light(_ light: IndicatorsV1.Light, _ language: Language) -> Table.Cell {
    guard let word = Words.light(light) else { return .missing }
    return .word(word.text.text(language), word.text.en, word.tone)
  }
}
