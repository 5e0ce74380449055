import Domain

/// What a programme says about its documents.
struct Series: Sendable, Hashable {
  var programme: String
  var id: String
  /// The issuing office's code: 开调通.
  var code: String
  /// What stands after 号: （演示）.
  var suffix: String
  var issuer: String
  /// Whom documents go to, with the full-width colon at the end.
  var addressee: String
  /// Words under the title and on every page; empty for none.
  var banner: String
  /// Signing days. A programme's dates never come from the clock.
  var signings: [Month: Day]
  /// With {period} where the period stands.
  var titlePattern: String
  /// The opening clause, with its comma.
  var opening: String
  /// The last number given before this system, by year.
  var openingNumbers: [Int: Int]
  /// The version of its last change; empty before it is kept.
  var etag = ""
}

extension Series {
  /// Whether its documents say of themselves that they are a demonstration.
  var saysDemonstration: Bool { banner.contains("演示") }

  /// The number that follows `last`, the highest given in the year of signing; void numbers are never given again.
  func number(after last: Int, signedOn day: Day) -> DocumentNumber? {
    let year = day.month.year
    let next = max(last, openingNumbers[year] ?? 0) + 1
    return DocumentNumber(series: code, year: year, number: next, isDemonstration: false)
  }

  /// A number as this series prints it: 开调通〔2013〕2号（演示）.
  func text(of number: DocumentNumber) -> String { number.description + suffix }

  /// The title for a period: 关于2013年1—6月份全市开发区主要经济指标完成情况的通报.
  func title(for month: Month) -> String {
    guard let mark = titlePattern.firstRange(of: "{period}") else { return titlePattern }
    return titlePattern.replacingSubrange(mark, with: month.cumulativeLabelWithYear)
  }
}

extension String {
  func firstRange(of part: String) -> Range<String.Index>? {
    indices.lazy.compactMap { start in
      self[start...].hasPrefix(part) ? start..<self.index(start, offsetBy: part.count) : nil
    }.first
  }

  func replacingSubrange(_ range: Range<String.Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}
