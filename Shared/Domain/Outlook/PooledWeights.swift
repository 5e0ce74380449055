/// How a landing weighs three views of the months to come, in quarters that add up to four.
///
/// The unit's own growth is what it is early in the year: noise for small units. All units' growth and the usual share
/// of the year are steadier and less its own. The back-test says how far to shrink from the first to the others.
public struct PooledWeights: Sendable, Hashable {
  /// Quarters for the unit's own growth.
  public let own: Int
  /// Quarters for all units' growth.
  public let growth: Int
  /// Quarters for the usual share of the year.
  public let share: Int

  static let own = PooledWeights(own: 4, growth: 0, share: 0)
  /// All weights in quarters, those nearest to the unit's own pace first.
  static let grid: [PooledWeights] = stride(from: 3, through: 0, by: -1).flatMap { own in
    stride(from: 4 - own, through: 0, by: -1).map { PooledWeights(own: own, growth: $0, share: 4 - own - $0) }
  }

  /// The landing in smallest units; `nil` where a view that has a weight is not defined.
  func landing(_ unit: LandingCase.Unit) throws(ArithmeticOverflow) -> Int128? {
    var rest: Int128 = 0
    for (weight, view) in [(own, unit.views.own), (growth, unit.views.growth), (share, unit.views.share)]
    where weight > 0 {
      guard let view else { return nil }
      rest = try rest.plus(view.times(Int128(weight)))
    }
    return try unit.value.plus(rest.over(4))
  }
}
