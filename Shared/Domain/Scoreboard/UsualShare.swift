/// The mean share of the year that a unit, or several together, had reached by a month in past years.
struct UsualShare {
  let input: ScoreboardInput
  let zones: [ZoneKey]

  /// The mean of the past years that have both values for every unit.
  ///
  /// One year's share is exact. Of several years each share is kept to twelve decimals: the exact sum of unlike
  /// fractions would soon pass 128 bits, and no verdict hangs on the thirteenth.
  func compute() throws(ArithmeticOverflow) -> (share: Computed<Ratio>, years: Int) {
    guard input.indicator.kind == .flow else { return (.undefined(.notMeaningful), 0) }
    var shares: [(year: Int, share: Ratio, text: String)] = []
    var sources: [SourceKey] = []
    for back in 1...max(1, input.usualYearsLimit) {
      guard let (share, text, used) = try share(input.month.adding(-12 * back)) else { continue }
      shares.append((input.month.year - back, share, text))
      sources += used
    }
    guard !shares.isEmpty else { return (.undefined(.noPastYears), 0) }
    let mean = try mean(shares.map(\.share))
    return (.known(mean, arithmetic(shares, mean), sources: sources), shares.count)
  }

  private func mean(_ shares: [Ratio]) throws(ArithmeticOverflow) -> Ratio {
    guard shares.count > 1, let part = Ratio(1, over: Int64(shares.count)) else { return shares.first ?? .zero }
    var sum = Ratio.zero
    for share in shares { sum = try sum.adding(share.rounded(decimals: 12)) }
    return try sum.multiplied(by: part)
  }

  private func arithmetic(_ shares: [(year: Int, share: Ratio, text: String)], _ mean: Ratio) -> String {
    if shares.count == 1 { return shares[0].text }
    let result = mean.percentText()
    let places = PrintedDecimals.ofPercent(shares.map(\.share)) { try self.mean($0).percentText() == result }
    let parts = shares.map { "\($0.share.percentText(decimals: places)) %（\($0.year)年）" }.joined(separator: " + ")
    return "(\(parts)) ÷ \(shares.count) = \(result) %"
  }

  private func share(
    _ month: Month
  ) throws(ArithmeticOverflow) -> (share: Ratio, text: String, sources: [SourceKey])? {
    var (value, annual): ([Amount], [Amount]) = ([], [])
    var sources: [SourceKey] = []
    for zone in zones {
      guard let part = input.figures.cumulative(zone, input.indicator.key, month),
        let whole = input.figures.cumulative(zone, input.indicator.key, month.yearEnd)
      else { return nil }
      value.append(part)
      annual.append(whole)
      for month in [month, month.yearEnd] {
        sources.append(.figure(FigureKey(zone: zone, indicator: input.indicator.key, month: month)))
      }
    }
    let (part, whole) = (try Amount.sum(value), try Amount.sum(annual))
    guard whole.units > 0, let share = part.over(whole) else { return nil }
    let scale = input.indicator.scale
    let text = "\(scale.exactText(part)) ÷ \(scale.exactText(whole)) = \(share.percentText()) %（\(month.year)年）"
    return (share, text, sources)
  }
}
