extension ThresholdReport {
  /// Judges every unit of the target in a month of its year. Give only figures that had come by the day described
  /// (``FigureBook/received(by:)``).
  public static func compute(
    _ threshold: Threshold, indicator: Indicator, month: Month, figures: FigureBook
  ) throws(ArithmeticOverflow) -> ThresholdReport {
    var rows: [ThresholdRow] = []
    for zone in threshold.zones {
      rows.append(try row(threshold, indicator: indicator, month: month, figures: figures, zone: zone))
    }
    return ThresholdReport(threshold: threshold, month: month, rows: rows)
  }

  private static func row(
    _ threshold: Threshold, indicator: Indicator, month: Month, figures: FigureBook, zone: ZoneKey
  ) throws(ArithmeticOverflow) -> ThresholdRow {
    let landing = try Landing.seasonalNaive(figures, zone: zone, indicator: indicator, month: month)
    let value = figures.cumulative(zone, indicator.key, month)
    var row = ThresholdRow(
      zone: zone, cumulative: .undefined(.noValue), landing: landing, verdict: .unknown,
      short: .undefined(landing.reason ?? .noValue), extraMonthly: .undefined(landing.reason ?? .noValue))
    if let value {
      let key = FigureKey(zone: zone, indicator: indicator.key, month: month)
      row.cumulative = .known(value, sources: [.figure(key)])
      let isFinal = !threshold.comparison.isCeiling || indicator.kind != .flow || month.remainingInYear == 0
      if isFinal, threshold.comparison.holds(value, threshold.limit) { row.verdict = .passed }
    }
    guard case .known(let expected) = landing else { return row }
    if row.verdict != .passed {
      row.verdict =
        threshold.comparison.holds(expected.value, threshold.limit.ratio) ? .landingAbove : .landingShort
    }
    try fillGap(&row, expected: expected, threshold: threshold, scale: indicator.scale, month: month)
    return row
  }

  private static func fillGap(
    _ row: inout ThresholdRow, expected: Explained<Ratio>, threshold: Threshold, scale: UnitScale, month: Month
  ) throws(ArithmeticOverflow) {
    let (limit, isCeiling) = (threshold.limit.ratio, threshold.comparison.isCeiling)
    let gap = { (landing: Ratio) throws(ArithmeticOverflow) -> Ratio in
      try isCeiling ? landing.subtracting(limit) : limit.subtracting(landing)
    }
    let limitText = scale.exactText(threshold.limit)
    let line = { (landing: String) in isCeiling ? "\(landing) − \(limitText)" : "\(limitText) − \(landing)" }
    let short = try gap(expected.value)
    let lacking = scale.text(short)
    let landing = scale.operandText(expected.value) { try scale.text(gap($0)) == lacking }
    let shortText = "\(line(landing)) = \(lacking) \(scale.display.name)"
    row.short = .known(short, shortText, sources: expected.sources)
    guard let share = Ratio(1, over: Int64(month.remainingInYear)) else {
      row.extraMonthly = .undefined(.yearEnded)
      return
    }
    let extra = try short.multiplied(by: share)
    let more = scale.text(extra)
    let reached = scale.operandText(expected.value) { try scale.text(gap($0).multiplied(by: share)) == more }
    let extraText = "(\(line(reached))) ÷ \(month.remainingInYear) = \(more) \(scale.display.name)"
    row.extraMonthly = .known(extra, extraText, sources: expected.sources)
  }
}
