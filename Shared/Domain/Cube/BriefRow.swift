/// A line of a brief board: the numbers of a ``ScoreRow`` without their explanations.
public struct BriefRow: Sendable, Hashable {
  /// 状态.
  public var state: CellState
  /// Worked days after the deadline, when late.
  public var workingDaysLate: Int?
  /// The day on which the figure arrived.
  public var receivedOn: Day?
  /// Whether any number in it was made for a demonstration.
  public var isDemonstration: Bool
  /// 累计.
  public var cumulative: Int64?
  /// 本月.
  public var month: Int64?
  /// 上年同期, the one used.
  public var base: Int64?
  /// Last year's published one.
  public var published: Int64?
  /// Whether the base is so small that a rate says little.
  public var isLow: Bool
  /// 同比.
  public var growth: Fraction?
  /// Why there is no growth; nil where there is one.
  public var growthAbsent: Undefined?
  /// The rate reported or published with the figure, in basis points.
  public var publishedGrowth: Int64?
  /// 位次.
  public var rank: Int?
  /// 升降: places gained; nil where it is not comparable.
  public var rankChange: Int?
  /// 距30%: growth less its floor.
  public var distanceToFloor: Fraction?
  /// 年度目标, in smallest units.
  public var target: Fraction?
  /// Whether the target is a value set for the year.
  public var targetIsValue: Bool
  /// 完成%.
  public var completion: Fraction?
  /// 较序时±.
  public var againstLinear: Fraction?
  /// 增速灯.
  public var growthLight: Light
  /// 进度灯.
  public var progressLight: Light
  /// 拉动.
  public var contribution: Fraction?

  /// Whether it is another one with another place at most.
  public func isSame(butForRank other: BriefRow) -> Bool {
    var own = self
    (own.rank, own.rankChange) = (other.rank, other.rankChange)
    return own == other
  }

  /// 增减额.
  public var difference: Int64? { cumulative.flatMap { value in base.map { value - $0 } } }
}
