import WireTupo

/// How the threshold targets stand: one row for each zone that can count.
enum ThresholdView {
  /// `scale` tells for an indicator how its values are shown.
  static func table(
    _ report: IndicatorsV1.ThresholdReport, _ language: Language,
    scale: (String) -> (unit: String, scale: Int64, decimals: Int32)
  ) -> Table {
    var table = Table(
      [
        .text("threshold", "目标", "threshold"), .text("title", "单位", "zone"), .hidden("zone"),
        .text("unit", "计量单位", "unit"), .number("cumulative", "累计", "cumulative"),
        .number("landing", "预计全年", "expected"),
        .text("passed", "状态", "standing"), .number("extra_monthly", "月均须多（少）完成", "extra a month"),
      ], caption: report.month)
    table.facts = [("month", .string(report.month)), ("data_version", .string(report.version.text))]
    for standing in report.standings {
      let target = standing.target ?? IndicatorsV1.ThresholdTarget()
      let units = scale(target.indicator)
      table.notes.append(summary(standing, target, language))
      table.rows += standing.candidates.map { candidate in
        let amount = { (value: Int64?) in Table.Cell.amount(value, scale: units.scale, decimals: units.decimals) }
        return [
          .word(language.text(target.title), ResourceName.id(target.name)), .text(language.text(candidate.title)),
          .text(candidate.zone), .text(units.unit), amount(candidate.cumulative), amount(candidate.landing),
          passed(candidate, target, language), amount(candidate.extraMonthly),
        ]
      }
    }
    table.notes += Words.demonstration(report.demonstration, language)
    return table
  }

  /// A limit from above is kept, one from below passed; for programs the words are the same.
  private static func passed(
    _ candidate: IndicatorsV1.ThresholdReport.Candidate, _ target: IndicatorsV1.ThresholdTarget, _ language: Language
  ) -> Table.Cell {
    func word(_ floor: Bilingual, _ ceiling: Bilingual, _ key: String, _ tone: Tone) -> Table.Cell {
      .word((target.isCeiling ? ceiling : floor).text(language), key, tone)
    }
    if candidate.passed { return word(Bilingual("已突破", "passed"), Bilingual("未超过", "kept"), "passed", .good) }
    if candidate.expected {
      return word(Bilingual("预计突破", "expected"), Bilingual("预计不超过", "expected to keep"), "expected", .near)
    }
    guard candidate.landing != nil else { return .word(Bilingual("无法预计", "unknown").text(language), "unknown", .muted) }
    return word(Bilingual("预计不足", "short"), Bilingual("预计超过", "expected to exceed"), "short", .bad)
  }

  private static func summary(
    _ standing: IndicatorsV1.ThresholdReport.Standing, _ target: IndicatorsV1.ThresholdTarget, _ language: Language
  ) -> String {
    let title = language.text(target.title)
    if target.isCeiling {
      return language == .zh
        ? "\(title)：预计年底未超过\(standing.landing)个，目标\(target.count)个，差\(standing.short)个"
        : "\(title): \(standing.landing) expected to keep, \(target.count) wanted, \(standing.short) short"
    }
    return language == .zh
      ? "\(title)：已突破\(standing.passed)个，预计年底\(standing.landing)个，目标\(target.count)个，差\(standing.short)个"
      : "\(title): \(standing.passed) passed, \(standing.landing) expected, \(target.count) wanted, \(standing.short) short"
  }
}

extension IndicatorsV1.ThresholdTarget {
  /// Whether it is a limit from above.
  fileprivate var isCeiling: Bool { self.operator == .atMost || self.operator == .lessThan }
}
