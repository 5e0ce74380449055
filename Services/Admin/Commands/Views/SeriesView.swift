import WireTupo

/// An indicator month by month: one row for each.
enum SeriesView {
  static func table(_ series: IndicatorsV1.TimeSeries, _ language: Language) -> Table {
    let label = series.label ?? IndicatorsV1.IndicatorLabel()
    let months = [series.points.first?.month, series.points.last?.month].compactMap { $0 }.joined(separator: "～")
    var table = Table(
      [
        .text("month", "月份", "month"), .number("cumulative", "累计", "cumulative"),
        .number("month_value", "本月", "month"), growth(series.growthBase),
        .number("matched", "可比单位数", "units", spare: 2),
        .text("growth_absent", "说明", "note", spare: 1),
      ], caption: label.caption(months, language))
    table.facts =
      label.facts + [
        ("zones", .array(series.zones.map(JSONValue.string))), ("demonstration", .bool(series.demonstration)),
        ("data_version", .string(series.version.text)),
      ]
    table.rows = series.points.map { point in
      [
        .text(point.month), label.amount(point.cumulative), label.amount(point.monthValue), .rate(point.growth),
        .number(point.matched), .text(language.text(point.growthAbsent), .muted),
      ]
    }
    table.hideEmptyColumns(["growth_absent"])
    table.notes = Words.demonstration(series.demonstration, language)
    return table
  }

  private static func growth(_ base: IndicatorsV1.GrowthBase) -> Table.Column {
    switch base {
    case .previousMonth: .number("growth_basis_points", "环比%", "growth on month %")
    case .fixedYear: .number("growth_basis_points", "定基%", "growth since base year %")
    default: .number("growth_basis_points", "同比%", "growth %")
    }
  }
}
