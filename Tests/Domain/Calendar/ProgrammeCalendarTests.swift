import Domain
import Foundation
import Testing

/// The State Council's days off as the programme of 2013 has them, up to the end of 2014.
@Suite("The calendar of the programme of 2013")
struct ProgrammeCalendarTests {
  private static func calendar() throws -> WorkingCalendar {
    let root = Fixtures.folder.resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
    let file = root.appending(path: "deploy/programmes/jining-2013/programme.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let parts = try #require(text.split(separator: "\ncalendar:").last).split(separator: "working_weekends:")
    try #require(parts.count == 2)
    let days = parts.map { part in part.split(separator: "'").compactMap { Day(String($0)) } }
    #expect(days.allSatisfy { Set($0).count == $0.count && $0 == $0.sorted() })
    return WorkingCalendar(holidays: Set(days[0]), workedWeekends: Set(days[1]))
  }

  @Test("has 250 days of work in each year", arguments: [2013, 2014])
  func workingDays(year: Int) throws {
    let before = try #require(Day(year: year - 1, month: 12, day: 31))
    let last = try #require(Day(year: year, month: 12, day: 31))
    #expect(try Self.calendar().workingDays(from: before, to: last) == 250)
  }

  @Test(
    "has every day off of 2014 and every weekend worked for it",
    arguments: [
      (first: "2014-01-01", last: "2014-01-01", worked: []),
      (first: "2014-01-31", last: "2014-02-06", worked: ["2014-01-26", "2014-02-08"]),
      (first: "2014-04-05", last: "2014-04-07", worked: []),
      (first: "2014-05-01", last: "2014-05-03", worked: ["2014-05-04"]),
      (first: "2014-05-31", last: "2014-06-02", worked: []), (first: "2014-09-06", last: "2014-09-08", worked: []),
      (first: "2014-10-01", last: "2014-10-07", worked: ["2014-09-28", "2014-10-11"]),
    ] as [(first: String, last: String, worked: [String])])
  func days(first: String, last: String, worked: [String]) throws {
    let calendar = try Self.calendar()
    var day = Day.of(first)
    while day <= .of(last) {
      #expect(!calendar.isWorking(day), "\(day)")
      day = day.adding(days: 1)
    }
    #expect(worked.allSatisfy { calendar.isWorking(.of($0)) })
  }
}
