import Domain
import TestRandom
import Testing

@Suite("Working days")
struct WorkingCalendarTests {
  /// The Dragon Boat holiday of 2013, 10 to 12 June, with Saturday and Sunday 8 and 9 June worked.
  static let june2013 = WorkingCalendar(
    holidays: [.of("2013-06-10"), .of("2013-06-11"), .of("2013-06-12")],
    workedWeekends: [.of("2013-06-08"), .of("2013-06-09")])

  @Test("leave holidays out and take moved days in")
  func holiday() {
    let calendar = Self.june2013
    #expect(calendar.isWorking(.of("2013-06-08")))
    #expect(!calendar.isWorking(.of("2013-06-10")))
    #expect(calendar.adding(1, to: .of("2013-06-07")) == .of("2013-06-08"))
    #expect(calendar.adding(3, to: .of("2013-06-07")) == .of("2013-06-13"))
    #expect(calendar.onOrAfter(.of("2013-06-10")) == .of("2013-06-13"))
    #expect(calendar.workingDays(from: .of("2013-06-07"), to: .of("2013-06-14")) == 4)
    #expect(calendar.adding(0, to: .of("2013-06-10")) == .of("2013-06-10"))
  }

  @Test("added are the days counted, and counted back", arguments: 0..<200)
  func inverse(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let start = Day.of("2013-01-01").adding(days: random.int(0...364))
    let days = (0..<60).map { _ in Day.of("2012-12-01").adding(days: random.int(0...500)) }
    let calendar = WorkingCalendar(holidays: Set(days.prefix(40)), workedWeekends: Set(days.suffix(20)))
    let count = random.int(-80...80)
    let end = calendar.adding(count, to: start)
    #expect(calendar.workingDays(from: start, to: end) == count)
    #expect(calendar.isWorking(end) || count == 0)
    #expect(calendar.isWorking(start) ? calendar.adding(-count, to: end) == start : true)
  }
}

@Suite("Reporting calendars")
struct ReportingCalendarTests {
  static let calendar = ReportingCalendar(
    months: .januaryWithFebruary, rule: .dayOfNextMonth(8, movesToWorkingDay: true),
    explicit: [.of("2013-06"): .of("2013-07-10")], working: WorkingCalendarTests.june2013)

  @Test(
    "know what is due, and when",
    arguments: [
      (month: "2013-01", deadline: nil),  // No form of its own.
      (month: "2013-02", deadline: "2013-03-08"),
      (month: "2013-05", deadline: "2013-06-08"),  // A Saturday that was worked.
      (month: "2013-06", deadline: "2013-07-10"),  // Announced.
      (month: "2013-08", deadline: "2013-09-09"),  // The 8th is a Sunday.
      (month: "2013-12", deadline: "2014-01-08"),
    ] as [(month: String, deadline: String?)])
  func deadlines(month: String, deadline: String?) {
    #expect(Self.calendar.deadline(for: .of(month)) == deadline.map(Day.of))
  }

  @Test("a deadline passes at the end of its day")
  func due() {
    let june = Month.of("2013-06")
    #expect(!Self.calendar.isDue(june, on: .of("2013-07-10")))
    #expect(Self.calendar.isDue(june, on: .of("2013-07-11")))
    #expect(!Self.calendar.isDue(.of("2013-01"), on: .of("2013-12-31")))
    #expect(Self.calendar.workingDaysLate(june, receivedOn: .of("2013-07-10")) == nil)
    #expect(Self.calendar.workingDaysLate(june, receivedOn: .of("2013-07-15")) == 3)
    #expect(Self.calendar.workingDaysLate(june, receivedOn: .of("2013-07-13")) == 2)
  }

  @Test("count worked days, and know months without a date")
  func rules() {
    let worked = ReportingCalendar(months: .everyMonth, rule: .workingDayOfNextMonth(3))
    #expect(worked.deadline(for: .of("2013-05")) == .of("2013-06-05"))
    let silent = ReportingCalendar(months: .everyMonth, rule: .explicitOnly)
    #expect(silent.deadline(for: .of("2013-05")) == nil)
    #expect(silent.isDue(.of("2013-05"), on: .of("2013-06-01")))
    let last = ReportingCalendar(months: .everyMonth, rule: .dayOfNextMonth(31, movesToWorkingDay: false))
    #expect(last.deadline(for: .of("2013-01")) == .of("2013-02-28"))
    #expect(MonthRule.everyMonth.formsInYear == 12 && MonthRule.januaryWithFebruary.formsInYear == 11)
  }

  @Test("seven states, seven words")
  func states() {
    #expect(Set(CellState.allCases.map(\.chineseText)).count == 7)
    #expect(CellState.allCases.count == 7)
  }

  @Test(
    "a figure's state follows from figure, calendar and day",
    arguments: [
      (units: nil, received: nil, day: "2013-07-10", expected: CellState.notDue),
      (units: nil, received: nil, day: "2013-07-11", expected: .missing),
      (units: 5, received: "2013-07-10", day: "2013-07-19", expected: .received),
      (units: 0, received: "2013-07-10", day: "2013-07-19", expected: .zero),
      (units: 5, received: "2013-07-12", day: "2013-07-19", expected: .late),
      (units: 0, received: "2013-07-12", day: "2013-07-19", expected: .late),
      (units: 5, received: "2013-07-12", day: "2013-07-11", expected: .missing),  // On that evening it had not come.
      (units: 5, received: nil, day: "2013-07-19", expected: .received),
    ] as [(units: Int64?, received: String?, day: String, expected: CellState)])
  func state(units: Int64?, received: String?, day: String, expected: CellState) {
    let june = Month.of("2013-06")
    let figure = Figure(
      key: FigureKey(zone: "z", indicator: "i", month: june), cumulative: units.map(Amount.init),
      receivedOn: received.map(Day.of))
    let state = FigureStates.state(of: figure, month: june, calendar: Self.calendar, asOf: .of(day))
    #expect(state.state == expected)
    #expect((state.workingDaysLate != nil) == (expected == .late))
    let other = FigureStates.state(
      of: figure, month: june, calendar: Self.calendar, asOf: .of(day), applies: false)
    #expect(other.state == .notApplicable)
  }
}
