extension ScoreRow {
  /// The unit's contribution as a share of the growth of the total (贡献率); undefined where the total stands still.
  public func share(of total: ScoreRow) throws(ArithmeticOverflow) -> Computed<Ratio> {
    guard case .known(let contribution) = contribution, let growth = total.growth.value else {
      return .undefined(contribution.reason ?? total.growth.reason ?? .noBase)
    }
    guard !growth.isZero else { return .undefined(.notMeaningful) }
    let share = try contribution.value.divided(by: growth)
    let result = share.percentText()
    let places = PrintedDecimals.ofPercent(contribution.value, growth, from: 2) {
      try !$0[1].isZero && $0[0].divided(by: $0[1]).percentText() == result
    }
    let text =
      "\(contribution.value.percentText(decimals: places)) ÷ \(growth.percentText(decimals: places)) = \(result) %"
    return .known(share, text, sources: contribution.sources)
  }
}
