extension ScoreRow {
  /// The unit's contribution as a share of the growth of the total (贡献率); undefined where the total stands still.
  public func share(of total: ScoreRow) throws(ArithmeticOverflow) -> Computed<Ratio> {
    guard case .known(let contribution) = contribution, let growth = total.growth.value else {
      return .undefined(contribution.reason ?? total.growth.reason ?? .noBase)
    }
    guard !growth.isZero else { return .undefined(.notMeaningful) }
    let share = try contribution.value.divided(by: growth)
    let text =
      "\(contribution.value.percentText(decimals: 2)) ÷ \(growth.percentText(decimals: 2)) = \(share.percentText()) %"
    return .known(share, text, sources: contribution.sources)
  }
}
