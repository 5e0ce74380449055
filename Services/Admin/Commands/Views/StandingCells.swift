import WireTupo

extension Table.Column {
  /// What was sent in and is not approved yet, and how firmly a value stands: beside any table of figures.
  static let standing: [Table.Column] = [
    .number("provisional", "未审数", "not approved"), .text("standing", "效力", "standing"),
  ]
}

extension Table.Cell {
  /// How firmly a value stands; nothing where no form asked for it.
  static func standing(_ standing: IndicatorsV1.FigureStanding, _ language: Language) -> Table.Cell {
    switch standing {
    case .unreviewed: .word(Bilingual("未审", "not approved yet").text(language), "unreviewed", .near)
    case .approved: .word(Bilingual("暂定", "provisional").text(language), "approved", .near)
    case .published: .word(Bilingual("已通报", "published").text(language), "published", .plain)
    default: .text("")
    }
  }

  /// Where a report stands.
  static func state(_ state: IndicatorsV1.ReportState, _ language: Language) -> Table.Cell {
    let word = Words.state(state)
    return .word(word.text.text(language), word.key, word.tone)
  }
}
