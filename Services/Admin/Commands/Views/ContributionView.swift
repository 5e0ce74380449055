import WireTupo

/// What each zone contributes to the growth of all: the greatest first, the total at the head.
enum ContributionView {
  static func table(_ contributions: IndicatorsV1.Contributions, _ language: Language) -> Table {
    let label = contributions.label ?? IndicatorsV1.IndicatorLabel()
    var table = Table(columns, caption: label.caption(contributions.month, language))
    table.facts =
      [("month", .string(contributions.month))] + label.facts + [
        ("city", .string(contributions.city?.figure ?? "")), ("demonstration", .bool(contributions.demonstration)),
        ("zone_group", .string(contributions.zoneGroup)),
        ("data_version", .string(contributions.version.text)),
      ]
    let heads = [contributions.total, contributions.city?.contributionRow].compactMap(\.self)
    let rows = heads + contributions.rows
    table.rows = rows.map { row($0, label, language) }
    table.hideEmptyColumns([
      "growth_gap_basis_points", "progress_gap_basis_points", "absent", "provisional", "standing",
      "base_adjustments",
    ])
    table.notes = Words.demonstration(contributions.demonstration, language)
    table.notes.append(
      Bilingual(
        "拉动和差距为百分点，各单位之和等于合计；合计为各单位合计，不是全市数。",
        "Contributions and gaps are percentage points and add up to the total, which is that of the zones, not the city's."
      ).text(language))
    table.notes += city(contributions, label, language)
    table.notes += language.notes(contributions.provisionalRule) + language.notes(contributions.baseRule)
    return table
  }

  /// Whose figure the city's own total is.
  private static func city(
    _ contributions: IndicatorsV1.Contributions, _ label: IndicatorsV1.IndicatorLabel, _ language: Language
  ) -> [String] {
    let (unit, scale, decimals) = (label.displayUnit, label.displayScale, label.displayDecimals)
    return contributions.city.map { [$0.footnote(unit: unit, scale: scale, decimals: decimals, language)] } ?? []
  }

  private static let columns: [Table.Column] =
    [
      .hidden("zone"), .text("title", "单位", "zone"), .number("base", "上年同期", "last year", spare: 3),
      .number("difference", "增减额", "difference", spare: 2), .number("growth_basis_points", "同比%", "growth %"),
      .number("contribution_basis_points", "拉动", "contribution"), .number("share_basis_points", "贡献率%", "share %"),
      .number("growth_gap_basis_points", "增速差距", "growth gap"),
      .number("progress_gap_basis_points", "进度差距", "progress gap", spare: 1),
      .text("state", "状态", "report", spare: 4), .text("absent", "说明", "note"),
    ] + Table.Column.standing + [.baseAdjustments]

  private static func row(
    _ row: IndicatorsV1.Contributions.Row, _ label: IndicatorsV1.IndicatorLabel, _ language: Language
  ) -> [Table.Cell] {
    [
      .text(row.zone), .text(language.text(row.title), row.zone.isEmpty ? .strong : .plain), label.amount(row.base),
      label.amount(row.difference), .rate(row.growth), .rate(row.contribution, signed: true), .rate(row.share),
      .rate(row.growthGap, signed: true), .rate(row.progressGap, signed: true),
      .state(row.state, language), .text(language.text(row.absent), .muted), label.amount(row.provisional),
      .standing(row.standing, language), .baseAdjustments(row.baseAdjustments, language),
    ]
  }
}
