import WireTupo

extension IndicatorsV1.IndicatorLabel {
  /// A value of the indicator as a cell.
  func amount(_ value: Int64?) -> Table.Cell { .amount(value, scale: displayScale, decimals: displayDecimals) }

  /// What stands above a table of its values.
  func caption(_ period: String, _ language: Language) -> String {
    "\(language.text(title))（\(displayUnit)） \(period)"
  }

  /// What JSON says of it.
  var facts: [(key: String, value: JSONValue)] {
    [
      ("indicator", .string(indicator)), ("unit_display", .string(displayUnit)), ("unit_scale", .integer(displayScale)),
    ]
  }
}
