import Chassis
import Domain
import Wire
import WireTupo

extension IndicatorsV1.Scoreboard {
  /// Tells growth from another base beside the judged one, by the rules of a series.
  mutating func tellGrowth(
    from base: GrowthBase, _ analysis: Analysis, _ record: IndicatorRecord
  ) throws(ArithmeticOverflow) {
    guard base != .samePeriod else { return }
    (growthBase, baseYear) = (base.wire, base.fixedYear ?? 0)
    let input = analysis.input(record)
    let series = try TimeSeries(input, months: input.month...input.month, base: base, byUnit: true)
    guard let all = series.points.first else { return }  // The indicator has no such month.
    let growths = Dictionary(uniqueKeysWithValues: zip(input.zones, series.units.compactMap(\.first?.growth)))
    let ranks = Ranking.ranks(growths.compactMapValues(\.value))
    total?.tell(all.growth, analysis.rates)
    for index in rows.indices {
      guard let zone = ResourcePattern.zone.match(rows[index].zone)?.last.map({ ZoneKey($0) }),
        let growth = growths[zone]
      else { continue }
      rows[index].tell(growth, analysis.rates)
      rows[index].rankFromBase = ranks[zone].map { Int32(clamping: $0) }
    }
  }
}

extension IndicatorsV1.ScoreboardRow {
  fileprivate mutating func tell(_ growth: Computed<Ratio>, _ rates: RateWriter) {
    growthFromBase = rates.rate(growth)
    growthFromBaseAbsent = growth.reason.map(CommonV1.LocalizedText.init(_:))
  }
}
