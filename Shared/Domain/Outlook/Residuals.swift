/// What landings missed by in past years, as vectors: one for each month, with an entry for each unit.
///
/// A year that goes better than it looked goes better for many units at once. So a draw takes one vector and, for each
/// unit, one entry of that vector: what units share stays together. What follows from all such draws is computed as a
/// sum, where others would throw dice: it is the same at every run and has no error of simulation.
public struct Residuals: Sendable, Hashable {
  /// Fewer entries than this tell no interval and no probability: 样本不足.
  public static let fewest = 30
  /// Fewer vectors than this tell no interval for all units together.
  public static let fewestVectors = 10

  /// Actual over landing less one, in millionths; each vector from the least to the greatest.
  public let vectors: [[Int64]]
  /// The same of all units together, one for each vector.
  public let totals: [Int64]

  init(_ misses: [BackTest.Misses]) {
    vectors = misses.map { $0.residuals.sorted() }.filter { !$0.isEmpty }
    totals = misses.compactMap(\.total).sorted()
  }

  /// Whether there are enough to tell an interval or a probability.
  public var isEnough: Bool { vectors.reduce(0) { $0 + $1.count } >= Self.fewest }

  /// The interval that holds four years of five: from the tenth to the ninetieth part of the residuals, in millionths.
  static func interval(_ sorted: [Int64]) -> (low: Int64, high: Int64)? {
    guard let first = sorted.first, let last = sorted.last else { return nil }
    let (low, high) = ((sorted.count + 1) / 10, ((sorted.count + 1) * 9 + 9) / 10)
    return (low == 0 ? first : sorted[low - 1], high > sorted.count ? last : sorted[high - 1])
  }

  /// What a landing becomes with a residual: never less than what the year has reached already.
  static func apply(_ residual: Int64, to landing: Amount, reached: Amount) throws(ArithmeticOverflow) -> Int128 {
    let landing = Int128(landing.units)
    return max(Int128(reached.units), try landing.plus(landing.times(Int128(residual)).over(BackTest.whole)))
  }
}
