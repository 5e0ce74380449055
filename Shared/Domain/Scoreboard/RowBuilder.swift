/// Builds the row of one unit; ranks and contributions, which need all rows, come later.
struct RowBuilder {
  let input: ScoreboardInput
  private var growth: GrowthRule { GrowthRule(input: input) }
  private var progress: ProgressRule { ProgressRule(input: input) }

  func row(_ zone: ZoneKey) throws(ArithmeticOverflow) -> ScoreRow {
    try naming(zone: zone, indicator: input.indicator.key) { () throws(ArithmeticOverflow) in
      var row = try start(zone)
      try fillGrowth(&row, zone)
      (row.target, row.targetIsValue) = try progress.target(zone)
      (row.usualShare, row.usualYears) = try UsualShare(input: input, zones: [zone]).compute()
      try progress.fill(&row, value: row.cumulative)
      row.compoundGrowth = CompoundRule(input: input).growth(of: row.cumulative, zones: [zone])
      let (indicator, year) = (input.indicator.key, input.month.year)
      let floor = input.targets.floor(zone, indicator, year)
      try progress.fillGrowthLight(&row, floor: floor, floorZone: zone)
      try progress.fillProgressLight(&row, comparison: input.targets.comparison(zone, indicator, year))
      return row
    }
  }

  private func start(_ zone: ZoneKey) throws(ArithmeticOverflow) -> ScoreRow {
    let figure = growth.figure(zone, input.month)
    let (state, late) = FigureStates.state(
      of: figure, month: input.month, calendar: input.calendar, asOf: input.asOf,
      applies: input.applies(zone))
    var row = ScoreRow.empty(zone, state: state, reason: Self.reason(state))
    row.workingDaysLate = late
    row.isDemonstration = figure?.isDemonstration ?? false
    row.publishedGrowth = figure?.reportedGrowth.map(Ratio.init(basisPoints:))
    if let value = figure?.cumulative {
      row.cumulative = .known(value, arithmetic(value), sources: [.figure(growth.key(zone, input.month))])
    }
    row.month = try monthValue(zone, row.cumulative)
    return row
  }

  /// "fiscal-revenue ÷ operating-revenue = 587基点"; empty for what was reported.
  private func arithmetic(_ value: Amount) -> String {
    guard let derived = input.derived else { return "" }
    return "\(derived.formula.text) = \(input.indicator.scale.exactText(value))\(input.indicator.scale.display.name)"
  }

  private func fillGrowth(_ row: inout ScoreRow, _ zone: ZoneKey) throws(ArithmeticOverflow) {
    row.samePeriod = try growth.samePeriod(zone, input.month)
    let judged = try growth.judged(zone, input.month)
    let nominal = try growth.nominal(zone, input.month)
    // "Not due" and "not applicable" say more than "no value".
    row.growth = judged.reason == .noValue ? .undefined(row.cumulative.reason ?? .noValue) : judged
    row.nominalGrowth = nominal.reason == .noValue ? .undefined(row.cumulative.reason ?? .noValue) : nominal
    guard let value = row.cumulative.explained, let base = row.samePeriod else {
      row.difference = .undefined(row.cumulative.reason ?? .noBase)
      return
    }
    let difference = try value.value.subtracting(base.used)
    let scale = input.indicator.scale
    let text =
      "\(scale.exactText(value.value)) − \(scale.exactText(base.used)) = \(scale.exactText(difference)) "
      + scale.display.name
    row.difference = .known(difference, text, sources: value.sources)
  }

  /// cumulative(m) - cumulative(m - 1); February's is undefined where January has no value of its own.
  private func monthValue(_ zone: ZoneKey, _ value: Computed<Amount>) throws(ArithmeticOverflow) -> Computed<Amount> {
    guard input.indicator.kind == .flow else { return .undefined(.notMeaningful) }
    guard case .known(let now) = value else { return value }
    guard let previous = input.indicator.months.previous(input.month) else {
      return input.month.month == 1 ? value : .undefined(.notMeaningful)
    }
    guard let before = growth.figure(zone, previous)?.cumulative else { return .undefined(.noValue) }
    let scale = input.indicator.scale
    let difference = try now.value.subtracting(before)
    let text =
      "\(scale.exactText(now.value)) − \(scale.exactText(before)) = \(scale.exactText(difference)) "
      + scale.display.name
    return .known(difference, text, sources: now.sources + [.figure(growth.key(zone, previous))])
  }

  private static func reason(_ state: CellState) -> Undefined {
    switch state {
    case .notApplicable: .notApplicable
    case .notDue: .notDue
    default: .noValue
    }
  }
}

extension ScoreRow {
  /// A row in which nothing is known yet.
  static func empty(_ zone: ZoneKey?, state: CellState, reason: Undefined) -> ScoreRow {
    ScoreRow(
      zone: zone, state: state, workingDaysLate: nil, isDemonstration: false, cumulative: .undefined(reason),
      month: .undefined(reason), samePeriod: nil, difference: .undefined(reason), growth: .undefined(reason),
      nominalGrowth: .undefined(reason), publishedGrowth: nil,
      rank: nil, rankMovement: .none, compoundGrowth: .undefined(.noPastYears),
      distanceToFloor: .undefined(reason), target: .undefined(.noTarget), targetIsValue: false,
      completion: .undefined(reason), againstLinear: .undefined(reason), usualShare: .undefined(.noPastYears),
      usualYears: 0, againstUsual: .undefined(reason), requiredMonthly: .undefined(reason),
      requiredMultiple: .undefined(reason), growthLight: .unlit, progressLight: .unlit,
      contribution: .undefined(reason))
  }
}
