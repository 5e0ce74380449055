/// Which days are worked: Monday to Friday, changed by the State Council's yearly notice.
///
/// Holidays and moved working days are data. One step function serves adding and counting, so they agree.
public struct WorkingCalendar: Sendable, Hashable {
  /// Days off that would be worked.
  public var holidays: Set<Day>
  /// Weekend days that are worked in exchange (调休).
  public var workedWeekends: Set<Day>

  /// Creates a calendar; without data it knows weekends only. A day in both sets is a day off.
  public init(holidays: Set<Day> = [], workedWeekends: Set<Day> = []) {
    self.holidays = holidays
    self.workedWeekends = workedWeekends
  }

  /// Whether the day is worked.
  public func isWorking(_ day: Day) -> Bool {
    if holidays.contains(day) { return false }
    return !day.weekday.isWeekend || workedWeekends.contains(day)
  }

  /// The first worked day at or after the day.
  public func onOrAfter(_ day: Day) -> Day {
    isWorking(day) ? day : next(after: day, step: 1)
  }

  /// The `count`-th worked day after the day; before it when negative; the day itself for 0.
  ///
  /// The limit of ten thousand days either way bounds the loop.
  public func adding(_ count: Int, to day: Day) -> Day {
    var result = day
    let steps = min(count.magnitude, 10_000)
    for _ in 0..<steps { result = next(after: result, step: count < 0 ? -1 : 1) }
    return result
  }

  /// Worked days after `start` up to and including `end`; negative, after `end` to `start` excluded, when `end` is
  /// earlier. So `workingDays(from: d, to: adding(n, to: d))` is n.
  public func workingDays(from start: Day, to end: Day) -> Int {
    if end < start {
      return -days(end.number..<start.number).count(where: isWorking)
    }
    return days(start.number + 1..<end.number + 1).count(where: isWorking)
  }

  private func days(_ range: Range<Int32>) -> some Sequence<Day> { range.lazy.map(Day.init(number:)) }

  /// Terminates because holidays are finitely many: beyond them every Monday is worked.
  private func next(after day: Day, step: Int) -> Day {
    var result = day.adding(days: step)
    while !isWorking(result) { result = result.adding(days: step) }
    return result
  }
}
