/// How the growth of a figure follows from it and its base. One rule for rows, totals' members and earlier months.
struct GrowthRule {
  let input: ScoreboardInput
  private var scale: UnitScale { input.indicator.scale }

  /// The unit's figure, when the indicator applies.
  func figure(_ zone: ZoneKey, _ month: Month) -> Figure? {
    input.applies(zone) ? input.figures.figure(zone, input.indicator.key, month) : nil
  }

  func key(_ zone: ZoneKey, _ month: Month) -> FigureKey {
    FigureKey(zone: zone, indicator: input.indicator.key, month: month)
  }

  /// The same period of last year: the reported and the published value, and which of them is used.
  func samePeriod(_ zone: ZoneKey, _ month: Month) throws(ArithmeticOverflow) -> SamePeriod? {
    let reported = figure(zone, month)?.reportedBase
    let published = figure(zone, month.samePeriodLastYear)?.cumulative
    let first = input.basePreference == .reported ? reported : published
    guard let used = first ?? reported ?? published else { return nil }
    let origin: SamePeriod.Origin = first == nil ? (reported == nil ? .published : .reported) : input.basePreference
    return try samePeriod(used: used, origin: origin, reported: reported, published: published)
  }

  func samePeriod(
    used: Amount, origin: SamePeriod.Origin, reported: Amount?, published: Amount?
  ) throws(ArithmeticOverflow) -> SamePeriod {
    var difference: Ratio?
    if let reported, let published, published.units != 0 {
      let change = Ratio(reduced: Int128(reported.units) - Int128(published.units), 1)
      difference = try change.divided(by: published.ratio)
    }
    return SamePeriod(
      used: used, origin: origin, reported: reported, published: published, difference: difference,
      isAdjusted: (difference?.magnitude ?? .zero) > input.margins.baseDifference, isLow: false)
  }

  /// value / base - 1, at the prices of the two values.
  func nominal(_ zone: ZoneKey, _ month: Month) throws(ArithmeticOverflow) -> Computed<Ratio> {
    guard let value = figure(zone, month)?.cumulative else { return .undefined(.noValue) }
    guard input.indicator.kind != .ratio else { return .undefined(.notMeaningful) }
    guard let base = try samePeriod(zone, month) else { return .undefined(.noBase) }
    let source: SourceKey =
      base.origin == .reported
      ? .reportedBase(key(zone, month)) : .figure(key(zone, month.samePeriodLastYear))
    return try Self.nominal(value, over: base.used, scale, sources: [.figure(key(zone, month)), source])
  }

  static func nominal(
    _ value: Amount, over base: Amount, _ scale: UnitScale, sources: [SourceKey]
  ) throws(ArithmeticOverflow) -> Computed<Ratio> {
    guard base.units != 0 else { return .undefined(.zeroBase) }
    guard base.units > 0, let quotient = value.over(base) else { return .undefined(.negativeBase) }
    let growth = try quotient.subtracting(.one)
    let text = "\(scale.exactText(value)) ÷ \(scale.exactText(base)) − 1 = \(growth.percentText()) %"
    return .known(growth, text, sources: sources)
  }

  /// The rate that is judged: the bureau's real rate on comparable prices, else the computed one. A rate that came
  /// without a value or a base is legal and stands for itself.
  func judged(_ zone: ZoneKey, _ month: Month) throws(ArithmeticOverflow) -> Computed<Ratio> {
    let figure = figure(zone, month)
    let reported = figure?.reportedGrowth.map {
      Computed.known(Ratio(basisPoints: $0), "", sources: [.reportedGrowth(key(zone, month))])
    }
    if input.indicator.growthBasis == .comparable {
      return reported ?? .undefined(figure?.hasContent == true ? .noRealRate : .noValue)
    }
    let computed = try nominal(zone, month)
    guard computed.reason == .noValue || computed.reason == .noBase else { return computed }
    return reported ?? computed
  }

  /// Judged growth of all units that have one.
  func judged(month: Month) throws(ArithmeticOverflow) -> [ZoneKey: Ratio] {
    var result: [ZoneKey: Ratio] = [:]
    for zone in input.zones { result[zone] = try judged(zone, month).value }
    return result
  }
}
