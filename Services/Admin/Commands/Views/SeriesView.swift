import WireTupo

/// An indicator month by month: one row for each; of zones by themselves after all together.
enum SeriesView {
  static func table(_ series: IndicatorsV1.TimeSeries, _ language: Language) -> Table {
    let label = series.label ?? IndicatorsV1.IndicatorLabel()
    let months = [series.points.first?.month, series.points.last?.month].compactMap { $0 }.joined(separator: "～")
    var table = Table(
      [
        .text("title", "单位", "zone"), .hidden("zone"), .text("month", "月份", "month"),
        .number("cumulative", "累计", "cumulative"),
        .number("month_value", "本月", "month"), .growth("growth_basis_points", from: series.growthBase),
        .number("matched", "可比单位数", "units", spare: 2),
        .text("state", "状态", "report"), .text("growth_absent", "说明", "note", spare: 1),
      ] + Table.Column.standing + [.baseAdjustments], caption: label.caption(months, language))
    table.facts =
      label.facts + [
        ("zone_group", .string(series.zoneGroup)), ("zones", .array(series.zones.map(JSONValue.string))),
        ("demonstration", .bool(series.demonstration)),
        ("data_version", .string(series.version.text)),
      ]
    let all = Bilingual("合计", "total").text(language)
    let points =
      series.points.map { (all, "", $0) }
      + series.members.flatMap { zone in zone.points.map { (language.text(zone.title), zone.zone, $0) } }
    table.rows = points.map { title, zone, point in
      [
        .text(series.members.isEmpty ? "" : title), .text(zone), .text(point.month), label.amount(point.cumulative),
        label.amount(point.monthValue), .rate(point.growth),
        .number(point.matched), .state(point.state, language), .text(language.text(point.growthAbsent), .muted),
        label.amount(point.provisional), .standing(point.standing, language),
        .baseAdjustments(point.baseAdjustments, language),
      ]
    }
    table.hideEmptyColumns(["title", "growth_absent", "provisional", "standing", "base_adjustments"])
    table.notes =
      Words.demonstration(series.demonstration, language)
      + language.notes(series.provisionalRule) + language.notes(series.baseRule)
    return table
  }
}
