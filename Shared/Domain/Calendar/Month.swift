/// A calendar month, the period of every figure.
public struct Month: Sendable, Hashable, Comparable {
  /// year x 12 + month - 1, as it is stored.
  public let index: Int32

  /// Takes a stored index.
  public init(index: Int32) {
    self.index = index
  }

  /// `nil` outside January of year 1 to December of year 9999.
  public init?(year: Int, month: Int) {
    guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
    index = Int32(year * 12 + month - 1)
  }

  /// The year.
  public var year: Int { Int(index) / 12 }
  /// 1 to 12.
  public var month: Int { Int(index) % 12 + 1 }
  /// Months left in the year, 0 to 11.
  public var remainingInYear: Int { 12 - month }

  /// The month `count` later, or earlier when negative.
  public func adding(_ count: Int) -> Month { Month(index: index &+ Int32(truncatingIfNeeded: count)) }
  /// The same month one year earlier.
  public var samePeriodLastYear: Month { adding(-12) }
  /// December of the same year.
  public var yearEnd: Month { Month(index: index - Int32(month) + 12) }
  /// The first day.
  public var firstDay: Day { Day(unchecked: year, month, 1) }
  /// The last day.
  public var lastDay: Day { adding(1).firstDay.adding(days: -1) }
  /// The share of the year that has passed by the end of the month: m / 12 (序时进度).
  public var linearShare: Ratio { Ratio(Int64(month), over: 12) ?? .zero }

  /// Orders by time.
  public static func < (first: Self, second: Self) -> Bool { first.index < second.index }
}

extension Month: CustomStringConvertible {
  /// ISO 8601: "2013-06".
  public var description: String { year.padded(4) + "-" + month.padded(2) }

  /// "2013年6月".
  public var chineseText: String { "\(year)年\(month)月" }
  /// The cumulative period: "1—6月份", and "1月份" for January.
  public var cumulativeLabel: String { month == 1 ? "1月份" : "1—\(month)月份" }
  /// The cumulative period with its year: "2013年1—6月份".
  public var cumulativeLabelWithYear: String { "\(year)年" + cumulativeLabel }
}

extension Int {
  /// Decimal digits with leading zeros.
  func padded(_ width: Int) -> String {
    let digits = String(self)
    return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
  }
}
