import Domain
import Testing

/// What offices write that is not the plainest form of it.
@Suite("Tables of offices")
struct OfficeTableTests {
  static func read(_ rows: [[String]]) -> FigureSheet { DrawnSheetTests.read(rows) }
  static func lines(_ sheet: FigureSheet) -> [String] { sheet.drafts.map(DrawnSheetTests.line) }

  @Test("take a column 单位 of units of measure as each row's unit", arguments: ["单位", "计量单位", "单 位"])
  func measures(heading: String) {
    let sheet = Self.read([
      ["汶上经济开发区2013年主要经济指标完成情况"], ["指标", heading, "1-2月", "3月"], ["甲", "乙", "1", "2"],
      ["固定资产投资", "万元", "31000", "52000"], ["财政收入", "亿元", "0.5", ""], ["规上工业企业数", "家", "61", "62"],
      ["填表人：李娜", "统计负责人：王芳", "审核：张伟"],
    ])
    #expect(sheet.faults == [])
    #expect(
      Self.lines(sheet) == [
        "4 wenshang investment 2013-02 310000000 — —", "4 wenshang investment 2013-03 520000000 — —",
        "5 wenshang revenue 2013-02 50000000 — —", "6 wenshang firms 2013-02 61 — —", "6 wenshang firms 2013-03 62 — —",
      ])
  }

  @Test("know units of measure that no indicator has")
  func otherMeasures() {
    let sheet = Self.read([
      ["汶上经济开发区2013年6月"], ["指标", "单位", "累计"], ["固定资产投资", "万元", "5"], ["工业增加值增速", "%", "9.1"],
    ])
    #expect(sheet.faults.map(\.reason) == [.indicatorUnknown])
    #expect(Self.lines(sheet) == ["3 wenshang investment 2013-06 50000 — —"])
  }

  @Test("take a column 单位 with a zone's name as the zones, and a second one of units as the units")
  func zones() {
    let title = ["2013年6月"]
    let two = Self.read([
      title, ["单位", "指标", "单位", "累计"], ["汶上经开区", "财政收入", "万元", "5"], ["兖州工业园", "财政收入", "亿元", "1"],
    ])
    #expect(two.faults == [])
    #expect(
      Self.lines(two) == ["3 wenshang revenue 2013-06 50000 — —", "4 yanzhou revenue 2013-06 100000000 — —"])
    let mixed = Self.read([title, ["单位", "财政收入（万元）"], ["汶上经开区", "5"], ["万元", "6"]])
    #expect(mixed.faults.map(\.reason) == [.zoneUnknown])
  }

  @Test(
    "take a period under an indicator as its value, and what stands beside it as that period's",
    arguments: ["1-6月累计", "1—6月累计", "1－6月累计", "1–6月", "1至6月累计", "1～6月", "1月-6月", "1-6月份", "一至六月累计", "上半年", "累计"])
  func periods(heading: String) {
    let names = [heading, "上年同期", "同比增长%"]
    let sheet = Self.read([
      ["2013年6月主要经济指标"], ["单位：万元"],
      ["单位", "固定资产投资", "固定资产投资", "固定资产投资", "财政收入", "", ""], ["单位"] + names + names,
      ["济宁高新区", "1160971", "885832", "31.1", "182443", "138761", "31.5"],
    ])
    #expect(sheet.faults == [])
    #expect(
      Self.lines(sheet) == [
        "5 high-tech investment 2013-06 11609710000 8858320000 3110",
        "5 high-tech revenue 2013-06 1824430000 1387610000 3150",
      ])
  }

  @Test("give each period the base and growth that stand behind it, and the only one those before it")
  func severalPeriods() {
    let several = Self.read([
      ["2013年 单位：万元"], ["单位", "固定资产投资", "", "", "", ""], ["", "1-5月", "上年同期", "1-6月", "上年同期", "增速"],
      ["汶上经开区", "5", "4", "6", "5", "20"],
    ])
    #expect(several.faults == [])
    #expect(
      Self.lines(several) == [
        "4 wenshang investment 2013-05 50000 40000 —", "4 wenshang investment 2013-06 60000 50000 2000",
      ])
    let before = Self.read([
      ["2013年 单位：万元"], ["单位", "固定资产投资", ""], ["", "上年同期", "1-6月"], ["汶上经开区", "5", "6"],
    ])
    #expect(before.faults == [])
    #expect(Self.lines(before) == ["4 wenshang investment 2013-06 60000 50000 —"])
  }

  @Test("leave it open of which of several years a growth is")
  func years() {
    let sheet = Self.read([
      ["2013年6月 单位：万元"], ["单位", "固定资产投资", "", "", ""], ["", "2013年1-6月", "2012年1-6月", "2011年1-6月", "增长%"],
      ["汶上经开区", "6", "5", "4", "20"],
    ])
    #expect(sheet.faults == [])
    #expect(
      Self.lines(sheet) == [
        "4 wenshang investment 2013-06 60000 — 2000", "4 wenshang investment 2012-06 50000 — —",
        "4 wenshang investment 2011-06 40000 — —",
      ])
  }

  @Test("tell two columns of one month as such, and no row as the same as itself")
  func oneMonthTwice() {
    let sheet = Self.read([
      ["2013年6月 单位：万元"], ["单位", "固定资产投资", ""], ["", "累计", "1-6月"], ["汶上经开区", "5", "6"],
    ])
    #expect(sheet.faults.map(\.reason) == [.columnRepeated])
  }

  @Test(
    "name their period in words and in Chinese numerals",
    arguments: [
      ("二〇一三年一至六月", "2013-06"), ("二○一三年一—六月份", "2013-06"), ("二零一三年六月", "2013-06"), ("二Ｏ一三年十二月", "2013-12"),
      ("二〇一三年一月至十一月", "2013-11"), ("2013年1至6月", "2013-06"), ("2013年1-6月", "2013-06"), ("2013年上半年", "2013-06"),
      ("二〇一三年上半年", "2013-06"), ("2013年一季度", "2013-03"), ("2013年第一季度", "2013-03"), ("2013年1季度", "2013-03"),
      ("2013年前三季度", "2013-09"), ("二〇一三年一至三季度", "2013-09"), ("2013年前5个月", "2013-05"), ("2013年全年", "2013-12"),
      ("表一　二〇一三年十月", "2013-10"), ("二〇一三年七月八日 二〇一三年六月", "2013-06"), ("国统字〔2013〕一号 2013年6月", "2013-06"),
      ("2013年度统一月报 6月", "2013-06"), ("2013年1月—财政收入", "2013-01"),
    ])
  func titles(title: String, month: String) {
    let sheet = Self.read([[title], ["单位", "财政收入（元）"], ["汶上经开区", "5"]])
    #expect(sheet.faults == [])
    #expect(Self.lines(sheet) == ["3 wenshang revenue \(month) 5 — —"])
  }

  @Test(
    "name no period by a day, a second quarter or an impossible month",
    arguments: ["二〇一三年七月八日", "2013年二季度", "二〇一三年十三月", "七月十日", "2013年前五季度"])
  func noPeriod(title: String) {
    let sheet = Self.read([[title], ["单位", "财政收入（元）"], ["汶上经开区", "5"]])
    #expect(sheet.faults.map(\.reason) == [.monthNotFound])
  }

  @Test("may write such a period in a column of months")
  func periodCells() {
    let months = ["2013年上半年", "二〇一三年一至五月", "2013年前三季度", "2013年6月8日", "六月", "2013年"]
    let sheet = Self.read([["单位", "月份", "财政收入（元）"]] + months.map { ["汶上经开区", $0, "5"] })
    #expect(sheet.faults.map(\.reason) == [.duplicate, .monthUnreadable, .monthUnreadable])
    #expect(sheet.drafts.map { "\($0.figure.key.month)" } == ["2013-06", "2013-05", "2013-09"])
  }

  @Test("write what is below zero in brackets, as accountants do")
  func brackets() {
    let sheet = Self.read([
      ["2013年6月", "单位：元"], ["单位", "财政收入", "上年同期", "增速"], ["济宁高新区", "(1234)", "（1,300）", "（5.1%）"],
      ["兖州工业园", "( 2.00 )", "（８）", "(3.1)%"], ["小计", "(1236)", "(1308)", ""], ["汶上经开区", "()", "(-5)", "(5"],
    ])
    #expect(
      sheet.faults.map { "\($0.row) \($0.column) \($0.reason)" } == [
        "3 2 negativeValue", "4 2 negativeValue", "6 2 numberUnreadable", "6 3 numberUnreadable",
        "6 4 numberUnreadable",
      ])
    #expect(
      Self.lines(sheet) == [
        "3 high-tech revenue 2013-06 -1234 -1300 -510", "4 yanzhou revenue 2013-06 -2 -8 -310",
      ])
  }
  @Test(
    "take a difference in per cent as the growth, and one of values as nothing",
    arguments: [
      (heading: "增减%", cell: "33.0", growth: "3300"), (heading: "增减（％）", cell: "33", growth: "3300"),
      (heading: "同比增减%", cell: "-3.2", growth: "-320"), (heading: "比上年同期增减（%）", cell: "28.4", growth: "2840"),
      (heading: "增减幅度（%）", cell: "5", growth: "500"), (heading: "升降%", cell: "5", growth: "500"),
      (heading: "增减", cell: "33.0%", growth: "3300"), (heading: "同比增减", cell: "下降3.2%", growth: "-320"),
      (heading: "增减", cell: "60000", growth: "—"), (heading: "增减额", cell: "60000", growth: "—"),
      (heading: "比上年同期增减（万元）", cell: "60000", growth: "—"),
    ])
  func changes(heading: String, cell: String, growth: String) {
    let sheet = Self.read([
      ["2013年6月", "单位：万元"], ["单位", "财政收入", heading, "固定资产投资"], ["汶上经开区", "5", cell, "6"],
    ])
    #expect(sheet.faults == [])
    #expect(
      Self.lines(sheet) == [
        "3 wenshang revenue 2013-06 50000 — \(growth)", "3 wenshang investment 2013-06 60000 — —",
      ])
  }

  @Test(
    "say a growth in words and arrows",
    arguments: [
      ("下降3.2%", -320), ("↑33.0", 3300), ("增长5.1%", 510), ("同比下降 3.2％", -320), ("↓1", -100), ("负增长2%", -200),
      ("持平", 0), ("同比增长０．５%", 50),
    ])
  func growthInWords(text: String, points: Int64) {
    let sheet = Self.read([["2013年6月"], ["单位", "财政收入（元）", "增减%"], ["汶上经开区", "5", text]])
    #expect(sheet.faults == [])
    #expect(sheet.drafts.map(\.figure.reportedGrowth) == [points])
  }

  @Test("are refused with a growth that cannot be read", arguments: ["-3.2个百分点", "下降-3.2%", "▲3.2", "约3", "下降"])
  func growthUnreadable(text: String) {
    let sheet = Self.read([["2013年6月"], ["单位", "财政收入（元）", "增减%"], ["汶上经开区", "5", text]])
    #expect(sheet.faults.map { "\($0.column) \($0.reason)" } == ["3 numberUnreadable"])
  }
  @Test(
    "join a year and a month of two rows of headings",
    arguments: [
      (
        headings: [["单位", "2013年", ""], ["", "5月", "6月"]], cells: ["5", "6"],
        lines: ["wenshang revenue 2013-05 5 — —", "wenshang revenue 2013-06 6 — —"]
      ),
      (
        headings: [["单位", "2013年", "2013年"], ["单位", "1-5月", "1-6月"]], cells: ["5", "6"],
        lines: ["wenshang revenue 2013-05 5 — —", "wenshang revenue 2013-06 6 — —"]
      ),
      (
        headings: [["单位", "2013年", "2012年"], ["", "1-6月", "1-6月"]], cells: ["6", "5"],
        lines: ["wenshang revenue 2013-06 6 5 —"]
      ),
      (
        headings: [["单位", "1-6月", "", ""], ["", "2013年", "2012年", "增长%"]], cells: ["6", "5", "20"],
        lines: ["wenshang revenue 2013-06 6 5 2000"]
      ),
      (
        headings: [["单位", "2013年", "", "2012年", ""], ["", "5月", "6月", "5月", "6月"]], cells: ["5", "6", "3", "4"],
        lines: [
          "wenshang revenue 2013-05 5 — —", "wenshang revenue 2013-06 6 — —", "wenshang revenue 2012-05 3 — —",
          "wenshang revenue 2012-06 4 — —",
        ]
      ),
    ])
  func yearOverMonth(headings: [[String]], cells: [String], lines: [String]) {
    let sheet = Self.read([["财政收入分月完成情况（元）"]] + headings + [["汶上经开区"] + cells])
    #expect(sheet.faults == [])
    #expect(Self.lines(sheet) == lines.map { "4 " + $0 })
  }

  @Test("join a year over a value with the month over the table")
  func yearBelowMonth() {
    let sheet = Self.read([
      ["1-6月财政收入（元）"], ["2013年"], ["单位", "2013年", "2012年"], ["", "累计", "累计"], ["汶上经开区", "6", "5"],
    ])
    #expect(sheet.faults == [])
    #expect(Self.lines(sheet) == ["5 wenshang revenue 2013-06 6 5 —"])
  }
  @Test(
    "number their indicators, name units behind them, and tell parts by 其中",
    arguments: [
      ("一、固定资产投资", "investment 2013-06 50000"), ("（一）固定资产投资（亿元）", "investment 2013-06 500000000"),
      ("1.固定资产投资（万元）", "investment 2013-06 50000"), ("2、财政收入(亿元)", "revenue 2013-06 500000000"),
      ("其中：财政收入", "revenue 2013-06 50000"), ("①其中：财政收入 （元）", "revenue 2013-06 5"), ("#财政收入", "revenue 2013-06 50000"),
      ("十二、规上工业企业数（家）", "firms 2013-06 5"),
    ])
  func listedIndicators(name: String, line: String) {
    let sheet = Self.read([["汶上经济开发区2013年6月主要经济指标", "单位：万元"], ["指标", "累计"], [name, "5"]])
    #expect(sheet.faults == [])
    #expect(Self.lines(sheet) == ["3 wenshang \(line) — —"])
  }

  @Test("suggest an indicator by what is left of its name, and take no brackets off that are no unit")
  func listedUnknown() {
    let sheet = Self.read([
      ["汶上经济开发区2013年6月主要经济指标", "单位：万元"], ["指标", "累计"], ["3.财政总收入（亿元）", "5"], ["固定资产投资（不含农户）", "5"],
    ])
    #expect(sheet.faults.map(\.reason) == [.indicatorUnknown, .indicatorUnknown])
    #expect(sheet.faults.map(\.hint) == ["是否为“财政收入”？", "是否为“固定资产投资”？"])
  }

  @Test("are refused where a name and its row, or its column, say different units")
  func contradictingUnits() {
    let row = Self.read([
      ["汶上经济开发区2013年6月主要经济指标"], ["指标", "计量单位", "累计"], ["财政收入（亿元）", "万元", "5"],
    ])
    #expect(row.faults.map(\.reason) == [.unitContradictsHeading])
    let column = Self.read([
      ["汶上经济开发区2013年6月主要经济指标"], ["指标", "累计（万元）"], ["财政收入（亿元）", "5"],
    ])
    #expect(column.faults.map(\.reason) == [.unitContradictsHeading])
  }
  @Test(
    "leave out a growth that is of the month alone, and say so",
    arguments: [
      (["本月", "增幅%", "累计", "增幅%"], [1, 11, 5, 25], 3, "50000 — 2500"),
      (["累计", "增幅%", "本月", "增幅%"], [5, 25, 1, 11], 5, "50000 — 2500"),
      (["本月", "上年同期", "累计", "上年同期"], [1, 2, 5, 4], 3, "50000 40000 —"),
      (["累计", "本月", "增幅%", ""], [5, 1, 25], nil, "50000 — 2500"),
    ] as [([String], [Int], Int?, String)])
  func months(headings: [String], cells: [Int], left: Int?, line: String) {
    let sheet = Self.read([
      ["2013年6月", "单位：万元"], ["单位", "财政收入", "", "", ""], [""] + headings, ["汶上经开区"] + cells.map { "\($0)" },
    ])
    #expect(sheet.isAcceptable)
    #expect(
      sheet.faults.map { "\($0.row) \($0.column) \($0.reason)" } == (left.map { ["3 \($0) columnOfMonth"] } ?? []))
    #expect(Self.lines(sheet) == ["4 wenshang revenue 2013-06 " + line])
  }

  @Test(
    "name a column by its letter where headings do not tell it apart",
    arguments: [
      (["C": "忽略"], "50000 — 2500"), (["E列": "忽略", "c": "同比增速"], "50000 — 1100"),
    ])
  func letters(aliases: [String: String], line: String) {
    let sheet = DrawnSheetTests.read(
      [
        ["2013年6月", "单位：万元"], ["单位", "财政收入", "", "", ""], ["", "本月", "增幅%", "累计", "增幅%"],
        ["汶上经开区", "1", "11", "5", "25"],
      ], SheetHints(aliases: aliases))
    #expect(sheet.drafts.map(DrawnSheetTests.line) == ["4 wenshang revenue 2013-06 " + line])
  }

  @Test("suggest the letter of a column that is the same as another")
  func repeatedLetter() throws {
    let sheet = Self.read([["2013年6月"], ["单位", "财政收入（元）", "财政收入（元）"], ["汶上经开区", "5", "6"]])
    #expect(try #require(sheet.faults.first).hint.hasSuffix("不导入的列写 --map C=忽略"))
  }
}
