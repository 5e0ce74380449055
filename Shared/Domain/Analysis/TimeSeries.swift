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
  /// Where each unit's report stands, in the order of the input.
  public var states: [CellState]
  /// The same period of each unit, as boards compute growth on it, in the order of the input.
  public var bases: [SamePeriod?]
}

/// A series of months over a set of units, each month by the rules of the boards.
public struct TimeSeries: Sendable, Hashable {
  /// The points of all units together, one for each published month.
  public var points: [SeriesPoint] = []
  /// The points of each unit by itself, in the order of the input, where they were asked for.
  public var units: [[SeriesPoint]]

  /// Computes the published months of a range. `input` says indicator, units, figures and day; its month does not count.
  public init(
    _ input: ScoreboardInput, months: ClosedRange<Month>, base: GrowthBase = .samePeriod, byUnit: Bool = false
  ) throws(ArithmeticOverflow) {
    units = byUnit ? input.zones.map { _ in [] } : []
    for index in months.lowerBound.index...months.upperBound.index {
      let month = Month(index: index)
      guard input.indicator.months.hasForm(month) else { continue }
      var own = input
      own.month = month
      let boards = try Boards(Scoreboard.compute(own), own, base)
      points.append(try boards.point())
      for place in units.indices { units[place].append(try boards.point(of: place)) }
    }
  }
}

extension Scoreboard {
  /// Growth from a base, of all units together and of each by itself in the board's order, by the rules of a series.
  /// `input` is what the board was computed from.
  public func growths(
    from base: GrowthBase, _ input: ScoreboardInput
  ) throws(ArithmeticOverflow) -> (total: Computed<Ratio>, units: [Computed<Ratio>]) {
    let boards = try Boards(self, input, base)
    var units: [Computed<Ratio>] = []
    for place in rows.indices { units.append(try boards.point(of: place).growth) }
    return (try boards.point().growth, units)
  }
}

/// The boards that one month of a series is read from.
private struct Boards {
  let base: GrowthBase
  let now: Scoreboard
  /// The board that growth is counted from; `nil` where it is the same period's, or there is none.
  let then: Scoreboard?

  init(_ now: Scoreboard, _ input: ScoreboardInput, _ base: GrowthBase) throws(ArithmeticOverflow) {
    (self.now, self.base) = (now, base)
    let month: Month? =
      switch base {
      case .samePeriod: nil
      case .previousMonth: input.indicator.kind == .flow ? input.indicator.months.previous(input.month) : nil
      case .year(let year): Month(year: year, month: input.month.month)
      }
    guard let month else {
      then = nil
      return
    }
    var earlier = input
    earlier.month = month
    then = try Scoreboard.compute(earlier)
  }

  /// All units together; one alone is what it is by itself.
  func point() throws(ArithmeticOverflow) -> SeriesPoint {
    if now.rows.count == 1 { return try point(of: 0) }
    return try point(now.total, over: now.rows.indices, matched: now.matched.count)
  }

  /// One unit by itself.
  func point(of place: Int) throws(ArithmeticOverflow) -> SeriesPoint {
    let row = now.rows[place]
    return try point(row, over: place..<place + 1, matched: row.growth.value == nil ? 0 : 1)
  }

  private func point(
    _ row: ScoreRow, over places: Range<Int>, matched: Int
  ) throws(ArithmeticOverflow) -> SeriesPoint {
    var point = SeriesPoint(
      month: now.month, cumulative: row.cumulative, monthValue: row.month, growth: row.growth, matched: matched,
      isDemonstration: row.isDemonstration, states: now.rows[places].map(\.state),
      bases: now.rows[places].map(\.samePeriod))
    switch base {
    case .samePeriod: break
    case .previousMonth: (point.growth, point.matched) = try growth(places, \.month)
    case .year: (point.growth, point.matched) = try growth(places, \.cumulative)
    }
    return point
  }

  /// Sums first, one division: over the units that have both values.
  private func growth(
    _ places: Range<Int>, _ value: (ScoreRow) -> Computed<Amount>
  ) throws(ArithmeticOverflow) -> (Computed<Ratio>, Int) {
    guard let then else { return (.undefined(.notMeaningful), 0) }
    let values = now.rows[places].map(value)
    let pairs = zip(values, then.rows[places].map(value)).compactMap { now, then in
      now.explained.flatMap { now in then.explained.map { (now: now, then: $0) } }
    }
    guard !pairs.isEmpty else {
      let hasValue = values.contains { $0.value != nil }
      return (.undefined(hasValue ? .noBase : values.first?.reason ?? .noValue), 0)
    }
    let (sum, base) = (try Amount.sum(pairs.map(\.now.value)), try Amount.sum(pairs.map(\.then.value)))
    let sources = pairs.flatMap { $0.now.sources + $0.then.sources }
    return (try GrowthRule.nominal(sum, over: base, now.indicator.scale, sources: sources), pairs.count)
  }
}
