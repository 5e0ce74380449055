/// Checks that need to know what was reported before.
public struct SubmissionRules: Sendable {
  /// The indicator.
  public var indicator: Indicator
  /// Margins of the programme.
  public var margins: Margins

  /// Creates the rules of an indicator.
  public init(indicator: Indicator, margins: Margins) {
    self.indicator = indicator
    self.margins = margins
  }

  /// Everything found in a figure against the figures before it. Throws only when a difference does not fit.
  public func findings(_ figure: Figure, known: FigureBook) throws(ArithmeticOverflow) -> [Finding] {
    try naming(zone: figure.key.zone, indicator: indicator.key) { () throws(ArithmeticOverflow) in
      var found: [Finding] = []
      if let finding = try base(figure, known) { found.append(finding) }
      found += lastMonth(figure, known)
      if let finding = try growth(figure) { found.append(finding) }
      if let value = figure.cumulative, value < .zero {
        found.append(finding(figure, .negative, "累计为负数：\(text(value))", "negative value: \(text(value))"))
      }
      if let before = known[figure.key], Self.saysTheSame(before, figure) {
        found.append(finding(figure, .sameAsBefore, "与此前报送内容一致", "the same as reported before"))
      }
      return found
    }
  }

  private func base(_ figure: Figure, _ known: FigureBook) throws(ArithmeticOverflow) -> Finding? {
    let last = figure.key.month.samePeriodLastYear
    guard let reported = figure.reportedBase,
      let published = known.cumulative(figure.key.zone, figure.key.indicator, last), published.units != 0
    else { return nil }
    let change = Ratio(reduced: Int128(reported.units) - Int128(published.units), 1)
    let difference = try change.divided(by: published.ratio.magnitude)
    guard difference.magnitude > margins.baseDifference else { return nil }
    let percent = difference.magnitude.percentText(apartFrom: margins.baseDifference)
    let word = difference.isNegative ? "调低" : "调高"
    return finding(
      figure, .baseAdjusted,
      "基数调整：上报同期数\(text(reported))，上年公布\(text(published))，\(word)\(percent)%",
      "base adjusted: reported \(text(reported)), published \(text(published)), \(difference.percentText())%",
      difference: difference)
  }

  private func lastMonth(_ figure: Figure, _ known: FigureBook) -> [Finding] {
    guard indicator.kind == .flow, let previous = indicator.months.previous(figure.key.month),
      let now = figure.cumulative,
      let before = known.cumulative(figure.key.zone, figure.key.indicator, previous)
    else { return [] }
    if now < before {
      return [
        finding(
          figure, .cumulativeFell, "累计低于上月：本月\(text(now))，上月\(text(before))，请说明是否核减",
          "below last month: \(text(now)) after \(text(before))")
      ]
    }
    guard now == before, now != .zero else { return [] }
    return [
      finding(
        figure, .unchangedSinceLastMonth, "累计与上月相同：\(text(now))", "the same as last month: \(text(now))")
    ]
  }

  /// Only where prices are current: a real rate is not expected to be value over base.
  private func growth(_ figure: Figure) throws(ArithmeticOverflow) -> Finding? {
    guard indicator.growthBasis == .nominal, let points = figure.reportedGrowth, let value = figure.cumulative,
      let base = figure.reportedBase, base > .zero, let quotient = value.over(base)
    else { return nil }
    let computed = try quotient.subtracting(.one)
    let difference = try Ratio(basisPoints: points).subtracting(computed)
    // A tenth of a point: what rounding to one decimal explains.
    guard difference.magnitude > Ratio(basisPoints: 10) else { return nil }
    let reported = Ratio(basisPoints: points).percentText(decimals: 2)
    return finding(
      figure, .growthDisagrees, "上报增速\(reported)%，按累计与同期计算为\(computed.percentText(decimals: 2))%",
      "reported growth \(reported)%, computed \(computed.percentText(decimals: 2))%", difference: difference)
  }

  private static func saysTheSame(_ before: Figure, _ now: Figure) -> Bool {
    before.cumulative == now.cumulative && before.reportedBase == now.reportedBase
      && before.reportedGrowth == now.reportedGrowth && before.note == now.note
  }

  private func text(_ amount: Amount) -> String {
    indicator.scale.exactText(amount) + indicator.scale.display.name
  }

  private func finding(
    _ figure: Figure, _ reason: Finding.Reason, _ chinese: String, _ english: String, difference: Ratio? = nil
  ) -> Finding {
    Finding(figure: figure.key, reason: reason, chinese: chinese, english: english, difference: difference)
  }
}
