/// Which same-period value growth was computed on, and what stood beside it.
public struct SamePeriod: Sendable, Hashable {
  /// Whose number it is.
  public enum Origin: String, Sendable, Hashable {
    /// Reported with this year's figure (上报基数): comparable after a revision.
    case reported
    /// Last year's figure as published.
    case published
  }

  /// The value used.
  public var used: Amount
  /// Whose number the used one is.
  public var origin: Origin
  /// The reported one, when there is one.
  public var reported: Amount?
  /// Last year's published one, when there is one.
  public var published: Amount?
  /// (reported - published) / published, when both are there and the published one is not zero.
  public var difference: Ratio?
  /// Whether the difference is beyond the margin: 基数调整, to be named in the bulletin.
  public var isAdjusted: Bool
  /// Whether the base is so small that a rate says little (低基数).
  public var isLow: Bool
}

/// How a rank moved since the month before, both ranks taken on the units ranked in both months.
public enum RankMovement: Sendable, Hashable {
  /// Moved up by so many places.
  case up(Int)
  /// Moved down by so many places.
  case down(Int)
  /// The same place.
  case unchanged
  /// Not comparable: unranked now or then.
  case none
}

/// One line of the board. Everything is exact; rounding is for whoever prints it.
public struct ScoreRow: Sendable, Hashable {
  /// The unit; `nil` for the total.
  public var zone: ZoneKey?
  /// 状态 of the figure: never `noTarget`.
  public var state: CellState
  /// Worked days after the deadline, when late.
  public var workingDaysLate: Int?
  /// Whether any number in it was made for a demonstration.
  public var isDemonstration: Bool
  /// 累计.
  public var cumulative: Computed<Amount>
  /// 本月: undefined in January-with-February months and after a missing month.
  public var month: Computed<Amount>
  /// 上年同期; `nil` when there is none.
  public var samePeriod: SamePeriod?
  /// 增减额: value minus base, also where no rate is defined.
  public var difference: Computed<Amount>
  /// 同比, on the indicator's basis: what is judged and ranked.
  public var growth: Computed<Ratio>
  /// 现价增速: computed from the two values, whatever the basis.
  public var nominalGrowth: Computed<Ratio>
  /// The rate reported or published with the figure, beside the computed one.
  public var publishedGrowth: Ratio?
  /// 位次; equals share the better one, and the next is skipped.
  public var rank: Int?
  /// 升降.
  public var rankMovement: RankMovement
  /// 年均递增: compound growth a year since the base year, at current prices, rounded to 0.1 % for display.
  public var compoundGrowth: Computed<Ratio>
  /// 距30%: growth minus floor, in points as a rate.
  public var distanceToFloor: Computed<Ratio>
  /// 年度目标, in smallest units: the value set, or last year's total grown by the floor (at current prices). Not rounded.
  public var target: Computed<Ratio>
  /// Whether the target is a value set for the year (true) or follows from the growth floor (false).
  public var targetIsValue: Bool
  /// 完成%.
  public var completion: Computed<Ratio>
  /// 较序时±: completion minus m / 12.
  public var againstLinear: Computed<Ratio>
  /// 常年同期进度: mean share of the year that the unit had reached by this month.
  public var usualShare: Computed<Ratio>
  /// Past years in that mean.
  public var usualYears: Int
  /// 较本单位常年±: completion minus usual share.
  public var againstUsual: Computed<Ratio>
  /// 余月月均需, in smallest units, not rounded; zero or less when the target is passed.
  public var requiredMonthly: Computed<Ratio>
  /// 余月月均需 over the monthly mean so far ("1.04倍").
  public var requiredMultiple: Computed<Ratio>
  /// 增速灯.
  public var growthLight: Light
  /// 进度灯.
  public var progressLight: Light
  /// 拉动: points of the total's growth that come from this unit; all units' parts add up to it exactly.
  public var contribution: Computed<Ratio>

  /// What the progress light follows: against m / 12 for a value set for the year, else against the own usual share.
  public var againstSchedule: Computed<Ratio> { targetIsValue ? againstLinear : againstUsual }
}
