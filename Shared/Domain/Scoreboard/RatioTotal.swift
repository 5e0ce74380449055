/// The total of a quotient: its inputs are added over the matched set first, and divided once.
struct RatioTotal {
  let input: ScoreboardInput
  let rows: [ScoreRow]
  private var zones: [ZoneKey] { rows.compactMap(\.zone) }

  func fill(_ total: inout ScoreRow) throws(ArithmeticOverflow) {
    total.growth = .undefined(.notMeaningful)
    total.nominalGrowth = .undefined(.notMeaningful)
    guard let derived = input.derived, let value = try amount(derived, value) else { return }
    let scale = input.indicator.scale
    let text = "\(zones.count)个单位各项求和后：\(derived.formula.text) = \(scale.exactText(value))\(scale.display.name)"
    total.cumulative = .known(value, text, sources: rows.flatMap { $0.cumulative.explained?.sources ?? [] })
    guard let base = try amount(derived, base) else { return }
    total.samePeriod = try GrowthRule(input: input).samePeriod(
      used: base, origin: .published, reported: nil, published: base)
    total.difference = .known(try value.subtracting(base), sources: [])
  }

  private func amount(
    _ derived: DerivedIndicators.Derived, _ part: (ZoneKey, IndicatorKey) -> Amount?
  ) throws(ArithmeticOverflow) -> Amount? {
    var sums: [IndicatorKey: Amount] = [:]
    for indicator in derived.formula.inputs {
      let amounts = zones.compactMap { part($0, indicator) }
      if amounts.count == zones.count { sums[indicator] = try Amount.sum(amounts) }
    }
    return try derived.amount { sums[$0] }
  }

  private func value(_ zone: ZoneKey, _ indicator: IndicatorKey) -> Amount? {
    input.figures.cumulative(zone, indicator, input.month)
  }

  /// As with growth: the reported base where there is one, else last year's value.
  private func base(_ zone: ZoneKey, _ indicator: IndicatorKey) -> Amount? {
    input.figures.figure(zone, indicator, input.month)?.reportedBase
      ?? input.figures.cumulative(zone, indicator, input.month.samePeriodLastYear)
  }
}
