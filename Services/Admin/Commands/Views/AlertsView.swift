import WireTupo

/// The lights that turned: one row for each.
enum AlertsView {
  static func table(
    _ turns: [IndicatorsV1.LightTurn], _ version: CommonV1.DataVersion?, _ month: String, demonstration: Bool,
    _ language: Language
  ) -> Table {
    var table = Table(
      [
        .text("indicator_title", "指标", "indicator"), .hidden("indicator"), .text("title", "单位", "zone"),
        .hidden("zone"), .text("kind", "灯", "light"), .text("before", "上期", "before"), .text("after", "本期", "now"),
        .number("distance_basis_points", "差距（百分点）", "distance (points)"), .text("direction", "方向", "turned"),
        .text("standing", "效力", "standing"),
      ], caption: month)
    table.facts = [("month", .string(month)), ("data_version", .string(version.text))]
    table.rows = turns.map { turn in
      let kind = turn.kind == .growth ? Bilingual("增速灯", "growth") : Bilingual("进度灯", "progress")
      let direction = turn.worse ? Bilingual("转差", "worse") : Bilingual("转好", "better")
      return [
        .text(language.text(turn.indicatorTitle)), .text(turn.indicator), .text(language.text(turn.title)),
        .text(turn.zone), .word(kind.text(language), kind.en), .light(turn.before, language),
        .light(turn.after, language), .rate(turn.distance, signed: true),
        .word(direction.text(language), direction.en, turn.worse ? .bad : .good), .standing(turn.standing, language),
      ]
    }
    table.hideEmptyColumns(["standing"])
    if turns.isEmpty { table.notes = [Bilingual("没有亮灯变化。", "No light turned.").text(language)] }
    table.notes += Words.demonstration(demonstration, language)
    return table
  }
}
