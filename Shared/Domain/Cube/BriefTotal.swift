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
    let (value, base) = (try sum(matched, rules.value), try sum(matched, rules.base))
    total.cumulative = known(value)
    total.month = plan.indicator.kind == .flow ? known(try sum(matched, rules.month)) : .undefined(.notMeaningful)
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

  /// Nil where one has none.
  @inline(__always)
  private func sum(_ places: [Int32], _ number: (Int) -> Int64?) throws(ArithmeticOverflow) -> Amount? {
    var sum: Int128 = 0
    for place in places {
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
    let members = matched.filter { rules.target(Int($0)) != nil }
    guard !members.isEmpty else {
      total.target = .undefined(.noTarget)
      return try rule.fill(&total, value: total.cumulative)
    }
    total.target = .known(try targets(members), sources: [])
    total.targetIsValue = members.allSatisfy { plan.value(Int($0)) != nil }
    if let share = rules.figures.usual?.share(members) { total.usualShare = .known(try share.ratio, sources: []) }
    try rule.fill(&total, value: known(try sum(members, rules.value)))
    try rule.fillProgressLight(&total, comparison: .atLeast)
  }

  /// Sums over each lower part first: there are as many as there are floors.
  private func targets(_ members: [Int32]) throws(ArithmeticOverflow) -> Ratio {
    var sums: [Int128: Int128] = [:]
    var (bottom, top): (Int128, Int128) = (1, 0)
    for place in members {
      guard let target = rules.target(Int(place)) else { continue }
      if target.bottom != bottom {
        sums[bottom, default: 0] &+= top
        (bottom, top) = (target.bottom, 0)
      }
      top &+= target.top
    }
    sums[bottom, default: 0] &+= top
    var sum = Ratio.zero
    for (bottom, top) in sums { sum = try sum.adding(Ratio(top, dividedBy: bottom)) }
    return sum
  }
}
