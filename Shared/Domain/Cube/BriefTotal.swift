/// The total of a brief board over the matched set, by the rules of `TotalBuilder`.
struct BriefTotal {
  let rules: BriefRules
  let growths: FractionColumn
  /// The places of the matched set.
  let matched: [Int32]
  private var plan: BriefBoardPlan { rules.plan }

  init(rules: BriefRules, growths: FractionColumn, matched: [Int32]) {
    (self.rules, self.growths, self.matched) = (rules, growths, matched)
  }

  func total() throws(ArithmeticOverflow) -> ScoreRow {
    var total = ScoreRow.empty(nil, state: matched.isEmpty ? .missing : .received, reason: .noValue)
    guard !matched.isEmpty else { return total }
    total.isDemonstration = matched.contains { rules.figures.now.has(.demonstration, Int($0)) }
    let (value, base) = (try sum { rules.value($0) }, try sum { rules.base($0) })
    total.cumulative = known(value)
    total.month = plan.indicator.kind == .flow ? known(try sum { rules.month($0) }) : .undefined(.notMeaningful)
    guard let value, let base else { return total }
    total.difference = known(try value.subtracting(base))
    total.samePeriod = SamePeriod(
      used: base, origin: .published, reported: nil, published: nil, difference: nil, isAdjusted: false, isLow: false)
    total.nominalGrowth = try GrowthRule.nominal(value, over: base, plan.indicator.scale, sources: [])
    total.growth = total.nominalGrowth
    if plan.indicator.growthBasis == .comparable, base.units > 0 {
      total.growth = .known(try weighted().divided(by: base.ratio), sources: [])
    }
    total.contribution = total.growth
    let rule = ProgressRule(input: plan.input)
    try rule.fillGrowthLight(&total, floor: commonFloor(), floorZone: nil)
    try fillProgress(&total, rule)
    return total
  }

  private func known(_ amount: Amount?) -> Computed<Amount> {
    amount.map { .known($0, sources: []) } ?? .undefined(.noValue)
  }

  /// Over the matched set; nil where one has none.
  @inline(__always)
  private func sum(_ number: (Int) -> Int64?) throws(ArithmeticOverflow) -> Amount? {
    var sum: Int128 = 0
    for place in matched {
      guard let number = number(Int(place)) else { return nil }
      sum &+= Int128(number)
    }
    return try Amount(exactly: sum)
  }

  /// Σ base × real rate; real rates come in basis points.
  private func weighted() throws(ArithmeticOverflow) -> Ratio {
    var sum: Int128 = 0
    for place in matched { sum &+= Int128(rules.base(Int(place)) ?? 0) &* Int128(growths.tops[Int(place)]) }
    return try Ratio(sum, dividedBy: 10_000)
  }

  private func commonFloor() -> Target.GrowthFloor? {
    let (targets, indicator, year) = (plan.input.targets, plan.indicator.key, plan.month.year)
    if let floor = targets.floor(nil, indicator, year) { return floor }
    guard let first = matched.first.map(Int.init), let floor = targets.floor(plan.zones[first], indicator, year),
      matched.allSatisfy({ plan.hasSameFloor(Int($0), first) })
    else { return nil }
    return floor
  }

  private func fillProgress(_ total: inout ScoreRow, _ rule: ProgressRule) throws(ArithmeticOverflow) {
    let aims = BriefAims(rules, matched)
    guard !aims.members.isEmpty else {
      total.target = .undefined(.noTarget)
      return try rule.fill(&total, value: total.cumulative)
    }
    total.target = .known(try aims.sum(), sources: [])
    total.targetIsValue = aims.areValues
    if let share = rules.figures.usual?.share(aims.members) {
      total.usualShare = .known(try share.ratio, sources: [])
    }
    try rule.fill(&total, value: known(try aims.value()))
    try rule.fillProgressLight(&total, comparison: .atLeast)
  }
}
