import WireTupo

/// The board of one indicator.
enum ScoreboardView {
  static func table(_ board: IndicatorsV1.Scoreboard, _ language: Language) -> Table {
    var table = Table(
      columns(board.growthBase), caption: "\(language.text(board.title))（\(board.displayUnit)） \(board.month)")
    table.facts = [
      ("indicator", .string(board.indicator)), ("month", .string(board.month)),
      ("unit_display", .string(board.displayUnit)), ("unit_scale", .integer(board.displayScale)),
      ("expected", .integer(Int64(board.expected))), ("matched", .integer(Int64(board.matched))),
      ("unreviewed", .integer(Int64(board.unreviewed))), ("unpublished", .integer(Int64(board.unpublished))),
      ("city", .string(board.city?.figure ?? "")), ("demonstration", .bool(board.demonstration)),
      ("data_version", .string(board.version.text)),
    ]
    if let total = board.total { table.rows.append(row(total, board, language, isTotal: true)) }
    if let city = board.city { table.rows.append(row(city.boardRow, board, language, isTotal: true)) }
    table.rows += board.rows.map { row($0, board, language, isTotal: false) }
    table.hideEmptyColumns(judged)
    table.notes = notes(board, language)
    return table
  }

  private static func columns(_ base: IndicatorsV1.GrowthBase) -> [Table.Column] {
    [
      .hidden("zone"), .text("title", "单位", "zone"), .number("cumulative", "累计", "cumulative"),
      .number("base", "上年同期", "last year", spare: 2), .baseAdjustments,
      .number("growth_basis_points", "同比%", "growth %"),
      .number("published_growth_basis_points", "公布%", "published %", spare: 1),
      .number("nominal_growth_basis_points", "现价%", "nominal %", spare: 1),
      .number("rank", "位次", "rank"), .number("rank_change", "升降", "moved", spare: 4),
      .number("above_floor_basis_points", "距目标", "above floor", spare: 3),
      .number("annual_target", "年度目标", "annual target", spare: 5),
      .number("completion_basis_points", "完成%", "done %"),
      .number("versus_schedule_basis_points", "较序时±", "vs schedule", spare: 6),
      .number("versus_usual_basis_points", "较本单位常年±", "vs own usual", spare: 7),
      .number("required_monthly", "余月月均需", "needed a month", spare: 8),
      .text("growth_light", "增速灯", "growth"), .text("progress_light", "进度灯", "progress"),
      .text("state", "状态", "report"),
    ] + Table.Column.standing + [
      .growth("growth_from_base_basis_points", from: base),
      .number("rank_from_base", "该项位次", "rank by it"),
    ]
  }

  /// What a programme without targets, or an indicator at current prices, has nothing to say about.
  private static let judged: Set<String> = [
    "published_growth_basis_points", "nominal_growth_basis_points", "above_floor_basis_points", "annual_target",
    "completion_basis_points", "versus_schedule_basis_points", "versus_usual_basis_points", "required_monthly",
    "growth_light", "progress_light", "provisional", "standing", "base_adjustments",
    "growth_from_base_basis_points", "rank_from_base",
  ]

  private static func row(
    _ row: IndicatorsV1.ScoreboardRow, _ board: IndicatorsV1.Scoreboard, _ language: Language, isTotal: Bool
  ) -> [Table.Cell] {
    let amount = { (value: Int64?) in
      Table.Cell.amount(value, scale: board.displayScale, decimals: board.displayDecimals)
    }
    let name = language.text(row.title)
    return [
      .text(row.zone),
      .text(name.isEmpty && isTotal ? Bilingual("合计", "total").text(language) : name, isTotal ? .strong : .plain),
      amount(row.cumulative), amount(row.base), .baseAdjustments(row.baseAdjustments, language), .rate(row.growth),
      board.comparablePrices ? .missing : .rate(row.publishedGrowth), .rate(row.nominalGrowth), .count(row.rank),
      moved(row.rankChange),
      .rate(row.aboveFloor, signed: true), amount(row.annualTarget), .rate(row.completion),
      .rate(row.versusSchedule, signed: true), .rate(row.versusUsual, signed: true), amount(row.requiredMonthly),
      .light(row.growthLight, language), .light(row.progressLight, language), isTotal ? .missing : state(row, language),
      amount(row.provisional), .standing(row.standing, language), .rate(row.growthFromBase), .count(row.rankFromBase),
    ]
  }

  /// ↑2, ↓1 or 平 (level).
  private static func moved(_ change: Int32?) -> Table.Cell {
    guard let change else { return .missing }
    let shown = change == 0 ? "＝" : (change > 0 ? "↑" : "↓") + String(change.magnitude)
    return Table.Cell(shown: shown, value: .integer(Int64(change)))
  }

  private static func state(_ row: IndicatorsV1.ScoreboardRow, _ language: Language) -> Table.Cell {
    let word = Words.state(row.state)
    var shown = word.text.text(language)
    if row.workingDaysLate > 0 {
      shown += language == .zh ? "\(row.workingDaysLate)个工作日" : " by \(row.workingDaysLate) working days"
    }
    if row.lowBase { shown += language == .zh ? "·低基数" : " · low base" }
    return .word(shown, word.key, word.tone)
  }

  /// "微山经开区：市统计局 60.5（采用），开发区 60.9（+0.4）", where sources of the figure differ.
  private static func sources(
    _ row: IndicatorsV1.ScoreboardRow, _ board: IndicatorsV1.Scoreboard, _ language: Language
  ) -> String? {
    guard row.sources.contains(where: { $0.difference ?? 0 != 0 }) else { return nil }
    func text(_ value: Int64?, signed: Bool = false) -> String {
      let cell = Table.Cell.amount(value, scale: board.displayScale, decimals: board.displayDecimals)
      return (signed && value ?? 0 > 0 ? "+" : "") + cell.shown
    }
    let all = row.sources.filter { $0.cumulative != nil }.map { source in
      let title = "\(language.text(source.title)) \(text(source.cumulative))"
      if source.prevails { return title + (language == .zh ? "（采用）" : " (counts)") }
      let difference = text(source.difference, signed: true)
      return title + (language == .zh ? "（\(difference)）" : " (\(difference))")
    }
    return language == .zh
      ? "\(language.text(row.title))：\(all.joined(separator: "，"))"
      : "\(language.text(row.title)): \(all.joined(separator: ", "))"
  }

  /// "微山经开区上年同期：首次公布 60.9，上年数 60.7，采用 60.5", where the base is another than what was published.
  private static func base(
    _ row: IndicatorsV1.ScoreboardRow, _ board: IndicatorsV1.Scoreboard, _ language: Language
  ) -> String? {
    guard !row.baseAdjustments.isEmpty else { return nil }
    let values = [
      (Bilingual("首次公布", "first published"), row.firstPublishedBase),
      (Bilingual("上年数", "last year's"), row.publishedBase), (Bilingual("采用", "used"), row.base),
    ].compactMap { word, value in
      value.map { word.text(language) + " " + Table.Cell.exact($0, scale: board.displayScale).shown }
    }
    let title = language.text(row.title)
    return Bilingual(
      "\(title)上年同期：\(values.joined(separator: "，"))", "\(title), same period: \(values.joined(separator: ", "))"
    )
    .text(language)
  }

  /// Whose figure the city's own total is.
  private static func city(_ board: IndicatorsV1.Scoreboard, _ language: Language) -> [String] {
    let (unit, scale, decimals) = (board.displayUnit, board.displayScale, board.displayDecimals)
    return board.city.map { [$0.footnote(unit: unit, scale: scale, decimals: decimals, language)] } ?? []
  }

  private static func notes(_ board: IndicatorsV1.Scoreboard, _ language: Language) -> [String] {
    var notes = Words.demonstration(board.demonstration, language)
    let isJudged = board.rows.contains { $0.growthLight != .unspecified || $0.progressLight != .unspecified }
    if isJudged { notes += [board.growthLightRule, board.progressLightRule].map { language.text($0) } }
    notes += city(board, language)
    notes += language.notes(board.provisionalRule) + language.notes(board.baseRule)
    notes += board.rows.compactMap { base($0, board, language) }
    notes += board.rows.compactMap { sources($0, board, language) }
    return notes + board.notes.map { language.text($0) }
  }
}
