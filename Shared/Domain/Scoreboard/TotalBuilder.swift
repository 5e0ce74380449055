/// Builds the total over the matched set, and each unit's part in its growth.
struct TotalBuilder {
  let input: ScoreboardInput
  /// Rows of the matched set: value and base, and on comparable prices the real rate, are there.
  let rows: [ScoreRow]
  private var scale: UnitScale { input.indicator.scale }

  /// Whether a row has what the total needs.
  static func isMatched(_ row: ScoreRow, _ indicator: Indicator) -> Bool {
    row.cumulative.value != nil && row.samePeriod != nil
      && (indicator.growthBasis == .nominal || row.growth.value != nil)
  }

  /// What a row that is not in the matched set lacks.
  static func unmatched(_ row: ScoreRow) -> Undefined {
    if let reason = row.cumulative.reason { return reason }
    return row.samePeriod == nil ? .noBase : row.growth.reason ?? .noValue
  }

  func total() throws(ArithmeticOverflow) -> ScoreRow {
    var total = ScoreRow.empty(nil, state: rows.isEmpty ? .missing : .received, reason: .noValue)
    guard !rows.isEmpty else { return total }
    total.isDemonstration = rows.contains(where: \.isDemonstration)
    if input.indicator.kind == .ratio {
      try RatioTotal(input: input, rows: rows).fill(&total)
      return total
    }
    total.cumulative = try sum(rows.map(\.cumulative))
    total.month = try sum(rows.map(\.month))
    total.samePeriod = try samePeriod()
    total.difference = try sum(rows.map(\.difference))
    try fillGrowth(&total)
    try fillProgress(&total)
    total.compoundGrowth = CompoundRule(input: input).growth(of: total.cumulative, zones: rows.compactMap(\.zone))
    return total
  }

  /// The sum of all, or the first reason why one is undefined.
  private func sum(_ parts: [Computed<Amount>]) throws(ArithmeticOverflow) -> Computed<Amount> {
    var sources: [SourceKey] = []
    var amounts: [Amount] = []
    for part in parts {
      guard case .known(let explained) = part else { return .undefined(part.reason ?? .noValue) }
      amounts.append(explained.value)
      sources += explained.sources
    }
    let total = try Amount.sum(amounts)
    let text = "\(amounts.count)个单位之和 = \(scale.exactText(total)) \(scale.display.name)"
    return .known(total, text, sources: sources)
  }

  private func samePeriod() throws(ArithmeticOverflow) -> SamePeriod? {
    let bases = rows.compactMap(\.samePeriod)
    let published = bases.compactMap(\.published)
    let used = try Amount.sum(bases.map(\.used))
    let all = published.count == bases.count ? try Amount.sum(published) : nil
    let origin: SamePeriod.Origin = bases.contains { $0.origin == .reported } ? .reported : .published
    return try GrowthRule(input: input).samePeriod(
      used: used, origin: origin, reported: origin == .reported ? used : nil, published: all)
  }

  private func fillGrowth(_ total: inout ScoreRow) throws(ArithmeticOverflow) {
    guard let value = total.cumulative.explained, let base = total.samePeriod?.used else { return }
    let sources = rows.flatMap { $0.growth.explained?.sources ?? $0.cumulative.explained?.sources ?? [] }
    total.nominalGrowth = try GrowthRule.nominal(value.value, over: base, scale, sources: sources)
    total.growth = total.nominalGrowth
    if input.indicator.growthBasis == .comparable, base.units > 0 {
      // Base-weighted mean of the real rates: the ratio of nominal sums would be the growth of prices too.
      var weighted = Ratio.zero
      for row in rows { weighted = try weighted.adding(increase(row)) }
      let growth = try weighted.divided(by: base.ratio)
      let result = growth.percentText()
      let sum = scale.operandText(weighted) { try $0.divided(by: base.ratio).percentText() == result }
      let text = "Σ(上年同期 × 可比价增速) ÷ Σ上年同期 = \(sum) ÷ \(scale.exactText(base)) = \(result) %"
      total.growth = .known(growth, text, sources: sources)
    }
    total.contribution = total.growth
    let floor = commonFloor()
    try ProgressRule(input: input).fillGrowthLight(&total, floor: floor, floorZone: nil)
  }

  /// What a unit adds to the total, in smallest units: its difference, or its base times its real rate.
  private func increase(_ row: ScoreRow) throws(ArithmeticOverflow) -> Ratio {
    guard let base = row.samePeriod?.used, let value = row.cumulative.value else { return .zero }
    guard input.indicator.growthBasis == .comparable else { return try value.ratio.subtracting(base.ratio) }
    return try base.ratio.multiplied(by: row.growth.value ?? .zero)
  }

  /// A unit's part in the growth of the total, in points as a rate; the parts add up to it exactly.
  func contribution(_ row: ScoreRow, to total: ScoreRow) throws(ArithmeticOverflow) -> Computed<Ratio> {
    guard let base = total.samePeriod?.used, total.growth.value != nil else {
      return .undefined(total.growth.reason ?? .noBase)
    }
    let increase = try increase(row)
    let part = try increase.divided(by: base.ratio)
    let result = Wording.pointsText(part)
    let added = scale.operandText(increase) { try Wording.pointsText($0.divided(by: base.ratio)) == result }
    let text = "\(added) ÷ \(scale.exactText(base)) = \(result) 个百分点"
    let sources = row.growth.explained?.sources ?? row.cumulative.explained?.sources ?? []
    return .known(part, text, sources: sources)
  }

  /// The floor for all units, or the one that every unit has.
  private func commonFloor() -> Target.GrowthFloor? {
    let (indicator, year) = (input.indicator.key, input.month.year)
    if let floor = input.targets.floor(nil, indicator, year) { return floor }
    let floors = rows.map { row in row.zone.flatMap { input.targets.floor($0, indicator, year) } }
    guard let first = floors.first, floors.allSatisfy({ $0 == first }) else { return nil }
    return first
  }

  /// Progress over the units that have a target; the arithmetic shows their sums.
  private func fillProgress(_ total: inout ScoreRow) throws(ArithmeticOverflow) {
    let members = rows.filter { $0.target.value != nil }
    guard !members.isEmpty else {
      total.target = .undefined(rows.first?.target.reason ?? .noTarget)
      return try ProgressRule(input: input).fill(&total, value: total.cumulative)
    }
    let target = try Ratio.sum(members.compactMap(\.target.value))
    let text = "\(members.count)个单位目标之和 = \(scale.text(target)) \(scale.display.name)"
    total.target = .known(target, text, sources: members.flatMap { $0.target.explained?.sources ?? [] })
    total.targetIsValue = members.allSatisfy(\.targetIsValue)
    (total.usualShare, total.usualYears) = try UsualShare(input: input, zones: members.compactMap(\.zone)).compute()
    let rule = ProgressRule(input: input)
    try rule.fill(&total, value: sum(members.map(\.cumulative)))
    if let comparison = commonComparison(members) { try rule.fillProgressLight(&total, comparison: comparison) }
  }

  /// How the sum of targets is held: as a floor or as a ceiling; nil where some of them are one and some the other.
  private func commonComparison(_ members: [ScoreRow]) -> Comparison? {
    let ceilings = members.count { row in
      row.zone.map { input.targets.comparison($0, input.indicator.key, input.month.year).isCeiling } ?? false
    }
    return ceilings == 0 ? .atLeast : (ceilings == members.count ? .atMost : nil)
  }
}
