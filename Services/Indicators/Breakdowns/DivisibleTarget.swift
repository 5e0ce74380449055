import Chassis
import Domain
import Storage

/// A target as it is divided: by which months, and into which value.
struct DivisibleTarget: Sendable {
  let record: TargetRecord
  let indicator: IndicatorRecord
  let zone: ZoneRecord
  /// Nil: growth over a base that is missing or not above zero.
  let annual: Amount?

  /// Throws NOT_FOUND for a target that there is not, NOT_DIVISIBLE for one whose values do not add up over months.
  init(_ key: TargetKey, in transaction: some Transaction) throws {
    guard let record = try TargetStore.find(key.values, in: transaction),
      let indicator = try IndicatorStore.find(key.programme, key.indicator, in: transaction),
      let zone = try ZoneStore.find(key.programme, key.zone, in: transaction)
    else { throw Failure.notFound(key.name) }
    guard indicator.kind == .flow else { throw Failure(BreakdownRefusal.notDivisible, of: key.name) }
    (self.record, self.indicator, self.zone) = (record, indicator, zone)
    annual = try Self.annual(record.target, key, in: transaction)
  }

  /// The value of a breakdown's target now; nil where there is none.
  static func annual(of key: TargetKey, in transaction: some Transaction) throws -> Amount? {
    try TargetStore.find(key.values, in: transaction).flatMap { try annual($0.target, key, in: transaction) }
  }

  private static func annual(
    _ target: Target, _ key: TargetKey, in transaction: some Transaction
  ) throws -> Amount? {
    let figure = FigureKey(zone: ZoneKey(key.zone), indicator: IndicatorKey(key.indicator), month: key.base)
    let total = try FigureStore.find(key.programme, figure, in: transaction)?.figure.cumulative
    return try target.annualValue(lastYear: total)
  }

  /// The value that is divided. Throws NOT_DIVISIBLE without one.
  func value(of key: TargetKey) throws(Failure) -> Amount {
    guard let annual else { throw Failure(BreakdownRefusal.noAnnualValue, of: key.breakdownName) }
    return annual
  }

  /// The indicator's months of the year.
  var months: [Month] { indicator.months.months(of: record.target.year) }

  /// Weights of months by a method; the given ones where it is custom.
  func weights(
    _ method: SpreadMethod, custom: [Int64], of key: TargetKey, after kept: Month?, in transaction: some Transaction
  ) throws -> [Int64] {
    if method == .custom { return custom }
    let weights =
      switch method {
      case .equal, .custom: SpreadWeights.equal(months)
      case .lastYear: try SpreadWeights.lastYear(months, history(key, years: 1, in: transaction))
      case .usualSeason:
        try SpreadWeights.usualSeason(months, history(key, years: SpreadWeights.yearsLimit, in: transaction))
      }
    return zip(months, weights).filter { month, _ in kept.map { month > $0 } ?? true }.map(\.1)
  }

  private func history(
    _ key: TargetKey, years: Int, in transaction: some Transaction
  ) throws -> (Month) -> Amount? {
    let filter = FigureStore.Filter(
      zone: key.zone, indicator: key.indicator, from: key.base.adding(1 - 12 * years), to: key.base)
    let figures = FigureBook(try FigureStore.list(key.programme, filter, in: transaction).map(\.figure))
    return { figures.cumulative(ZoneKey(key.zone), IndicatorKey(key.indicator), $0) }
  }
}
