/// Builds a board: rows first, then what needs all of them.
struct ScoreboardBuilder {
  let input: ScoreboardInput

  func build() throws(ArithmeticOverflow) -> Scoreboard {
    var rows: [ScoreRow] = []
    for zone in input.zones { rows.append(try RowBuilder(input: input).row(zone)) }
    let ranks = try rank(&rows)
    try LowBase.mark(&rows, share: input.margins.lowBaseOfMedian)
    let matchedRows = rows.filter { TotalBuilder.isMatched($0, input.indicator) }
    let totals = TotalBuilder(input: input, rows: matchedRows)
    let total = try totals.total()
    for index in rows.indices {
      guard TotalBuilder.isMatched(rows[index], input.indicator) else {
        rows[index].contribution = .undefined(TotalBuilder.unmatched(rows[index]))
        continue
      }
      rows[index].contribution = try naming(zone: rows[index].zone) { () throws(ArithmeticOverflow) in
        try totals.contribution(rows[index], to: total)
      }
    }
    let (leading, withCeilings) = (Self.leading(rows, ranks), input.hasCeilings)
    return Scoreboard(
      indicator: input.indicator, month: input.month, rows: rows, total: total,
      matched: matchedRows.compactMap(\.zone), counts: counts(rows), leading: leading,
      trailing: Self.trailing(rows, ranks, without: leading),
      growthLightRule: LightRule.growth(input.margins, withCeilings: withCeilings),
      progressLightRule: LightRule.progress(input.margins, withCeilings: withCeilings))
  }

  private func rank(_ rows: inout [ScoreRow]) throws(ArithmeticOverflow) -> [ZoneKey: Int] {
    let rule = GrowthRule(input: input)
    let now = try rule.judged(month: input.month)
    let ranks = Ranking.ranks(now, input.indicator.direction)
    var movements: [ZoneKey: RankMovement] = [:]
    if let previous = input.indicator.months.previous(input.month) {
      movements = Ranking.movements(
        from: try rule.judged(month: previous), to: now, input.indicator.direction)
    }
    for index in rows.indices {
      guard let zone = rows[index].zone else { continue }
      rows[index].rank = ranks[zone]
      rows[index].rankMovement = movements[zone] ?? .none
    }
    return ranks
  }

  private static func leading(_ rows: [ScoreRow], _ ranks: [ZoneKey: Int]) -> [ZoneKey] {
    inOrder(rows, ranks).filter { (ranks[$0] ?? .max) <= 3 }
  }

  private static func trailing(_ rows: [ScoreRow], _ ranks: [ZoneKey: Int], without leading: [ZoneKey]) -> [ZoneKey] {
    let ordered = inOrder(rows, ranks)
    guard let edge = ordered.suffix(3).first, let limit = ranks[edge] else { return [] }
    let first = Set(leading)
    return ordered.filter { (ranks[$0] ?? 0) >= limit && !first.contains($0) }
  }

  /// Ranked units by place; equals in protocol order.
  private static func inOrder(_ rows: [ScoreRow], _ ranks: [ZoneKey: Int]) -> [ZoneKey] {
    let ranked = rows.compactMap(\.zone).enumerated().compactMap { offset, zone in
      ranks[zone].map { (place: $0, offset: offset, zone: zone) }
    }
    return ranked.sorted { ($0.place, $0.offset) < ($1.place, $1.offset) }.map(\.zone)
  }

  private func counts(_ rows: [ScoreRow]) -> ScoreCounts {
    let expected = input.indicator.months.hasForm(input.month) ? rows.filter { $0.state != .notApplicable } : []
    let growths = rows.compactMap(\.growth.value)
    return ScoreCounts(
      expected: expected.count, reported: expected.count { $0.state.hasFigure },
      late: rows.filter { $0.state == .late }.compactMap(\.zone),
      missing: rows.filter { $0.state == .missing }.compactMap(\.zone),
      rising: growths.count { $0 > .zero }, falling: growths.count { $0 < .zero },
      flat: growths.count(where: \.isZero), reachingFloor: rows.count { $0.growthLight == .met })
  }
}
