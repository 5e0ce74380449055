import Domain
import Spreadsheet
import Testing
import Wire
import WireTupo

@testable import Admin

@Suite("A form")
struct FormTests {
  static func draft(zone: FormDraft.Zone?, month: Month?) -> FormDraft {
    FormDraft(
      programme: "jining-2013", title: "2013年1—6月主要经济指标月报表", zone: zone, month: month,
      zones: [.init(id: "wenshang", name: "汶上经开区"), .init(id: "yanzhou", name: "兖州工业园区")],
      lines: [
        .init(
          id: "investment", name: "固定资产投资", unit: MeasureUnit("万元", factor: 10_000), isComparable: false, isFlow: true,
          lastMonth: Amount(1_890_000_000), samePeriod: Amount(2_300_855_000)),
        .init(
          id: "value-added", name: "工业增加值", unit: MeasureUnit("万元", factor: 10_000), isComparable: true, isFlow: true,
          lastMonth: nil, samePeriod: nil),
      ], baseMargin: 100, isDemonstration: true)
  }

  /// The form's sheets, some cells of the first filled in.
  private func filled(_ draft: FormDraft, _ cells: [String: String]) throws -> [SheetGrid] {
    var sheets = try SpreadsheetFile(FormWorkbook(draft).workbook.bytes()).sheets
    for (text, value) in cells {
      let place = try #require(CellPlace(text))
      while sheets[0].rows[place.row - 1].count < place.column { sheets[0].rows[place.row - 1].append("") }
      sheets[0].rows[place.row - 1][place.column - 1] = value
    }
    return sheets
  }

  @Test("has no row for what is computed or not reported in the month")
  func reported() {
    let computed = IndicatorsV1.Indicator.with { $0.definitions = [.with { $0.formula = "a / b" }] }
    let sinceFebruary = IndicatorsV1.Indicator.with { $0.firstReport = .february }
    #expect(!computed.isReported(in: nil) && !computed.isReported(in: .of("2013-06")))
    #expect(sinceFebruary.isReported(in: .of("2013-02")) && !sinceFebruary.isReported(in: .of("2013-01")))
    #expect(IndicatorsV1.Indicator().isReported(in: .of("2013-01")))
  }

  @Test("is known by what is hidden in it, and gives what was filled in, by its own rows and columns")
  func import_() throws {
    let draft = Self.draft(zone: .init(id: "wenshang", name: "汶上经开区"), month: .of("2013-06"))
    let form = try #require(
      FigureForm(
        try filled(draft, ["D5": "226865", "I5": "核减", "D6": "50000", "G6": "21.0", "B1": "改了标题", "B5": "投资"])))
    #expect(
      form.programme == "jining-2013" && form.zone == "wenshang" && form.month == "2013-06" && form.headingRow == 4)
    let sheet = FigureSheet(
      rows: Array(repeating: [], count: form.headingRow - 1) + [FigureForm.columns] + form.rows.map(\.cells),
      vocabulary: SheetVocabulary(
        zones: [Zone(key: "wenshang", history: [ZoneAttributes(nameChinese: "汶上经济开发区")])],
        indicators: ["investment", "value-added"].map { Indicator(key: $0, nameChinese: $0.rawValue, nameEnglish: "") })
    )
    #expect(sheet.faults == [])
    let figures = sheet.drafts.map(\.figure)
    #expect(figures.map(\.cumulative) == [Amount(2_268_650_000), Amount(500_000_000)])
    #expect(
      figures.map(\.reportedBase) == [Amount(2_300_855_000), nil] && figures.map(\.reportedGrowth) == [nil, 2100])
    #expect(figures.map(\.note) == ["核减", ""] && form.rows.map(\.number) == [5, 6])
    #expect(FigureForm.columns[FigureForm.Column.cumulative.rawValue] == "累计")
  }

  @Test("takes zone and month from its cells where none was fixed, and leaves out what was not filled in")
  func chosen() throws {
    let draft = Self.draft(zone: nil, month: nil)
    let form = try #require(FigureForm(try filled(draft, ["C2": "兖州工业园区", "F2": "2013-06", "D6": "7"])))
    #expect(form.zone == "兖州工业园区" && form.month == "2013-06")
    #expect(form.rows.map(\.number) == [6] && form.rows[0].cells.suffix(2) == ["兖州工业园区", "2013-06"])
    #expect(try FigureForm(filled(draft, [:]))?.rows == [])
  }

  /// The draft of a submission, with what was filled in before and remarked.
  private static var submission: FormDraft {
    var draft = draft(zone: .init(id: "wenshang", name: "汶上经开区"), month: .of("2013-06"))
    draft.form = "june"
    draft.lines[0].own = .init(
      cumulative: Amount(2_000_000_000), base: Amount(2_300_855_000), note: "开工少",
      expectedYearEnd: Amount(9_000_000_000),
      remark: "请核实")
    return draft
  }

  private static let indicators = ["investment", "value-added"].map {
    Indicator(key: $0, nameChinese: $0.rawValue, nameEnglish: "")
  }

  @Test("of a submission holds its draft, and gives every cell of it back")
  func ofSubmission() throws {
    let form = try #require(FigureForm(try filled(Self.submission, ["M5": "910000", "O5": "已核实", "L6": "3"])))
    let sheet = SubmissionSheet(form, indicators: Self.indicators)
    #expect(form.form == "june" && sheet.faults.isEmpty && sheet.cells.map(\.row) == [5, 6])
    let first = sheet.cells[0]
    #expect(first.figure?.cumulative == Amount(2_000_000_000) && first.figure?.note == "开工少")
    #expect(first.figure?.reportedBase == Amount(2_300_855_000) && first.expectedYearEnd == Amount(9_100_000_000))
    #expect(first.answer == "已核实" && first.expectedNextMonth == nil)
    // A row that was left blank is a cell too.
    #expect(sheet.cells[1].figure == nil && sheet.cells[1].expectedNextMonth == Amount(30_000))
  }

  @Test("of a submission tells all faults by sheet, row and column")
  func faults() throws {
    let form = try #require(
      FigureForm(
        try filled(Self.submission, ["D5": "二十亿", "M5": "约九十亿", "L6": "0.00001", "D6": "5", "G6": "高"])))
    let sheet = SubmissionSheet(form, indicators: Self.indicators)
    #expect(sheet.cells.isEmpty && Set(sheet.faults.map(\.sheet)) == ["月报表"])
    #expect(sheet.faults.map { "\(CellPlace(row: $0.row, column: $0.column))" } == ["D5", "M5", "G6", "L6"])
    #expect(
      sheet.faults.map(\.reason) == [.numberUnreadable, .numberUnreadable, .numberUnreadable, .tooPrecise]
        && sheet.faults.allSatisfy(\.isHard))
    // An indicator that the form does not ask is told, and not lost.
    let fewer = SubmissionSheet(
      try #require(FigureForm(try filled(Self.submission, [:]))), indicators: [Self.indicators[1]])
    #expect(fewer.faults.map(\.reason) == [.indicatorUnknown])
  }

  @Test("is no other workbook")
  func other() {
    #expect(FigureForm([SheetGrid(name: "月报表", rows: [["#headings"]])]) == nil)
    #expect(FigureForm([SheetGrid(name: "tupo", isHidden: true, rows: [["tupo-form/1"]])]) == nil)
  }

  @Test("always has the same bytes")
  func deterministic() {
    let draft = Self.draft(zone: nil, month: .of("2013-06"))
    #expect(FormWorkbook(draft).workbook.bytes() == FormWorkbook(draft).workbook.bytes())
  }
}

extension Month {
  fileprivate static func of(_ text: String) -> Month { Month(text) ?? Month(index: 0) }
}
