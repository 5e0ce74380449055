/// Whose gap the gap of all units together is (差距分解): parts that add up to it exactly.
public struct GapDecomposition: Sendable, Hashable {
  /// One unit's part of the gaps.
  public struct Part: Sendable, Hashable {
    /// The unit.
    public var zone: ZoneKey
    /// Of growth less its floor, in points as a rate: the unit's contribution less its base's share of the floor.
    public var growth: Computed<Ratio>
    /// Of completion less m/12, in points as a rate: what the unit is ahead of its schedule, over all targets.
    public var progress: Computed<Ratio>
  }

  /// Growth of the total less its floor.
  public var growth: Computed<Ratio>
  /// Completion of the total less m/12.
  public var progress: Computed<Ratio>
  /// One for each unit of the board, in its order. A unit outside of the total has no part.
  public var parts: [Part]

  /// Takes apart the gaps of a board's total.
  public init(_ board: Scoreboard) throws(ArithmeticOverflow) {
    growth = board.total.distanceToFloor
    progress = board.total.againstLinear
    parts = []
    for row in board.rows {
      guard let zone = row.zone else { continue }
      parts.append(
        Part(zone: zone, growth: try Self.growth(row, board), progress: try Self.progress(row, board)))
    }
  }

  private static func growth(_ row: ScoreRow, _ board: Scoreboard) throws(ArithmeticOverflow) -> Computed<Ratio> {
    let total = board.total
    guard let distance = total.distanceToFloor.value, let growth = total.growth.value, let all = total.samePeriod else {
      return .undefined(total.distanceToFloor.reason ?? .noBase)
    }
    guard case .known(let contribution) = row.contribution, let base = row.samePeriod else {
      return .undefined(row.contribution.reason ?? .noBase)
    }
    let floor = try growth.subtracting(distance)
    let owed = try floor.multiplied(by: base.used.ratio.divided(by: all.used.ratio))
    let part = try contribution.value.subtracting(owed)
    let (result, scale) = (Wording.pointsText(part), board.indicator.scale)
    let places = PrintedDecimals.ofPercent(contribution.value, from: 2) {
      try Wording.pointsText($0[0].subtracting(owed)) == result
    }
    let text =
      "\(contribution.value.percentText(decimals: places)) % − "
      + "\(floor.percentText(decimals: PrintedDecimals.exactPercent(floor))) % × "
      + "\(scale.exactText(base.used)) ÷ \(scale.exactText(all.used)) = \(result) 个百分点"
    return .known(part, text, sources: contribution.sources)
  }

  private static func progress(_ row: ScoreRow, _ board: Scoreboard) throws(ArithmeticOverflow) -> Computed<Ratio> {
    let total = board.total
    guard total.againstLinear.value != nil, let all = total.target.value else {
      return .undefined(total.againstLinear.reason ?? .noTarget)
    }
    guard row.zone.map(board.matched.contains) ?? false, let value = row.cumulative.explained,
      case .known(let target) = row.target
    else { return .undefined(row.target.reason ?? row.cumulative.reason ?? .noBase) }
    let scale = board.indicator.scale
    let due = try target.value.multiplied(by: board.month.linearShare)
    let part = try value.value.ratio.subtracting(due).divided(by: all)
    let result = Wording.pointsText(part)
    let targets = scale.operandTexts(target.value, all) { printed in
      let due = try printed[0].multiplied(by: board.month.linearShare)
      return try !printed[1].isZero
        && Wording.pointsText(value.value.ratio.subtracting(due).divided(by: printed[1])) == result
    }
    let (own, whole) = (targets?[0] ?? scale.text(target.value), targets?[1] ?? scale.text(all))
    let text =
      "(\(scale.exactText(value.value)) − \(own) × \(board.month.month)/12) ÷ \(whole) = \(result) 个百分点"
    return .known(part, text, sources: value.sources + target.sources)
  }
}
