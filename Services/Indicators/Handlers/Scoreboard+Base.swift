import Chassis
import Domain
import Wire
import WireTupo

extension IndicatorsV1.Scoreboard {
  /// Tells growth from another base beside the judged one, by the rules of a series.
  mutating func tellGrowth(
    from base: GrowthBase, on board: Scoreboard, _ input: ScoreboardInput, _ rates: RateWriter
  ) throws(ArithmeticOverflow) {
    guard base != .samePeriod else { return }
    (growthBase, baseYear) = (base.wire, base.fixedYear ?? 0)
    guard input.indicator.months.hasForm(input.month) else { return }
    let growths = try board.growths(from: base, input)
    let known = growths.units.enumerated().compactMap { place, growth in growth.value.map { (place, $0) } }
    let ranks = Ranking.ranks(Dictionary(uniqueKeysWithValues: known), input.indicator.direction)
    total?.tell(growths.total, rates)
    for (place, growth) in zip(rows.indices, growths.units) {
      rows[place].tell(growth, rates)
      rows[place].rankFromBase = ranks[place].map { Int32(clamping: $0) }
    }
  }
}

extension IndicatorsV1.ScoreboardRow {
  fileprivate mutating func tell(_ growth: Computed<Ratio>, _ rates: RateWriter) {
    growthFromBase = rates.rate(growth)
    growthFromBaseAbsent = growth.reason.map(CommonV1.LocalizedText.init(_:))
  }
}
