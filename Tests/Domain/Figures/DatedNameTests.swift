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

  /// Two zones that had one name at different times, and an indicator that had another name until 2012.
  private static let vocabulary = SheetVocabulary(
    zones: [
      Zone(
        key: "a", history: [ZoneAttributes(nameChinese: "甲区")],
        datedAliases: [DatedName("新区", validTo: .of("2012-12-31")), DatedName("甲区", validTo: .of("2010-12-31"))]),
      Zone(
        key: "b", history: [ZoneAttributes(nameChinese: "乙区")],
        datedAliases: [DatedName("新区", validFrom: .of("2013-01-01")), DatedName("乙园", validFrom: .of("2013-03-01"))]),
    ],
    indicators: [
      Indicator(
        key: "investment", nameChinese: "投资", nameEnglish: "Investment",
        aliases: [DatedName("投资额", validTo: .of("2012-12-31"))])
    ])

  @Test(
    "is judged by the month of its row: two zones that had it at different times are told apart",
    arguments: [
      ("新区", "投资", "2012-12", "a"), ("新区", "投资", "2013-02", "b"), ("乙园", "投资", "2013-03", "b"),
      ("甲区", "投资额", "2012-12", "a"),  // A usual name holds at any time.
      ("乙园", "投资", "2013-02", "ZONE_NAME_NOT_IN_USE"), ("1.乙园", "投资", "2013-02", "ZONE_NAME_NOT_IN_USE"),
      ("甲区", "投资额", "2013-02", "INDICATOR_NAME_NOT_IN_USE"), ("丙园", "投资", "2013-02", "ZONE_UNKNOWN"),
    ])
  func rows(zone: String, indicator: String, month: String, outcome: String) {
    let rows = [["单位", "指标", "月份", "累计", "计量单位"], [zone, indicator, month, "1", "元"]]
    let long = FigureSheet(rows: rows, vocabulary: Self.vocabulary)
    let drawn = FigureSheet(drawn: [SheetGrid(name: "", rows: rows)], vocabulary: Self.vocabulary)
    for sheet in [long, drawn] {
      #expect(sheet.drafts.map(\.figure.key.zone.rawValue) + sheet.faults.map(\.reason.rawValue) == [outcome])
    }
  }

  @Test("in a heading is judged by the month of its column, in a title by the rows' months")
  func headings() {
    let months = [["单位：元"], ["单位", "2012年12月投资额", "2013年2月投资额"], ["甲区", "1", "2"]]
    let wide = FigureSheet(drawn: [SheetGrid(name: "", rows: months)], vocabulary: Self.vocabulary)
    #expect(wide.drafts.map(\.figure.key.month) == [.of("2012-12")])
    #expect(wide.faults.map(\.reason) == [.indicatorNameNotInUse])
    let title = [["新区投资额　单位：元"], ["月份", "累计"], ["2012年11月", "1"], ["2012年12月", "2"], ["2013年2月", "3"]]
    let zone = FigureSheet(drawn: [SheetGrid(name: "", rows: title)], vocabulary: Self.vocabulary)
    #expect(zone.drafts.isEmpty)  // Which of the two zones, a title over months of two years does not tell.
    let one = title.map { $0.map { $0.replacing("新区", with: "甲区") } }
    let own = FigureSheet(drawn: [SheetGrid(name: "", rows: one)], vocabulary: Self.vocabulary)
    #expect(own.drafts.map(\.figure.key.month) == [.of("2012-11"), .of("2012-12")])
    #expect(own.faults.map(\.reason) == [.indicatorNameNotInUse] && own.faults.map(\.row) == [5])
  }

  @Test("in a title over one month is judged by that month", arguments: [("2012年12月", "a"), ("2013年2月", "b")])
  func titles(month: String, zone: String) {
    let rows = [["\(month)新区主要指标　单位：元"], ["指标", "累计"], ["投资", "1"]]
    let sheet = FigureSheet(drawn: [SheetGrid(name: "", rows: rows)], vocabulary: Self.vocabulary)
    #expect(sheet.drafts.map(\.figure.key.zone.rawValue) == [zone] && sheet.faults.isEmpty)
  }
}
