/// The year-end landings of one flow over all units (预计), with intervals, probabilities and how well the method did.
public struct Outlook: Sendable, Hashable {
  /// The indicator.
  public var indicator: Indicator
  /// The month in which it is told.
  public var month: Month
  /// The method that did best in past years at this time of year, over all units.
  public var method: LandingMethod
  /// How it did; `nil` where no past year can be judged, and then the method is the seasonal-naive one.
  public var record: BackTestRecord?
  /// One row for each unit, in the order of the input.
  public var rows: [OutlookRow]
  /// All units that have a landing, or those of them that were asked for, together.
  public var total: OutlookRow
  /// What intervals and probabilities are made of.
  public var residuals: Residuals

  /// Computes it. Throws an overflow that names the indicator; nothing else can fail.
  ///
  /// `group` are the units that the total is of, all when `nil`: a unit's own landing is the same whoever it is looked at
  /// with. `learningFrom` are the past years that choose the method and give the residuals; every past year when `nil`.
  public static func compute(
    _ input: ScoreboardInput, totalOf group: Set<ZoneKey>? = nil, learningFrom years: [Int]? = nil
  ) throws(ArithmeticOverflow) -> Outlook {
    var known = input
    known.figures = input.figures.received(by: input.asOf)
    let panel = Panel(known.figures, indicator: input.indicator, zones: input.zones, until: input.month)
    return try compute(known, panel, totalOf: group, learningFrom: years ?? panel.pastYears)
  }

  /// The same from a panel, which may reach beyond the month: a back-test learns from later years too.
  public static func compute(
    _ input: ScoreboardInput, _ panel: Panel, totalOf group: Set<ZoneKey>? = nil, learningFrom years: [Int]
  ) throws(ArithmeticOverflow) -> Outlook {
    try naming(indicator: input.indicator.key) { () throws(ArithmeticOverflow) in
      try OutlookBuilder(input: input, panel: panel, group: group ?? Set(panel.zones)).build(learningFrom: years)
    }
  }

  /// The row of a unit.
  public func row(_ zone: ZoneKey) -> OutlookRow? { rows.first { $0.zone == zone } }
}

/// The landing of one unit, or of all together.
public struct OutlookRow: Sendable, Hashable {
  /// The unit; `nil` for the total.
  public var zone: ZoneKey?
  /// 累计.
  public var cumulative: Computed<Amount>
  /// 预计全年.
  public var landing: Computed<Amount>
  /// Where the 80 % interval begins; undefined where past years are too few.
  public var low: Computed<Amount>
  /// Where it ends.
  public var high: Computed<Amount>
  /// 年度目标, not rounded.
  public var target: Computed<Ratio>
  /// The probability that the year makes the target.
  public var chance: Computed<Ratio>
}
