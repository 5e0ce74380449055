/// Compound growth of a unit, or several together, since the programme's base year.
struct CompoundRule {
  let input: ScoreboardInput

  func growth(of value: Computed<Amount>, zones: [ZoneKey]) -> Computed<Ratio> {
    guard let baseYear = input.baseYear, baseYear < input.month.year else { return .undefined(.noPastYears) }
    // Real rates cannot be had from values at current prices.
    guard input.indicator.growthBasis == .nominal else { return .undefined(.notMeaningful) }
    guard case .known(let now) = value else { return .undefined(value.reason ?? .noValue) }
    let years = input.month.year - baseYear
    let month = input.month.adding(-12 * years)
    var (amounts, sources): ([Amount], [SourceKey]) = ([], now.sources)
    for zone in zones {
      let key = FigureKey(zone: zone, indicator: input.indicator.key, month: month)
      guard let amount = input.figures[key]?.cumulative else { return .undefined(.noPastYears) }
      amounts.append(amount)
      sources.append(.figure(key))
    }
    guard let then = try? Amount.sum(amounts), let compound = CompoundGrowth(now: now.value, then: then, years: years)
    else { return .undefined(.notMeaningful) }
    let (scale, rate) = (input.indicator.scale, compound.rounded())
    let text =
      "(\(scale.exactText(now.value)) ÷ \(scale.exactText(then)))^(1/\(years)) − 1 = \(rate.percentText()) %"
    return .known(rate, text, sources: sources)
  }
}
