import WireTupo

extension Table.Column {
  /// Whether the base of a growth is another than what was published a year ago.
  static let baseAdjustments = Table.Column.text("base_adjustments", "基数", "base")
}

extension Table.Cell {
  /// How a base differs from what was published a year ago; nothing where it does not.
  static func baseAdjustments(_ adjustments: [IndicatorsV1.BaseAdjustment], _ language: Language) -> Table.Cell {
    let words = adjustments.compactMap { adjustment -> (text: Bilingual, key: String)? in
      switch adjustment {
      case .reported: (Bilingual("调整", "adjusted"), "reported")
      case .revised: (Bilingual("修订", "revised"), "revised")
      default: nil
      }
    }
    guard !words.isEmpty else { return .missing }
    return Table.Cell(
      shown: language.listed(words.map { $0.text.text(language) }), value: .array(words.map { .string($0.key) }),
      tone: .near)
  }
}
