import Domain
import Testing

@Suite("A dated name")
struct DatedNameTests {
  @Test(
    "holds from its first day to its last, and in every month that has one of them",
    arguments: [
      ("2013-01-14", false, true), ("2013-01-15", true, true), ("2013-03-10", true, true),
      ("2013-03-11", false, true), ("2013-04-01", false, false), ("2012-12-31", false, false),
    ])
  func holds(day: String, onDay: Bool, inMonth: Bool) {
    let name = DatedName("兖州工业园", validFrom: .of("2013-01-15"), validTo: .of("2013-03-10"))
    #expect(name.holds(on: .of(day)) == onDay)
    #expect(name.holds(in: Day.of(day).month) == inMonth)
    #expect(DatedName("甲").holds(on: .of(day)))
  }

  @Test("parts what is said of a zone on the days on which it begins and ends")
  func parts() {
    let whole = ZoneAttributes(
      validFrom: .of("2012-01-01"), validTo: .of("2014-12-31"), nameChinese: "兖州工业园区", aliases: ["园区"])
    let parts = whole.parted(by: [
      DatedName("早", validTo: .of("2012-12-31")), DatedName("晚", validFrom: .of("2014-01-01")),
      DatedName("外", validFrom: .of("2015-01-01")),
    ])
    #expect(parts.map(\.validFrom) == [.of("2012-01-01"), .of("2013-01-01"), .of("2014-01-01")])
    #expect(parts.map(\.validTo) == [.of("2012-12-31"), .of("2013-12-31"), .of("2014-12-31")])
    #expect(parts.map(\.aliases) == [["园区", "早"], ["园区"], ["园区", "晚"]])
    #expect(whole.parted(by: []) == [whole])
  }

  @Test("tells two zones apart that had it at different times")
  func vocabulary() {
    let zones = [
      ("a", DatedName("新区", validTo: .of("2012-12-31"))), ("b", DatedName("新区", validFrom: .of("2013-01-01"))),
    ].map { key, name in
      Zone(key: ZoneKey(key), history: ZoneAttributes(nameChinese: key).parted(by: [name]))
    }
    let rows = [
      ["单位", "指标", "月份", "累计", "计量单位"], ["新区", "投资", "2012-12", "1", "元"], ["新区", "投资", "2013-01", "2", "元"],
    ]
    let sheet = FigureSheet(
      rows: rows, vocabulary: SheetVocabulary(zones: zones, indicators: [BoardTests.indicator]))
    #expect(sheet.drafts.map(\.figure.key.zone) == ["a", "b"])
  }
}
