import Domain

/// The notes that are printed under a board.
struct BoardNotes {
  let catalogue: Catalogue
  let indicator: IndicatorKey
  let month: Month

  /// What a reader must know of a board of so many units.
  func all(expected: Int, reported: Int, matched: Int) -> [Bilingual] {
    var notes: [Bilingual] = []
    if expected > reported {
      notes.append(
        Bilingual(
          zh: "合计、增速和位次按已报的\(matched)个可比口径计算。",
          en: "Total, growth and ranks are over the \(matched) comparable units that reported."))
    }
    return notes + definitionNotes + territoryNotes
  }

  /// Whether the definition is another one than a year ago.
  private var definitionNotes: [Bilingual] {
    let record = catalogue.indicator(indicator.rawValue)
    guard let day = record?.definition(in: month)?.validFrom, day > month.samePeriodLastYear.lastDay else {
      return []
    }
    return [
      Bilingual(
        zh: "本指标口径自\(day.chineseText)起调整，与上年同期口径不同。", en: "The definition is another one since \(day).")
    ]
  }

  /// What became of zones since the same month of last year.
  private var territoryNotes: [Bilingual] {
    let days = month.samePeriodLastYear.lastDay.adding(days: 1)...month.lastDay
    return catalogue.successions.filter { days.contains($0.succession.day) }.map { record in
      let day = record.succession.day
      guard record.succession.successors.count == 1 else {
        return Bilingual(
          zh: "\(record.title.zh)（\(day.chineseText)起）：分设后的单位无上年同期数。",
          en: "\(record.title.en) (since \(day)): the parts have no figures of last year.")
      }
      return Bilingual(
        zh: "\(record.title.zh)（\(day.chineseText)起）：上年同期数按现区划合并计算。",
        en: "\(record.title.en) (since \(day)): last year's figures are those of the present territory.")
    }
  }
}
