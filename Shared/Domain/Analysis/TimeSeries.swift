/// What growth in a series is counted from.
public enum GrowthBase: Sendable, Hashable {
  /// The same period of last year (同比), on the indicator's own basis: what boards judge.
  case samePeriod
  /// The month before (环比), month values at current prices; undefined where a month has none of its own.
  case previousMonth
  /// The same period of a fixed year (定基), at current prices.
  case year(Int)
}

/// One month of a series, over a set of units or of one.
public struct SeriesPoint: Sendable, Hashable {
  /// The month.
  public var month: Month
  /// 累计, over the matched set; of one unit its own.
  public var cumulative: Computed<Amount>
  /// 本月.
  public var monthValue: Computed<Amount>
  /// Growth from the base asked for, over the units that have both values.
  public var growth: Computed<Ratio>
  /// Units in the growth.
  public var matched: Int
  /// Whether any figure in it was made for a demonstration.
  public var isDemonstration: Bool
}

/// A series of months over a set of units, each month by the rules of the boards.
public struct TimeSeries: Sendable, Hashable {
  /// The points, one for each published month.
  public var points: [SeriesPoint]

  /// Computes the published months of a range. `input` says indicator, units, figures and day; its month does not count.
  public init(
    _ input: ScoreboardInput, months: ClosedRange<Month>, base: GrowthBase = .samePeriod
  ) throws(ArithmeticOverflow) {
    points = []
    for index in months.lowerBound.index...months.upperBound.index {
      let month = Month(index: index)
      guard input.indicator.months.hasForm(month) else { continue }
      var own = input
      own.month = month
      points.append(try Self.point(own, base))
    }
  }

  private static func point(_ input: ScoreboardInput, _ base: GrowthBase) throws(ArithmeticOverflow) -> SeriesPoint {
    let board = try Scoreboard.compute(input)
    let isOne = input.zones.count == 1
    let row = isOne ? board.rows[0] : board.total
    var point = SeriesPoint(
      month: input.month, cumulative: row.cumulative, monthValue: row.month, growth: row.growth,
      matched: isOne ? (row.growth.value == nil ? 0 : 1) : board.matched.count, isDemonstration: row.isDemonstration)
    switch base {
    case .samePeriod: break
    case .previousMonth:
      guard input.indicator.kind == .flow, let month = input.indicator.months.previous(input.month) else {
        (point.growth, point.matched) = (.undefined(.notMeaningful), 0)
        break
      }
      var earlier = input
      earlier.month = month
      let before = try Scoreboard.compute(earlier)
      (point.growth, point.matched) = try growth(board.rows.map(\.month), before.rows.map(\.month), input)
    case .year(let year):
      guard let month = Month(year: year, month: input.month.month) else { break }
      var earlier = input
      earlier.month = month
      let before = try Scoreboard.compute(earlier)
      (point.growth, point.matched) = try growth(board.rows.map(\.cumulative), before.rows.map(\.cumulative), input)
    }
    return point
  }

  /// Sums first, one division: over the units that have both values.
  private static func growth(
    _ now: [Computed<Amount>], _ then: [Computed<Amount>], _ input: ScoreboardInput
  ) throws(ArithmeticOverflow) -> (Computed<Ratio>, Int) {
    let pairs = zip(now, then).compactMap { now, then in
      now.explained.flatMap { now in then.explained.map { (now: now, then: $0) } }
    }
    guard !pairs.isEmpty else {
      let hasValue = now.contains { $0.value != nil }
      return (.undefined(hasValue ? .noBase : now.first?.reason ?? .noValue), 0)
    }
    let (value, base) = (try Amount.sum(pairs.map(\.now.value)), try Amount.sum(pairs.map(\.then.value)))
    let sources = pairs.flatMap { $0.now.sources + $0.then.sources }
    return (try GrowthRule.nominal(value, over: base, input.indicator.scale, sources: sources), pairs.count)
  }
}
