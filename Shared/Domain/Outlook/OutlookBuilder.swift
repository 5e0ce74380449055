/// Builds an outlook: the method first, then each unit's landing, then what is around it.
struct OutlookBuilder {
  let input: ScoreboardInput
  let panel: Panel
  /// The units that the total is of.
  let group: Set<ZoneKey>
  private var scale: UnitScale { input.indicator.scale }

  func build(learningFrom years: [Int]) throws(ArithmeticOverflow) -> Outlook {
    let now = try LandingCase(panel, input.month)
    let isFlow = input.indicator.kind == .flow
    let test = try BackTest(panel, now: now, years: isFlow ? years : [], totalOf: group)
    let method = test.best()
    let judged = try BackTestRecord.make(test)
    let residuals = Residuals(judged?.vectors ?? [])
    let landings = try method.landings(panel, now)
    let pooled = residuals.vectors.flatMap { $0 }.sorted()
    var rows: [OutlookRow] = []
    for (index, zone) in panel.zones.enumerated() {
      rows.append(
        try naming(zone: zone) { () throws(ArithmeticOverflow) in
          var row = try start(zone, index, landings[index], method)
          try fill(&row, residuals.isEnough ? pooled : [])
          return row
        })
    }
    var total = try total(rows)
    try fill(&total, residuals.totals.count >= Residuals.fewestVectors ? residuals.totals : [])
    var outlook = Outlook(
      indicator: input.indicator, month: input.month, method: method, record: judged?.record, rows: rows,
      total: total, residuals: residuals)
    for (index, row) in rows.enumerated() {
      guard let target = row.target.value, let zone = row.zone else { continue }
      outlook.rows[index].chance = try outlook.chance(row, of: target, comparison(zone))
    }
    return outlook
  }

  private func start(
    _ zone: ZoneKey, _ index: Int, _ landing: Int128?, _ method: LandingMethod
  ) throws(ArithmeticOverflow) -> OutlookRow {
    var row = OutlookRow(
      zone: zone, cumulative: .undefined(.noValue), landing: .undefined(.notMeaningful), low: .undefined(.shortHistory),
      high: .undefined(.shortHistory), target: try ProgressRule(input: input).target(zone).target,
      chance: .undefined(.noTarget))
    row.chance = .undefined(row.target.reason ?? .noTarget)
    let month = input.month
    guard let value = panel.column(month)[index].map(Amount.init) else {
      row.landing = .undefined(.noValue)
      return row
    }
    row.cumulative = .known(value, sources: [source(zone, month)])
    guard input.indicator.kind == .flow else { return row }
    guard month.remainingInYear > 0 else {
      row.landing = row.cumulative
      return row
    }
    guard let landing else {
      row.landing = .undefined(reason(index))
      return row
    }
    let amount = try Amount(exactly: landing)
    let rest = scale.exactText(try amount.subtracting(value))
    let text =
      "\(method.text.zh)：\(scale.exactText(value)) + \(rest) = \(scale.text(amount)) \(scale.display.name)"
    let last = month.samePeriodLastYear
    row.landing = .known(
      amount, text, sources: [source(zone, month), source(zone, last), source(zone, last.yearEnd)])
    return row
  }

  private func source(_ zone: ZoneKey, _ month: Month) -> SourceKey {
    .figure(FigureKey(zone: zone, indicator: input.indicator.key, month: month))
  }

  private func reason(_ index: Int) -> Undefined {
    let last = input.month.samePeriodLastYear
    guard let base = panel.column(last)[index] else { return .noBase }
    guard let annual = panel.column(last.yearEnd)[index], annual > 0 else { return .noPastYears }
    return base == 0 ? .zeroBase : .negativeBase
  }

  /// The 80 % interval; in December the year is what it is.
  private func fill(_ row: inout OutlookRow, _ residuals: [Int64]) throws(ArithmeticOverflow) {
    guard case .known(let landing) = row.landing, case .known(let reached) = row.cumulative else {
      let reason = row.landing.reason ?? .noValue
      (row.low, row.high) = (.undefined(reason), .undefined(reason))
      return
    }
    guard input.month.remainingInYear > 0 else {
      (row.low, row.high) = (row.landing, row.landing)
      return
    }
    guard let (low, high) = Residuals.interval(residuals) else { return }
    row.low = try edge(low, landing, reached.value)
    row.high = try edge(high, landing, reached.value)
  }

  private func edge(
    _ residual: Int64, _ landing: Explained<Amount>, _ reached: Amount
  ) throws(ArithmeticOverflow) -> Computed<Amount> {
    let amount = try Amount(exactly: Residuals.apply(residual, to: landing.value, reached: reached))
    let share = Ratio(1_000_000 + residual, over: 1_000_000) ?? .one
    return .known(amount, "\(scale.exactText(landing.value)) × \(share.percentText()) %", sources: landing.sources)
  }

  private func comparison(_ zone: ZoneKey) -> Comparison {
    input.targets.comparison(zone, input.indicator.key, input.month.year)
  }

  /// The sum over the group's units that have a landing. Where none has one, of the values of a stock, and why: that nothing
  /// was reported only where nothing was.
  private func total(_ rows: [OutlookRow]) throws(ArithmeticOverflow) -> OutlookRow {
    let own = rows.filter { $0.zone.map(group.contains) ?? false }
    let landed = own.filter { $0.landing.value != nil }
    var total = OutlookRow(
      zone: nil, cumulative: .undefined(.noValue), landing: .undefined(.noValue), low: .undefined(.shortHistory),
      high: .undefined(.shortHistory), target: .undefined(.noTarget), chance: .undefined(.noTarget))
    guard !landed.isEmpty else {
      let reported = own.filter { $0.cumulative.value != nil }
      guard let reason = reported.first?.landing.reason else { return total }
      (total.cumulative, total.landing) = (.undefined(reason), .undefined(reason))
      if input.indicator.kind == .stock {
        total.cumulative = .known(
          try Amount.sum(reported.compactMap(\.cumulative.value)), "\(reported.count)个单位之和",
          sources: reported.flatMap { $0.cumulative.explained?.sources ?? [] })
      }
      return total
    }
    let sources = landed.flatMap { $0.landing.explained?.sources ?? [] }
    total.cumulative = .known(try Amount.sum(landed.compactMap(\.cumulative.value)), sources: sources)
    total.landing = .known(
      try Amount.sum(landed.compactMap(\.landing.value)), "\(landed.count)个单位之和", sources: sources)
    return total
  }
}
