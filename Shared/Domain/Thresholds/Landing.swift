/// The year-end landing by the seasonal-naive method: last year's remaining months times this year's growth so far.
public enum Landing {
  /// Landing of one unit, in smallest units, not rounded: value + (last year's total - last year's value) x growth.
  ///
  /// Last year's numbers are those published, so that both are of one vintage. In December it is the value itself.
  /// Flow indicators only: a stock is not extrapolated.
  public static func seasonalNaive(
    _ figures: FigureBook, zone: ZoneKey, indicator: Indicator, month: Month
  ) throws(ArithmeticOverflow) -> Computed<Ratio> {
    guard indicator.kind == .flow else { return .undefined(.notMeaningful) }
    guard let value = figures.cumulative(zone, indicator.key, month) else { return .undefined(.noValue) }
    let key = FigureKey(zone: zone, indicator: indicator.key, month: month)
    guard month.remainingInYear > 0 else {
      return .known(value.ratio, "", sources: [.figure(key)])
    }
    let last = month.samePeriodLastYear
    guard let base = figures.cumulative(zone, indicator.key, last) else { return .undefined(.noBase) }
    guard let annual = figures.cumulative(zone, indicator.key, last.yearEnd) else { return .undefined(.noPastYears) }
    guard base.units != 0 else { return .undefined(.zeroBase) }
    guard base.units > 0, let growth = value.over(base) else { return .undefined(.negativeBase) }
    let scale = indicator.scale
    let landing = try naming(zone: zone, indicator: indicator.key) { () throws(ArithmeticOverflow) in
      try value.ratio.adding(annual.subtracting(base).ratio.multiplied(by: growth))
    }
    let text =
      "\(scale.exactText(value)) + (\(scale.exactText(annual)) − \(scale.exactText(base))) × "
      + "\(scale.exactText(value)) ÷ \(scale.exactText(base)) = \(scale.text(landing)) \(scale.display.name)"
    return .known(
      landing, text,
      sources: [
        .figure(key), .figure(FigureKey(zone: zone, indicator: indicator.key, month: last)),
        .figure(FigureKey(zone: zone, indicator: indicator.key, month: last.yearEnd)),
      ])
  }
}
