import Domain

extension DayArgument {
  /// When the day begins in China, in seconds since 1970.
  var beginning: Int64? { TimeText.micros(text).map { $0 / 1_000_000 } }

  /// When it has ended.
  var end: Int64? { TimeText.micros("\(day.adding(days: 1))").map { $0 / 1_000_000 } }
}
