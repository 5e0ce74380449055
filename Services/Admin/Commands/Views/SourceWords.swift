import WireTupo

/// How a number came to be in English: services tell it in Chinese, beside names for programs.
struct SourceWords {
  /// What zones and indicators are called.
  let names: CatalogueNames
  /// The board of which the number is.
  let board: IndicatorsV1.Scoreboard

  private static let kinds: KeyValuePairs = [
    "上报的上年同期": " (same period of last year as reported)", "报送增速": " (growth as reported)", "增速目标": ", growth target",
    "年度目标": ", annual target",
  ]

  /// The arithmetic with its numbers.
  func arithmetic(_ text: String) -> String { text.replacing("个百分点", with: "points") }

  /// What a value is.
  func label(_ source: CommonV1.Source) -> String {
    let kind = Self.kinds.first { source.label.contains($0.key) }?.value ?? ""
    let parts = source.reference.split(separator: "/")
    guard parts.count == 8, parts[6] == "figures" else {
      return "\(names.indicator(board.indicator, .en)), \(board.month.prefix(4))\(kind)"
    }
    let zone = names.zone(parts.prefix(4).joined(separator: "/"), .en)
    let indicator = names.indicator((parts.prefix(2) + parts[4...5]).joined(separator: "/"), .en)
    return "\(zone), \(indicator), \(parts[7])\(kind)"
  }
}
