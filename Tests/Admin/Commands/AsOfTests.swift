import ArgumentParser
import Testing

@testable import Admin

@Suite("A past moment")
struct AsOfTests {
  @Test(
    "is a day, a time of RFC 3339 or a version",
    arguments: [
      ("2013-07-05", true), ("1.42", true), ("2013-07-05T17:30:00+08:00", true), ("2013-07-05t09:30:00.25z", true),
      ("2013-07-05T17:30:00", false), ("2013-07-05T24:00:00Z", false), ("2013-07-05T17:60:00Z", false),
      ("2013-02-30T17:30:00Z", false), ("2013-7-5T17:30:00Z", false), ("2013-07-05T17:30Z", false),
      ("2013-07-05T17:30:00.Z", false), ("2013-07-05T17:30:00+8:00", false), ("2013-07-05T+7:30:00Z", false),
      ("2013-07-05 17:30", false), ("1.", false), ("", false),
    ])
  func understood(_ text: String, _ isOne: Bool) {
    #expect((AsOfArgument(argument: text) != nil) == isOne)
  }

  @Test("is the same by whatever clock it is told")
  func clocks() throws {
    let moment = try #require(Moment(rfc3339: "2026-11-30T07:48:00Z"))
    #expect(moment.seconds == 1_796_024_880)
    #expect(moment.nanos == 0)
    #expect(Moment(rfc3339: "2026-11-30T15:48:00+08:00") == moment)
    #expect(Moment(rfc3339: "2026-11-29T22:18:00-09:30") == moment)
    #expect(Moment(rfc3339: "2026-11-30T07:48:00.0000015Z")?.nanos == 1_500)
    #expect(Moment(rfc3339: "1969-12-31T23:59:59Z")?.seconds == -1)
  }

  @Test(
    "is of a day in China",
    arguments: [
      ("2013-07-05", "2013-07-05"), ("2013-07-05T15:59:59Z", "2013-07-05"), ("2013-07-05T16:00:00Z", "2013-07-06"),
    ])
  func day(_ text: String, _ day: String) throws {
    #expect(try AsOfOption.parse(["--as-of", text]).day == day)
  }

  @Test("describes the evening of its own day where none is named: what is not due by then is not missing")
  func evening() throws {
    let past = try AsOfOption.parse(["--as-of", "2013-07-05"])
    #expect(past.evening(nil) == "2013-07-05" && past.evening(DayArgument(argument: "2013-07-01")) == "2013-07-01")
    let present = try AsOfOption.parse([])
    #expect(present.evening(nil) == present.day)
  }
}
