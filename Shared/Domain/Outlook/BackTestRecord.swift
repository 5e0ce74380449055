/// How the landing's method did in past years, each year judged by a method that was chosen without it.
public struct BackTestRecord: Sendable, Hashable {
  /// The years.
  public var years: [Int]
  /// How many landings of a unit in a month were held against what the year came to.
  public var count: Int
  /// The mean relative error.
  public var error: Ratio
  /// The same of the seasonal-naive method, on the same units and months.
  public var naiveError: Ratio

  /// The record and the residuals it was made of; `nil` without a past year that can be judged.
  ///
  /// With one past year only, the method was chosen on that year too.
  static func make(
    _ test: BackTest
  ) throws(ArithmeticOverflow) -> (record: BackTestRecord, vectors: [BackTest.Misses])? {
    var (vectors, naive): ([BackTest.Misses], [BackTest.Misses]) = ([], [])
    let years = test.years
    for one in test.past {
      let method = test.best(without: years.count == 1 ? nil : one.known.month.year)
      guard let plain = try test.misses(.seasonalNaive, one) else { continue }
      vectors.append(try test.misses(method, one) ?? plain)
      naive.append(plain)
    }
    let count = vectors.reduce(0) { $0 + $1.residuals.count }
    guard count > 0 else { return nil }
    let mean = { (misses: [BackTest.Misses]) throws(ArithmeticOverflow) -> Ratio in
      try Ratio(misses.reduce(0) { $0 + $1.error }, dividedBy: Int128(count) * BackTest.whole)
    }
    let record = BackTestRecord(years: years, count: count, error: try mean(vectors), naiveError: try mean(naive))
    return (record, vectors)
  }
}
