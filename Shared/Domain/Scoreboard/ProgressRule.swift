/// What a target makes of a value: completion, schedule, what is left, and the two lights.
struct ProgressRule {
  let input: ScoreboardInput
  private var scale: UnitScale { input.indicator.scale }
  private var isFlow: Bool { input.indicator.kind == .flow }

  /// The year's target of one unit: its own value, else last year's total grown by its floor.
  func target(_ zone: ZoneKey) throws(ArithmeticOverflow) -> (target: Computed<Ratio>, isValue: Bool) {
    let (indicator, year) = (input.indicator.key, input.month.year)
    if let value = input.targets.value(zone, indicator, year) {
      return (.known(value.amount.ratio, "", sources: [.annualTarget(zone, indicator, year: year)]), true)
    }
    guard let floor = input.targets.floor(zone, indicator, year) else {
      return (.undefined(input.targets.absence(zone, indicator, year)), false)
    }
    let end = input.month.samePeriodLastYear.yearEnd
    guard let annual = input.figures.cumulative(zone, indicator, end) else {
      return (.undefined(.noPastYears), false)
    }
    let target = try annual.ratio.multiplied(by: floor.floor.adding(.one))
    let rate = floor.floor.percentText(decimals: PrintedDecimals.exactPercent(floor.floor))
    let text = "\(scale.exactText(annual)) × (1 + \(rate) %) = \(scale.text(target)) \(scale.display.name)"
    let sources: [SourceKey] = [
      .figure(FigureKey(zone: zone, indicator: indicator, month: end)),
      .growthFloor(zone, indicator, year: year),
    ]
    return (.known(target, text, sources: sources), false)
  }

  /// Fills completion, schedules and what the remaining months need, from a value and a target.
  func fill(_ row: inout ScoreRow, value: Computed<Amount>) throws(ArithmeticOverflow) {
    guard case .known(let target) = row.target else { return set(&row, row.target.reason ?? .noTarget) }
    guard case .known(let value) = value else { return set(&row, value.reason ?? .noValue) }
    guard target.value > .zero else { return set(&row, .noPositiveTarget) }
    let sources = value.sources + target.sources
    let completion = try value.value.ratio.divided(by: target.value)
    let result = completion.percentText()
    let divisor = scale.operandText(target.value) { try value.value.ratio.divided(by: $0).percentText() == result }
    let text = "\(scale.exactText(value.value)) ÷ \(divisor) = \(result) %"
    row.completion = .known(completion, text, sources: sources)
    try fillSchedules(&row, completion: completion, sources: sources)
    try fillRequired(&row, value: value.value, target: target.value, sources: sources)
  }

  private func set(_ row: inout ScoreRow, _ reason: Undefined) {
    row.completion = .undefined(reason)
    row.againstLinear = .undefined(reason)
    row.againstUsual = .undefined(reason)
    row.requiredMonthly = .undefined(reason)
    row.requiredMultiple = .undefined(reason)
  }

  private func fillSchedules(
    _ row: inout ScoreRow, completion: Ratio, sources: [SourceKey]
  ) throws(ArithmeticOverflow) {
    guard isFlow else {
      row.againstLinear = .undefined(.notMeaningful)
      row.againstUsual = .undefined(.notMeaningful)
      return
    }
    let linear = input.month.linearShare
    let ahead = try completion.subtracting(linear)
    let result = Wording.pointsText(ahead)
    let places = PrintedDecimals.ofPercent(completion) {
      try Wording.pointsText($0[0].subtracting(linear)) == result
    }
    let text = "\(completion.percentText(decimals: places)) % − \(input.month.month)/12 = \(result) 个百分点"
    row.againstLinear = .known(ahead, text, sources: sources)
    guard case .known(let usual) = row.usualShare else {
      row.againstUsual = .undefined(row.usualShare.reason ?? .noPastYears)
      return
    }
    let better = try completion.subtracting(usual.value)
    let usualText = Wording.differenceLine(completion, usual.value)
    row.againstUsual = .known(better, usualText, sources: sources + usual.sources)
  }

  private func fillRequired(
    _ row: inout ScoreRow, value: Amount, target: Ratio, sources: [SourceKey]
  ) throws(ArithmeticOverflow) {
    let left = input.month.remainingInYear
    guard isFlow, let part = Ratio(1, over: Int64(left)) else {
      row.requiredMonthly = .undefined(isFlow ? .yearEnded : .notMeaningful)
      row.requiredMultiple = row.requiredMonthly
      return
    }
    let required = try target.subtracting(value.ratio).multiplied(by: part)
    let result = scale.text(required)
    let whole = scale.operandText(target) {
      try scale.text($0.subtracting(value.ratio).multiplied(by: part)) == result
    }
    let text = "(\(whole) − \(scale.exactText(value))) ÷ \(left) = \(result) \(scale.display.name)"
    row.requiredMonthly = .known(required, text, sources: sources)
    guard value.units > 0, let mean = Ratio(value.units, over: Int64(input.month.month)) else {
      row.requiredMultiple = .undefined(.notMeaningful)
      return
    }
    let multiple = try required.divided(by: mean)
    let times = multiple.text(decimals: 2)
    let monthly = scale.operandTexts(required) { try $0[0].divided(by: mean).text(decimals: 2) == times }?.first
    // Where no decimals of what is needed give the multiple, what it follows from does.
    let exact = { (whole: Ratio) in
      try whole.subtracting(value.ratio).multiplied(by: part).divided(by: mean).text(decimals: 2) == times
    }
    let divided = monthly ?? "(\(scale.operandText(target, where: exact)) − \(scale.exactText(value))) ÷ \(left)"
    let multipleText = "\(divided) ÷ (\(scale.exactText(value)) ÷ \(input.month.month)) = \(times)"
    row.requiredMultiple = .known(multiple, multipleText, sources: sources)
  }

  /// Fills distance and growth light from the floor.
  func fillGrowthLight(
    _ row: inout ScoreRow, floor: Target.GrowthFloor?, floorZone: ZoneKey?
  ) throws(ArithmeticOverflow) {
    row.growthLight = .unlit
    guard let floor else {
      row.distanceToFloor = .undefined(input.targets.absence(floorZone, input.indicator.key, input.month.year))
      return
    }
    guard case .known(let growth) = row.growth else {
      row.distanceToFloor = .undefined(row.growth.reason ?? .noValue)
      return
    }
    let distance = try growth.value.subtracting(floor.floor)
    let text = Wording.differenceLine(growth.value, floor.floor)
    let source = SourceKey.growthFloor(floorZone, input.indicator.key, year: input.month.year)
    row.distanceToFloor = .known(distance, text, sources: growth.sources + [source])
    row.growthLight = try Light.judge(
      growth.value, limit: floor.floor, floor.comparison, margin: input.margins.growthNear)
  }

  /// Fills the progress light: against m / 12 for a value set, against the own usual share for a growth floor.
  func fillProgressLight(_ row: inout ScoreRow, comparison: Comparison) throws(ArithmeticOverflow) {
    guard let value = row.againstSchedule.value else {
      row.progressLight = .unlit
      return
    }
    row.progressLight = try Light.judge(value, limit: .zero, comparison, margin: input.margins.progressNear)
  }
}
