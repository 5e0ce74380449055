/// Exponential smoothing of level, damped trend and additive season (Gardner and McKenzie 1985), in fixed point.
///
/// Numbers are kept in 1/1024 of the smallest unit and factors in 1/64, so that the same figures land the same on
/// every machine.
public struct HoltWinters: Sendable, Hashable {
  /// Weight of the newest month in the level, in 64ths.
  public let level: Int
  /// Weight of the newest step in the trend, in 64ths.
  public let trend: Int
  /// Weight of the newest year in the season, in 64ths.
  public let season: Int
  /// What is left of the trend a month later, in 64ths.
  public let damping: Int

  /// A steady one and a nimble one.
  static let grid = [
    HoltWinters(level: 8, trend: 4, season: 16, damping: 56), HoltWinters(level: 24, trend: 8, season: 16, damping: 56),
  ]

  private static let fine: Int128 = 1024
  private static let whole: Int128 = 64

  /// The year's landing of a unit in smallest units; `nil` without two whole years before.
  func landing(_ panel: Panel, unit: Int, month: Month) throws(ArithmeticOverflow) -> Int128? {
    let forms = panel.months.formsInYear
    guard let series = try monthly(panel, unit, month), series.count > 2 * forms else { return nil }
    var state = try start(series, forms)
    for value in series.dropFirst(forms) { try state.take(value, self) }
    var landing = Int128(panel.column(month)[unit] ?? 0)
    guard month.remainingInYear > 0 else { return landing }
    landing = try landing.plus(state.sum(ahead: month.remainingInYear, damping: Int128(damping)).over(Self.fine))
    return landing
  }

  /// The months' own values, in 1/1024, of whole years without a gap and of this year so far.
  private func monthly(_ panel: Panel, _ unit: Int, _ month: Month) throws(ArithmeticOverflow) -> [Int128]? {
    guard var series = try year(panel, unit, until: month) else { return nil }
    var end = month.samePeriodLastYear.yearEnd
    while let before = try year(panel, unit, until: end) {
      series = before + series
      end = end.adding(-12)
    }
    return series
  }

  private func year(_ panel: Panel, _ unit: Int, until month: Month) throws(ArithmeticOverflow) -> [Int128]? {
    var (result, before): ([Int128], Int128) = ([], 0)
    let january = month.yearEnd.adding(-11)
    for step in 0..<month.month where panel.months.hasForm(january.adding(step)) {
      guard let value = panel.column(january.adding(step))[unit] else { return nil }
      result.append(try (Int128(value) - before).times(Self.fine))
      before = Int128(value)
    }
    return result
  }

  private func start(_ series: [Int128], _ forms: Int) throws(ArithmeticOverflow) -> State {
    let count = Int128(forms)
    let first = series.prefix(forms).reduce(0, +).over(count)
    let second = series.dropFirst(forms).prefix(forms).reduce(0, +).over(count)
    return State(
      level: first, trend: (second - first).over(count), seasons: series.prefix(forms).map { $0 - first }, next: 0)
  }

  private struct State {
    var level: Int128
    var trend: Int128
    var seasons: [Int128]
    var next: Int

    mutating func take(_ value: Int128, _ factors: HoltWinters) throws(ArithmeticOverflow) {
      let damped = try trend.times(Int128(factors.damping)).over(whole)
      let old = level
      level = try Self.mix(value - seasons[next], old + damped, factors.level)
      trend = try Self.mix(level - old, damped, factors.trend)
      seasons[next] = try Self.mix(value - level, seasons[next], factors.season)
      next = (next + 1) % seasons.count
    }

    /// The months to come, together.
    func sum(ahead months: Int, damping: Int128) throws(ArithmeticOverflow) -> Int128 {
      var (sum, step, drift): (Int128, Int128, Int128) = (0, trend, 0)
      for month in 0..<months {
        step = try step.times(damping).over(whole)
        drift = try drift.plus(step)
        sum = try sum.plus(level + drift + seasons[(next + month) % seasons.count])
      }
      return sum
    }

    private static func mix(_ new: Int128, _ old: Int128, _ weight: Int) throws(ArithmeticOverflow) -> Int128 {
      try new.times(Int128(weight)).plus(old.times(whole - Int128(weight))).over(whole)
    }
  }
}
