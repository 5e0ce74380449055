/// Where a number lies among others, by median and median absolute deviation (MAD): outliers among them do not hide it.
///
/// After Iglewicz and Hoaglin (1993): 0.6745 × (x − median) / MAD. Whole numbers in, so nothing is rounded on the way.
public struct RobustScore: Sendable, Hashable {
  /// Twice the median: whole, also for an even number of items.
  private let doubleMedian: Int128
  /// Four times the MAD.
  private let quadrupleMAD: Int128

  /// `nil` without numbers.
  public init?(_ sample: [Int64]) {
    guard let median = Self.doubleMedian(sample.map { Int128($0) }) else { return nil }
    doubleMedian = median
    guard let deviation = Self.doubleMedian(sample.map { Int128((2 * Int128($0) - median).magnitude) }) else {
      return nil
    }
    quadrupleMAD = deviation
  }

  /// The median, exact.
  public var median: Ratio { half(of: doubleMedian) }

  /// Whether the score of `number` is beyond `limit`, either way, and the number at least `least` from the median.
  /// Where more than half of the sample is one and the same number, any number that is so far from it is beyond.
  public func isBeyond(_ number: Int64, limit: Ratio, least: Int64) throws(ArithmeticOverflow) -> Bool {
    let distance = Int128((2 * Int128(number) - doubleMedian).magnitude)
    guard distance > 0, distance >= 2 * Int128(least) else { return false }
    // 0.6745 × distance / 2 > limit × MAD / 4, in whole numbers.
    let left = try Int128(6_745 * 2).times(distance).times(limit.denominator)
    return try left > Int128(10_000).times(quadrupleMAD).times(limit.numerator)
  }

  private func half(of double: Int128) -> Ratio {
    Ratio(reduced: double % 2 == 0 ? double / 2 : double, double % 2 == 0 ? 1 : 2)
  }

  /// The sum of the two numbers in the middle.
  private static func doubleMedian(_ numbers: [Int128]) -> Int128? {
    guard !numbers.isEmpty else { return nil }
    let sorted = numbers.sorted()
    return sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]
  }
}
