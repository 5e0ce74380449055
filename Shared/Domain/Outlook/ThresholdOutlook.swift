/// How likely a target of the kind "so many of these units above so much" (A2) is.
public struct ThresholdOutlook: Sendable, Hashable {
  /// The target.
  public var threshold: Threshold
  /// The probability of each unit to pass.
  public var chances: [ZoneKey: Computed<Ratio>]
  /// The probability that enough units pass.
  public var chance: Computed<Ratio>

  /// Judges it by the outlook of its indicator. A unit without a landing counts as one that will not pass.
  public init(_ threshold: Threshold, _ outlook: Outlook) throws(ArithmeticOverflow) {
    self.threshold = threshold
    chances = [:]
    var (passed, attempts): (Int, [Residuals.Attempt]) = (0, [])
    for zone in threshold.zones {
      guard let row = outlook.row(zone) else {
        chances[zone] = .undefined(.noValue)
        continue
      }
      chances[zone] = try outlook.chance(row, of: threshold.limit.ratio, threshold.comparison)
      let isOver = !threshold.comparison.isCeiling || outlook.month.remainingInYear == 0
      if isOver, let value = row.cumulative.value, threshold.comparison.holds(value, threshold.limit) {
        passed += 1
      } else if let attempt = row.attempt(threshold.limit.ratio, threshold.comparison) {
        attempts.append(attempt)
      }
    }
    let lacking = threshold.needed - passed
    if lacking <= 0 || outlook.month.remainingInYear == 0 {
      chance = .known(lacking <= 0 ? .one : .zero, sources: [])
    } else if outlook.residuals.isEnough {
      chance = .known(try outlook.residuals.chance(of: lacking, among: attempts), sources: [])
    } else {
      chance = .undefined(.shortHistory)
    }
  }
}
