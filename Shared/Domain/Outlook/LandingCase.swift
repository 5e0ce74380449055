/// What is known in a month for the landing of its year, one entry for each unit of the panel.
struct LandingCase {
  /// A unit with everything that the seasonal-naive method needs but a base above zero.
  struct Unit {
    /// This year's value so far.
    var value: Int128
    /// Last year's at the same month.
    var base: Int128
    /// Last year's whole.
    var annual: Int128
    /// The months to come, as they are seen three ways.
    var views = Views()
    /// Last year's remaining months.
    var rest: Int128 { annual - base }
  }

  /// Three views of the months to come of a unit; `nil` where one is not defined.
  struct Views {
    /// Last year's remaining months grown as the unit has grown so far.
    var own: Int128?
    /// Last year's remaining months grown as all units together have grown so far.
    var growth: Int128?
    /// This year's value over the share of the year that units usually have reached by now.
    var share: Int128?
  }

  /// Parts of one in which shares are kept: a milliard.
  static let whole: Int128 = 1_000_000_000

  let month: Month
  /// `nil` where a value is missing, or last year's whole is not above zero.
  let units: [Unit?]

  init(_ panel: Panel, _ month: Month) throws(ArithmeticOverflow) {
    self.month = month
    let (values, bases) = (panel.column(month), panel.column(month.samePeriodLastYear))
    let annuals = panel.column(month.samePeriodLastYear.yearEnd)
    var units = panel.zones.indices.map { index -> Unit? in
      guard let value = values[index], let base = bases[index], let annual = annuals[index], annual > 0 else {
        return nil
      }
      return Unit(value: Int128(value), base: Int128(base), annual: Int128(annual))
    }
    // What all units together show is over those whose base is above zero.
    let based = units.compactMap { $0 }.filter { $0.base > 0 }
    let pooled = (value: based.reduce(0) { $0 + $1.value }, base: based.reduce(0) { $0 + $1.base })
    var shares: [Int128] = []
    for unit in based { shares.append(try unit.base.times(Self.whole).over(unit.annual)) }
    let usualShare = shares.isEmpty ? nil : shares.sorted()[shares.count / 2]
    for (index, unit) in units.enumerated() {
      if let unit { units[index] = try Self.viewed(unit, pooled, usualShare) }
    }
    self.units = units
  }

  private static func viewed(
    _ unit: Unit, _ pooled: (value: Int128, base: Int128), _ usualShare: Int128?
  ) throws(ArithmeticOverflow) -> Unit {
    var unit = unit
    if pooled.base > 0 { unit.views.growth = try unit.rest.times(pooled.value).over(pooled.base) }
    // A year that began with nothing has no growth of its own: all units' stands for it.
    unit.views.own = unit.base > 0 ? try unit.rest.times(unit.value).over(unit.base) : unit.views.growth
    if let usualShare, usualShare > 0 { unit.views.share = try unit.value.times(whole - usualShare).over(usualShare) }
    return unit
  }
}
