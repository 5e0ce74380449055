/// A document number (发文字号): 开调通〔2013〕2号（演示）.
///
/// Hexagonal brackets, no 第, no leading zeros (GB/T 9704-2012). Numbers restart each year, the year of signing, so that
/// December's bulletin carries the next year. A void number is kept, never given again.
public struct DocumentNumber: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Code of the issuing office and series: 开调通.
  public var series: String
  /// The year of signing.
  public var year: Int
  /// The number in that year, from 1.
  public var number: Int
  /// Whether the document is a demonstration: it says so itself.
  public var isDemonstration: Bool

  /// `nil` for an empty series, or a year or number that is not positive.
  public init?(series: String, year: Int, number: Int, isDemonstration: Bool) {
    guard !series.isEmpty, (1...9999).contains(year), number >= 1 else { return nil }
    self.series = series
    self.year = year
    self.number = number
    self.isDemonstration = isDemonstration
  }

  /// The next number of a series on the day of signing, after the numbers given so far, void ones among them.
  public static func next(series: String, signedOn day: Day, isDemonstration: Bool, after given: [DocumentNumber])
    -> DocumentNumber?
  {
    let year = day.civil.year
    let taken = given.filter { $0.series == series && $0.year == year && $0.isDemonstration == isDemonstration }
    let number = (taken.map(\.number).max() ?? 0) + 1
    return DocumentNumber(series: series, year: year, number: number, isDemonstration: isDemonstration)
  }

  /// As printed.
  public var description: String { "\(series)〔\(year)〕\(number)号" + (isDemonstration ? "（演示）" : "") }

  /// Orders by series, year and number.
  public static func < (first: Self, second: Self) -> Bool {
    (first.series, first.year, first.number) < (second.series, second.year, second.number)
  }
}
