import Domain
import Testing

@Suite("Days and months")
struct DayTests {
  @Test("follow each other without gap", arguments: [1600, 1899, 1970, 2000, 2013, 2100])
  func succession(year: Int) throws {
    var day = try #require(Day(year: year, month: 1, day: 1))
    let end = try #require(Day(year: year + 1, month: 1, day: 1))
    var before = day.adding(days: -1)
    var count = 0
    while day < end {
      let civil = day.civil
      #expect(Day(year: civil.year, month: civil.month, day: civil.day) == day)
      #expect(Day(day.description) == day)
      #expect(day.weekday.rawValue == (before.weekday.rawValue + 1) % 7)
      (before, day, count) = (day, day.adding(days: 1), count + 1)
    }
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    #expect(count == (leap ? 366 : 365))
  }

  @Test("are printed as documents want them")
  func text() {
    let day = Day.of("2013-07-19")
    #expect(day.chineseText == "2013年7月19日")
    #expect(day.chineseShortText == "7月19日")
    #expect(day.weekday.chineseText == "星期五")
    #expect(Day.of("1970-01-01").number == 0)
    #expect(Day.of("２０１３年７月１９日") == day)
    #expect(Day.of("20130719") == day)
    #expect(Day.beginning.description == "0001-01-01")
  }

  @Test(
    "that the calendar has not are refused",
    arguments: [
      "2013-02-29", "2013-13-01", "2013-00-10", "2013-04-31", "13-07-19", "2013-07", "", "2013-7-19-1", "7/19/2013",
    ])
  func refused(text: String) {
    #expect(Day(text) == nil)
  }

  @Test(
    "months are read in every usual shape",
    arguments: [
      "2013-06", "2013/6", "2013.06", "201306", "2013年6月", "２０１３年６月份", "2013年1—6月份", "2013年1-6月", "2013年1至6月",
    ])
  func months(text: String) {
    #expect(Month(text) == .of("2013-06"))
  }

  @Test(
    "months that nobody can be sure of are refused",
    arguments: [
      "13-06", "2013-13", "2013-0", "06-2013", "2013年2—6月", "2013年", "20136", "6月", "2013-06-01", "",
    ])
  func unclear(text: String) {
    #expect(Month(text) == nil)
  }

  @Test("months know their neighbours")
  func arithmetic() {
    let month = Month.of("2013-12")
    #expect(month.adding(1).description == "2014-01")
    #expect(month.adding(-12) == month.samePeriodLastYear)
    #expect(month.lastDay.description == "2013-12-31")
    #expect(Month.of("2012-02").lastDay.description == "2012-02-29")
    #expect(Month.of("2013-06").yearEnd == month)
    #expect(month.remainingInYear == 0)
    #expect(month.index == 2013 * 12 + 11)
    #expect(Month.of("2013-06").cumulativeLabelWithYear == "2013年1—6月份")
    #expect(Month.of("2013-01").cumulativeLabel == "1月份")
    #expect(Day.of("2013-06-30").month == .of("2013-06"))
  }
}
