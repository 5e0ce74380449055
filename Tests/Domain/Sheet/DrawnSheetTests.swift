import Domain
import TestRandom
import Testing

@Suite("Sheets as offices draw them")
struct DrawnSheetTests {
  static let zones = [
    Zone(
      key: "high-tech",
      history: [ZoneAttributes(nameChinese: "济宁高新技术产业开发区", nameEnglish: "Jining High-tech Zone", shortName: "济宁高新区")]),
    Zone(
      key: "yanzhou",
      history: [ZoneAttributes(nameChinese: "兖州工业园区", aliases: ["兖州工业园"])]),
    Zone(key: "wenshang", history: [ZoneAttributes(nameChinese: "汶上经济开发区", shortName: "汶上经开区")]),
  ]
  static let indicators = [
    Indicator(key: "investment", nameChinese: "固定资产投资", nameEnglish: "Fixed-asset investment"),
    Indicator(key: "revenue", nameChinese: "财政收入", nameEnglish: "Fiscal revenue"),
    Indicator(key: "firms", nameChinese: "规上工业企业数", nameEnglish: "Enterprises", scale: .count("家"), kind: .stock),
  ]
  static let vocabulary = SheetVocabulary(zones: zones, indicators: indicators)

  static func read(_ rows: [[String]], name: String = "", _ hints: SheetHints = SheetHints()) -> FigureSheet {
    FigureSheet(drawn: [SheetGrid(name: name, rows: rows)], vocabulary: vocabulary, hints: hints)
  }

  /// A figure in few words: zone, indicator, month, value, base and growth.
  static func line(_ draft: FigureDraft) -> String {
    let figure = draft.figure
    let numbers = [figure.cumulative?.units, figure.reportedBase?.units, figure.reportedGrowth]
    return "\(draft.row) \(figure.key.zone.rawValue) \(figure.key.indicator.rawValue) \(figure.key.month) "
      + numbers.map { $0.map { "\($0)" } ?? "—" }.joined(separator: " ")
  }

  /// The same four figures in each of the shapes.
  static let figures = [
    "high-tech investment 2013-06 11609710000 8858320000 3110", "high-tech revenue 2013-06 1824430000 1387610000 3150",
    "yanzhou investment 2013-06 7389470000 5555990000 3300", "yanzhou revenue 2013-06 762720000 594020000 2840",
  ]

  static let shapes: [(name: String, rows: [[String]])] = [
    (
      "a long table below a title",
      [
        ["2013年1—6月主要经济指标"], [],
        ["序号", "单位名称", "指标名称", "计量单位", "本年累计", "上年同期", "同比增长%", "位次"],
        ["1", "济宁高新区", "固定资产投资", "万元", "1,160,971", "885832", "31.1", "1"],
        ["2", "济宁高新区", "财政收入", "亿元", "18.2443", "13.8761", "31.5%", ""],
        ["3", "兖州工业园", "固定资产投资", "万元", "７３８９４７", "555599", "33", ""],
        ["4", "兖州工业园区", "财政收入", "万元", "76272", "59402", "28.40", ""],
        ["注：财政收入按属地统计。"],
      ]
    ),
    (
      "zones by indicators, headings of two merged rows",
      [
        ["", "济宁市开发区主要经济指标完成情况表（2013年1-6月）"], ["", "单位：万元、%"],
        ["", "单位", "固定资产投资", "固定资产投资", "固定资产投资", "财政收入", "财政收入", "财政收入"],
        ["", "单位", "累计", "去年同期", "增速", "累计", "去年同期", "增速"],
        ["", "合计", "1899918", "1441431", "31.8", "258715", "198163", "30.6"],
        ["", "1、济宁高新区", "1160971", "885832", "31.1", "182443", "138761", "31.5"],
        ["", "兖州工业园", "738947", "555599", "33.0", "76272", "59402", "28.4"],
        ["", "汶上经开区", "—", "", "", "", "", ""], ["", "填表人：李娜", "", "审核：王芳"],
      ]
    ),
    (
      "zones by indicators, one row of headings, the growth beside its indicator",
      [
        ["2013年上半年各开发区完成情况"],
        ["开发区", "固定资产投资（万元）", "上年同期（万元）", "增速（%）", "财政收入（亿元）", "上年同期（亿元）", "增速（%）"],
        ["甲", "1", "2", "3", "4", "5", "6"],
        ["济宁高新区", "1160971", "885832", "31.1", "18.2443", "13.8761", "31.5"],
        ["兖州工业园区", "738947", "555599", "33.0", "7.6272", "5.9402", "28.4"],
      ]
    ),
    (
      "two years side by side",
      [
        ["单位：万元"], ["单位", "固定资产投资", "", "", "财政收入", "", ""],
        ["", "2013年1—6月", "2012年1—6月", "增长%", "2013年1—6月", "2012年1—6月", "增长%"],
        ["济宁高新区", "1160971", "885832", "31.1", "182443", "138761", "31.5"],
        ["兖州工业园区", "738947", "555599", "33.0", "76272", "59402", "28.4"],
      ]
    ),
  ]

  @Test("give the same figures in every shape", arguments: 0..<4)
  func shapes(index: Int) {
    let sheet = Self.read(Self.shapes[index].rows)
    #expect(sheet.faults == [], "\(Self.shapes[index].name)")
    let lines = sheet.drafts.map { String(Self.line($0).drop { $0 != " " }.dropFirst()) }
    #expect(lines.sorted() == Self.figures.sorted(), "\(Self.shapes[index].name)")
  }

  @Test("of one zone take it from the title, and each row's unit from its own or the only one")
  func oneZone() {
    let sheet = Self.read([
      ["汶上经济开发区2013年6月主要经济指标月报表"], ["填报日期：2013年7月8日", "", "金额单位：万元"],
      ["指标", "累计", "上年同期", "同比±%"], ["固定资产投资", "226865", "230085", "-1.4"], ["规上工业企业数", "61", "58", ""],
    ])
    #expect(sheet.faults == [])
    #expect(
      sheet.drafts.map(Self.line) == [
        "4 wenshang investment 2013-06 2268650000 2300850000 -140", "5 wenshang firms 2013-06 61 58 —",
      ])
  }

  @Test("of one indicator have a column for each month")
  func months() {
    let sheet = Self.read([
      ["固定资产投资分月完成情况（2013年，亿元）"], ["单位", "2月", "3月", "1-4月"], ["汶上经开区", "3.1", "5.2", "/"], ["兖州工业园区", "9", "", "20"],
    ])
    #expect(sheet.faults == [])
    #expect(
      sheet.drafts.map(Self.line) == [
        "3 wenshang investment 2013-02 310000000 — —", "3 wenshang investment 2013-03 520000000 — —",
        "4 yanzhou investment 2013-02 900000000 — —", "4 yanzhou investment 2013-04 2000000000 — —",
      ])
  }

  @Test("take month and unit from the sender where the sheet tells none, and from the sheet's name")
  func hints() {
    let rows = [["报送方", "固定资产投资", "产值"], ["汶上经开区", "5", "9"]]
    let hints = SheetHints(month: .of("2013-05"), unit: "万元", aliases: ["报送方": "单位", "产值": "忽略"])
    #expect(Self.read(rows, hints).drafts.map(Self.line) == ["2 wenshang investment 2013-05 50000 — —"])
    #expect(
      Self.read(rows, name: "2013年6月", hints).drafts.map(Self.line) == ["2 wenshang investment 2013-06 50000 — —"])
    let mapped = SheetHints(month: .of("2013-05"), unit: "万元", aliases: ["报送方": "单位", "产值": "财政收入"])
    #expect(Self.read(rows, mapped).drafts.map(Self.line).last == "2 wenshang revenue 2013-05 90000 — —")
  }

  @Test("compare totals with their rows, and keep none")
  func totals() {
    let rows = [
      ["2013年6月", "单位：万元"], ["单位", "固定资产投资", "规上工业企业数（家）"], ["济宁高新区", "100.4", "7"], ["小计", "100.4", "7"],
      ["兖州工业园区", "200.3", "8"], ["汶上经开区", "300.4", "9"], ["小计", "500.6", "17"], ["合计", "601.0", "25"],
      ["全市", "611", "24"],
    ]
    let sheet = Self.read(rows)
    #expect(sheet.drafts.count == 6 && sheet.isAcceptable)
    // 601.0 differs from 601.1 by no more than rounding; enterprises are counted, so 25 is wrong.
    #expect(
      sheet.faults.map { "\($0.row) \($0.column) \($0.reason) \($0.chinese)" } == [
        "9 2 totalDiffers 合计611与各行之和601.1相差9.9", "8 3 totalDiffers 合计25与各行之和24相差1",
      ])
  }

  @Test("keep the row of the city's own total, which is no part of its zones'")
  func city() {
    let city = Zone(key: "city", history: [ZoneAttributes(nameChinese: "全市", level: .city)])
    let vocabulary = SheetVocabulary(zones: Self.zones + [city], indicators: Self.indicators)
    let rows = [
      ["2013年6月", "单位：万元"], ["单位", "固定资产投资"], ["全市", "900"], ["济宁高新区", "100"], ["兖州工业园区", "200"], ["合计", "300"],
    ]
    let sheet = FigureSheet(drawn: [SheetGrid(name: "", rows: rows)], vocabulary: vocabulary)
    #expect(sheet.faults.isEmpty)
    #expect(sheet.drafts.map(\.figure.key.zone) == ["city", "high-tech", "yanzhou"])
  }

  @Test(
    "tell what is missing, once",
    arguments: [
      (
        rows: [["单位", "固定资产投资", "财政收入（万元）"], ["汶上经开区", "5", "6"]],
        reasons: [SheetFault.Reason.monthNotFound, .unitNotFound]
      ),
      (rows: [["2013年6月"], ["指标", "累计（万元）"], ["财政收入", "5"]], reasons: [.zoneNotFound]),
      (rows: [["2013年6月"], ["单位", "累计（万元）"], ["汶上经开区", "5"]], reasons: [.indicatorNotFound]),
      (rows: [["汶上经开区"], ["各项工作进展顺利"]], reasons: [.headingsNotFound]),
      (rows: [["2013年6月"], ["单位", "财政收入（万元）", "产值"], ["汶上经开区", "5", "9"]], reasons: [.columnUnknown]),
      (
        rows: [["2013年6月"], ["单位", "财政收入（万元）", "财政收入"], ["汶上经开区", "5", "9"]],
        reasons: [.columnRepeated]
      ),
      (rows: [["2013年6月"], ["单位", "财政收入（万元）"], ["汶下经开区", "约七亿"]], reasons: [.zoneUnknown, .numberUnreadable]),
    ])
  func missing(rows: [[String]], reasons: [SheetFault.Reason]) {
    let sheet = Self.read(rows)
    #expect(sheet.faults.map(\.reason) == reasons)
    #expect(sheet.faults.allSatisfy { !$0.chinese.isEmpty && !$0.english.isEmpty && $0.isHard })
  }

  @Test("tell each fault by the sheet's own row, column and heading")
  func places() throws {
    let grids = [
      SheetGrid(name: "封面", rows: [["济宁市"]]),
      SheetGrid(name: "隐藏", isHidden: true, rows: [["单位", "财政收入"]]),
      SheetGrid(name: "6月", rows: [["2013年6月"], [], ["", "单位", "财政收入（万元）"], ["", "汶上经开区", "x"]]),
      SheetGrid(name: "5月", rows: [["2013年6月"], ["单位", "财政收入（万元）"], ["汶上经开区", "1"], ["汶上经开区", "2"]]),
    ]
    let sheet = FigureSheet(drawn: grids, vocabulary: Self.vocabulary)
    let first = try #require(sheet.faults.first)
    #expect(
      first.sheet == "6月" && first.row == 4 && first.column == 3 && first.heading == "财政收入（万元）" && first.cell == "x")
    #expect(first.placedText.hasPrefix("“6月”第4行第3列“财政收入（万元）”："))
    #expect(sheet.faults.map(\.reason) == [.numberUnreadable, .duplicate, .duplicate])
    #expect(sheet.faults[1].chinese.hasPrefix("与“6月”第4行重复"))
  }

  @Test("say of an indicator that is computed that it is, in a row or over a column")
  func computed() {
    let share = Indicator(key: "share", nameChinese: "税收占比", nameEnglish: "Share of taxes")
    let vocabulary = SheetVocabulary(zones: Self.zones, indicators: Self.indicators, computed: [share])
    func faults(_ rows: [[String]]) -> [String] {
      FigureSheet(drawn: [SheetGrid(rows: [["2013年6月", "单位：万元"]] + rows)], vocabulary: vocabulary).faults
        .map { "\($0.row) \($0.column) \($0.reason) \($0.chinese)" }
    }
    #expect(
      faults([["单位", "指标", "累计"], ["汶上经开区", "1.税收占比（%）", "5"]]) == ["3 2 indicatorComputed “1.税收占比（%）”由公式计算，不填报"])
    #expect(
      faults([["单位", "财政收入", "税收占比（%）"], ["汶上经开区", "5", "6"]]) == ["2 3 columnUnknown 列“税收占比（%）”由公式计算，不导入"])
  }

  @Test("tell where each number of a figure stands")
  func numberPlaces() throws {
    let sheet = Self.read([
      ["2013年6月", "单位：万元"], ["单位", "固定资产投资", "", "财政收入"], ["", "累计", "增速", "累计"], ["汶上经开区", "5", "20.0%", "7"],
    ])
    let (first, last) = (try #require(sheet.drafts.first), try #require(sheet.drafts.last))
    #expect(
      sheet.place(of: .growth, in: first) == NumberPlace(column: 3, heading: "固定资产投资／增速", cell: "20.0%"))
    #expect(sheet.place(of: .cumulative, in: last) == NumberPlace(column: 4, heading: "财政收入／累计", cell: "7"))
    #expect(sheet.place(of: .base, in: last) == NumberPlace(column: 0, heading: "上年同期", cell: ""))
  }

  @Test("a name that passed from one zone to another means the one that had it in the month")
  func datedNames() {
    let day = Day(year: 2014, month: 1, day: 1) ?? .beginning
    let vocabulary = SheetVocabulary(
      zones: [
        Zone(
          key: "old",
          history: [
            ZoneAttributes(nameChinese: "嘉祥经济开发区"), ZoneAttributes(validFrom: day, nameChinese: "济宁新区"),
          ]),
        Zone(key: "new", history: [ZoneAttributes(validFrom: day, nameChinese: "嘉祥经济开发区")]),
      ], indicators: Self.indicators)
    let rows = [["单位", "指标", "月份", "计量单位", "累计"]] + ["2013-06", "2014-06"].map { ["嘉祥经济开发区", "财政收入", $0, "元", "1"] }
    let sheet = FigureSheet(rows: rows, vocabulary: vocabulary)
    #expect(sheet.drafts.map(\.figure.key.zone) == ["old", "new"])
  }

  @Test("hostile tables end in faults", arguments: 0..<40)
  func hostile(seed: Int) {
    var random = SplitMix(seed: UInt64(seed))
    let pieces = [
      "单位", "指标", "累计", "上年同期", "固定资产投资", "财政收入（万元）", "2013年", "6月", "1—", "年", "月", "（", "）", "合计", "注：", "-",
      "9999999999999999999",
      "12.5%", "万元", "汶上经开区", "", "", "\u{301}", "增速", String(repeating: "一", count: 300),
    ]
    let rows = (0..<random.below(30)).map { _ in
      (0..<random.below(12)).map { _ in (0...random.below(2)).map { _ in random.pick(pieces) }.joined() }
    }
    let sheet = Self.read(rows)
    #expect(sheet.drafts.allSatisfy { $0.figure.hasContent } && sheet.rowCount <= 12 * rows.count)
  }
}
