import Domain
import Testing

@Suite("Figure sheets")
struct SheetTests {
  static let zones = [
    Zone(
      key: "yanzhou",
      history: [
        ZoneAttributes(nameChinese: "兖州工业园区", nameEnglish: "Yanzhou Industrial Park", aliases: ["兖州工业园"])
      ]),
    Zone(key: "north", history: [ZoneAttributes(nameChinese: "甲开发区", shortName: "开发区")]),
    Zone(key: "south", history: [ZoneAttributes(nameChinese: "乙开发区", shortName: "开发区")]),
  ]
  static let vocabulary = SheetVocabulary(
    zones: zones, indicators: [Indicator(key: "revenue", nameChinese: "财政收入", nameEnglish: "Fiscal revenue")])
  static let headings = [
    "zone", "indicator", "month", "unit", "cumulative", "base", "growth_percent", "received", "note",
  ]

  static func sheet(_ rows: [[String]]) -> FigureSheet {
    FigureSheet(rows: [headings] + rows, vocabulary: vocabulary)
  }

  @Test("are read by English names too, and by dated aliases")
  func english() throws {
    let sheet = Self.sheet([
      ["Yanzhou Industrial Park", "fiscal revenue", "2013-06", "yuan", "1,000", "900", "11.11", "2013-07-08", "ok"],
      ["兖州工业园", "revenue", "2013-05", "万元", "", "", "-3.1%", "", ""],
    ])
    #expect(sheet.faults == [])
    let figure = try #require(sheet.drafts.first?.figure)
    #expect(figure.key == FigureKey(zone: "yanzhou", indicator: "revenue", month: .of("2013-06")))
    #expect(figure.cumulative == Amount(1000) && figure.reportedBase == Amount(900))
    #expect(figure.reportedGrowth == 1111 && figure.receivedOn == .of("2013-07-08") && figure.note == "ok")
    // A rate without a value is legal, and its blank value is missing.
    #expect(sheet.drafts[1].figure.cumulative == nil && sheet.drafts[1].figure.reportedGrowth == -310)
  }

  @Test(
    "tell each fault by row, column and code",
    arguments: [
      (cells: ["开发区", "revenue", "2013-06", "元", "1"], column: 1, reason: SheetFault.Reason.zoneAmbiguous),
      (cells: ["", "revenue", "2013-06", "元", "1"], column: 1, reason: .cellBlank),
      (cells: ["yanzhou", "税收", "2013-06", "元", "1"], column: 2, reason: .indicatorUnknown),
      (cells: ["yanzhou", "revenue", "六月", "元", "1"], column: 3, reason: .monthUnreadable),
      (cells: ["yanzhou", "revenue", "2013-06", "", "1"], column: 4, reason: .cellBlank),
      (cells: ["yanzhou", "revenue", "2013-06", "家", "1"], column: 4, reason: .unitUnknown),
      (cells: ["yanzhou", "revenue", "2013-06", "元", "0.5"], column: 5, reason: .tooPrecise),
      (cells: ["yanzhou", "revenue", "2013-06", "亿元", "999999999999"], column: 5, reason: .numberTooLarge),
      (cells: ["yanzhou", "revenue", "2013-06", "元", "abc"], column: 5, reason: .numberUnreadable),
      (cells: ["yanzhou", "revenue", "2013-06", "元", "1", "1", "1.234"], column: 7, reason: .tooPrecise),
      (cells: ["yanzhou", "revenue", "2013-06", "元", ""], column: 5, reason: .nothingReported),
      (cells: ["yanzhou", "revenue", "2013-06", "元", "1", "", "", "2013-02-30"], column: 8, reason: .dayUnreadable),
      (cells: ["yanzhou", "revenue", "2013-06", "元", "1", "", "", "", "", "x"], column: 0, reason: .tooManyCells),
    ])
  func fault(cells: [String], column: Int, reason: SheetFault.Reason) throws {
    let sheet = Self.sheet([cells])
    let fault = try #require(sheet.faults.first)
    #expect(sheet.faults.count == 1)
    #expect(fault.row == 2 && fault.column == column && fault.reason == reason)
    #expect(!fault.chinese.isEmpty && !fault.english.isEmpty)
    #expect(sheet.drafts.isEmpty && !sheet.isAcceptable)
  }

  @Test("lose what binary arithmetic leaves behind the last digit")
  func noise() {
    let sheet = Self.sheet([["yanzhou", "revenue", "2013-06", "亿元", "73.8947000000007", "", "33.0999999999996"]])
    #expect(sheet.faults == [])
    #expect(sheet.drafts.map(\.figure.cumulative) == [Amount(7_389_470_000)])
    #expect(sheet.drafts.map(\.figure.reportedGrowth) == [3310])
  }

  @Test("tell the nearest value that a unit has")
  func nearest() {
    let sheet = Self.sheet([["yanzhou", "revenue", "2013-06", "亿元", "0.123456789", "", "33.0049"]])
    #expect(sheet.faults.map(\.reason) == [.tooPrecise, .tooPrecise])
    #expect(sheet.faults.map(\.hint) == ["请改为0.12345679亿元", "请改为33"])
    #expect(sheet.faults.allSatisfy { $0.english.contains("; the nearest is ") })
  }

  @Test("tell a hundred faults at once")
  func all() {
    let sheet = Self.sheet((0..<50).map { _ in ["nobody", "revenue", "2013-06", "元", "x"] })
    #expect(sheet.faults.count == 100)
  }

  @Test("are the same read whole or as a stream")
  func stream() {
    let rows = [["yanzhou", "revenue", "2013-06", "元", "1"], [], ["yanzhou", "revenue", "2013-06", "元", "2"]]
    let whole = Self.sheet(rows)
    var stream = FigureSheet(headings: Self.headings, row: 1, vocabulary: Self.vocabulary)
    for (index, row) in rows.enumerated() { stream.add(row: index + 2, cells: row) }
    stream.finish()
    #expect(whole.faults == stream.faults && whole.drafts == stream.drafts)
    #expect(whole.faults.map(\.reason) == [.duplicate])
    #expect(whole.faults.first?.row == 4)
  }

  @Test("without content say so")
  func empty() {
    #expect(FigureSheet(rows: [], vocabulary: Self.vocabulary).faults.map(\.reason) == [.emptySheet])
    #expect(FigureSheet(rows: [["", " "]], vocabulary: Self.vocabulary).faults.map(\.reason) == [.emptySheet])
    #expect(Self.sheet([]).faults.map(\.reason) == [.emptySheet])
    #expect(
      FigureSheet(rows: [["zone"], ["x"]], vocabulary: Self.vocabulary).faults.map(\.reason)
        == Array(repeating: .columnMissing, count: 4))
  }

  @Test(
    "delimited text is split as RFC 4180 says",
    arguments: [
      (text: "a,b\r\nc,d\r\n", rows: [["a", "b"], ["c", "d"]]),
      (text: "\u{FEFF}a\tb,c\td", rows: [["a", "b,c", "d"]]),
      (text: "\"1,234\",\"say \"\"yes\"\"\"\n", rows: [["1,234", "say \"yes\""]]),
      (text: "\"two\nlines\",x", rows: [["two\nlines", "x"]]),
      (text: "a,\n\nb,", rows: [["a", ""], [""], ["b", ""]]),
      (text: "\"\"", rows: [[""]]),
      (text: "", rows: []),
    ])
  func delimited(text: String, rows: [[String]]) throws {
    #expect(try DelimitedText.rows(text) == rows)
  }

  @Test("a quote that never ends is told by its row")
  func unclosed() {
    #expect(throws: DelimitedText.Fault.unclosedQuote(row: 2)) { try DelimitedText.rows("a\n\"b\nc") }
  }
}
