/// A civil day of the Gregorian calendar, without time or zone.
public struct Day: Sendable, Hashable, Comparable {
  /// Days since 1970-01-01, negative before.
  public let number: Int32

  /// 1 January of year 1: since ever.
  public static let beginning = Day(unchecked: 1, 1, 1)
  /// 31 December of year 9999: after every deadline.
  public static let end = Day(unchecked: 9999, 12, 31)

  /// Takes a day number.
  public init(number: Int32) {
    self.number = number
  }

  /// `nil` for a day that the calendar has not (2013-02-29), or years outside 1...9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.length(year: year, month: month)
    else { return nil }
    self.init(unchecked: year, month, day)
  }

  /// Days from civil, in eras of 400 years that begin in March, so that the leap day is a year's last.
  init(unchecked year: Int, _ month: Int, _ day: Int) {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = Int32(truncatingIfNeeded: era * 146_097 + dayOfEra - 719_468)
  }

  private static func length(year: Int, month: Int) -> Int {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return switch month {
    case 2: leap ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Year, month and day.
  public var civil: (year: Int, month: Int, day: Int) {
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// The month that holds the day.
  public var month: Month { Month(index: Int32(civil.year * 12 + civil.month - 1)) }
  /// The day of the week.
  public var weekday: Weekday { Weekday(rawValue: ((Int(number) + 3) % 7 + 7) % 7) ?? .monday }
  /// The day `days` later, or earlier when negative.
  public func adding(days: Int) -> Day { Day(number: number &+ Int32(truncatingIfNeeded: days)) }
  /// Days from this day to another, negative when the other is earlier.
  public func days(to other: Day) -> Int { Int(other.number) - Int(number) }
  /// Orders by time.
  public static func < (first: Self, second: Self) -> Bool { first.number < second.number }
}

/// A day of the week, Monday first.
public enum Weekday: Int, Sendable, Hashable, CaseIterable {
  /// A day of the week.
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday

  /// Saturday or Sunday.
  public var isWeekend: Bool { rawValue >= Weekday.saturday.rawValue }
  /// "星期五".
  public var chineseText: String {
    "星期" + ["一", "二", "三", "四", "五", "六", "日"][rawValue]
  }
}
