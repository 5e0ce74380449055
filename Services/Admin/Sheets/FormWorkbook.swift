import Domain
import Spreadsheet

/// Draws a form as a workbook that is filled in by people: what may be written is open, all else is locked.
struct FormWorkbook {
  private let draft: FormDraft
  private let warnings: SheetWarnings

  private static let choices = "选项"
  private static let headRow = 2
  private static let headingRow = 4
  private typealias Column = FigureForm.Column

  init(_ draft: FormDraft) {
    self.draft = draft
    warnings = SheetWarnings(draft, firstRow: Self.headingRow + 1)
  }

  /// The form, the zones to choose from, and what it is, both hidden.
  var workbook: Workbook {
    var choices = Worksheet(Self.choices, rows: draft.zones.map { [.text($0.name)] })
    choices.visibility = .hidden
    var identity = Worksheet(
      FigureForm.identitySheet,
      rows: [
        [.text(FigureForm.identity)], [.text("programme"), .text(draft.programme)],
        [.text("zone"), .text(draft.zone?.id ?? "")], [.text("month"), .text(draft.month.map { "\($0)" } ?? "")],
        [.text("form"), .text(draft.form ?? "")],
      ])
    identity.visibility = .hidden
    return Workbook([form, choices, identity])
  }

  private var form: Worksheet {
    var sheet = Worksheet("月报表")
    let last = Column.note.number
    sheet.rows = [
      [.blank, .text(draft.title, FormStyle.title)], head, [.blank, .text(advice, FormStyle.note)], headings,
    ]
    sheet.rows += draft.lines.enumerated().map { cells($1, row: Self.headingRow + 1 + $0) }
    sheet.rows += [[]] + signatures
    sheet.merged = [1, 3].map { CellRange(rows: $0...$0, columns: 2...last) }
    sheet.columns = Column.allCases.map { column in Worksheet.Column(width: column.width, isHidden: isHidden(column)) }
    (sheet.frozenRows, sheet.isProtected, sheet.isLandscape, sheet.rowHeight) = (Self.headingRow, true, true, 24)
    guard !draft.lines.isEmpty else { return sheet }
    let rows = Self.headingRow + 1...Self.headingRow + draft.lines.count
    func range(_ column: Column) -> CellRange { CellRange(rows: rows, columns: column.number...column.number) }
    sheet.validations = [Column.cumulative, .base, .growth, .expectedNextMonth, .expectedYearEnd].map {
      Validation(range($0), .number, message: "请填数字；没有数据请留空，确为零请填0。")
    }
    if draft.zone == nil, !draft.zones.isEmpty {
      let list = CellRange(rows: 1...draft.zones.count, columns: 1...1).absolute
      let cell = CellRange(
        rows: Self.headRow...Self.headRow, columns: FigureForm.zoneCell.number...FigureForm.zoneCell.number)
      sheet.validations.append(Validation(cell, .oneOf("'\(Self.choices)'!\(list)"), message: "请从列表中选择单位。"))
    }
    sheet.highlights = [
      Highlight(
        range(.warning), when: "LEN(\(Self.place(.warning, rows.lowerBound)))>0", fill: "FFEB9C", colour: "9C5700")
    ]
    return sheet
  }

  private var advice: String {
    let demonstration = draft.isDemonstration ? "演示数据 · 非公文。" : ""
    return demonstration
      + "白底单元格可填；增速和提示由表格自动计算。填好后运行：tupo \(draft.form == nil ? "indicators import" : "submission fill") 本文件"
  }

  /// Only a submission has a place for what is expected, remarked and answered.
  private func isHidden(_ column: Column) -> Bool {
    switch column {
    case .key, .publishedBase, .growthRule: true
    case .expectedNextMonth, .expectedYearEnd: draft.form == nil
    case .remark, .answer: draft.lines.allSatisfy(\.own.remark.isEmpty)
    default: false
    }
  }

  /// The row with zone and month.
  private var head: [Cell] {
    var cells = [Cell](repeating: .blank, count: FigureForm.monthCell.number)
    cells[0] = .text(FigureForm.headMark)
    cells[FigureForm.zoneCell.rawValue - 1] = .text("填报单位", FormStyle.label)
    cells[FigureForm.zoneCell.rawValue] =
      draft.zone.map { .text($0.name, FormStyle.fixed) } ?? Cell(.blank, FormStyle.open)
    cells[FigureForm.monthCell.rawValue - 1] = .text("月份", FormStyle.label)
    cells[FigureForm.monthCell.rawValue] =
      draft.month.map { .text("\($0)", FormStyle.fixed) } ?? Cell(.blank, FormStyle.open.with { $0.format = "@" })
    return cells
  }

  private var headings: [Cell] {
    Column.allCases.map { column in
      column == .key ? .text(FigureForm.headingsMark) : .text(column.title, FormStyle.heading)
    }
  }

  private func cells(_ line: FormDraft.Line, row: Int) -> [Cell] {
    Column.allCases.map { column in
      switch column {
      case .key: .text(line.id)
      case .indicator: .text(line.name, FormStyle.label)
      case .unit: .text(line.unit.name, FormStyle.fixed)
      case .cumulative: amount(line.own.cumulative, line, isOpen: true)
      case .lastMonth: amount(line.lastMonth, line, isOpen: false)
      case .base: amount(line.own.base ?? line.samePeriod, line, isOpen: true)
      case .growth: line.isComparable ? rate(line.own.growth) : growth(row)
      case .warning: Cell(.formula(warnings.formula(IndicatorKey(line.id)) ?? "\"\""), FormStyle.warning)
      case .note: line.own.note.isEmpty ? Cell(.blank, FormStyle.open) : .text(line.own.note, FormStyle.open)
      case .publishedBase: amount(line.samePeriod, line, isOpen: false)
      case .growthRule: line.isComparable ? .blank : .text(FigureForm.computed)
      case .expectedNextMonth: amount(line.own.expectedNextMonth, line, isOpen: true)
      case .expectedYearEnd: amount(line.own.expectedYearEnd, line, isOpen: true)
      case .remark: .text(line.own.remark, FormStyle.warning)
      case .answer: Cell(.blank, FormStyle.open)
      }
    }
  }

  /// A value in the form's unit, with every digit that it has.
  private func amount(_ amount: Amount?, _ line: FormDraft.Line, isOpen: Bool) -> Cell {
    guard let amount else { return Cell(.blank, FormStyle.number(isOpen: isOpen)) }
    let number = DecimalNumber(digits: Int128(amount.units), scale: line.unit.decimals ?? 0)
    return Cell(.number(number), FormStyle.number(isOpen: isOpen))
  }

  /// A rate in per cent.
  private func rate(_ points: Int64?) -> Cell {
    guard let points else { return Cell(.blank, FormStyle.rate(isOpen: true)) }
    return Cell(.number(DecimalNumber(digits: Int128(points), scale: 2)), FormStyle.rate(isOpen: true))
  }

  private func growth(_ row: Int) -> Cell {
    let (value, base) = (Self.place(.cumulative, row), Self.place(.base, row))
    return Cell(
      .formula("IF(OR(\(value)=\"\",N(\(base))=0),\"\",ROUND((\(value)/\(base)-1)*100,1))"),
      FormStyle.rate(isOpen: false))
  }

  private var signatures: [[Cell]] {
    [["单位负责人", "统计负责人", "填表人"], ["联系电话", "报出日期"]].map { labels in
      [Cell.blank] + labels.flatMap { [Cell.text($0, FormStyle.label), Cell(.blank, FormStyle.open)] }
    }
  }

  private static func place(_ column: Column, _ row: Int) -> String { "\(CellPlace(row: row, column: column.number))" }
}

extension MeasureUnit {
  /// How many decimals the smallest unit has in this one: 4 for 万元 over 元; nil when it is no power of ten.
  var decimals: Int? {
    var (rest, count) = (factor, 0)
    while rest > 1, rest % 10 == 0 { (rest, count) = (rest / 10, count + 1) }
    return rest == 1 ? count : nil
  }
}

extension FigureForm.Column {
  fileprivate var title: String {
    switch self {
    case .key: "指标标识"
    case .indicator: "指标"
    case .unit: "计量单位"
    case .cumulative: "本年累计"
    case .lastMonth: "上月累计"
    case .base: "上年同期"
    case .growth: "同比增速%"
    case .warning: "提示"
    case .note: "情况说明"
    case .publishedBase: "上年公布"
    case .growthRule: "增速"
    case .expectedNextMonth: "预计下月累计"
    case .expectedYearEnd: "预计全年"
    case .remark: "退回意见"
    case .answer: "退回答复"
    }
  }

  fileprivate var width: Int {
    switch self {
    case .indicator: 26
    case .unit: 18
    case .warning: 34
    case .note, .remark, .answer: 26
    default: 15
    }
  }
}

/// The looks of a form's cells.
private enum FormStyle {
  static let title = CellStyle.plain.with { ($0.isBold, $0.size, $0.alignment) = (true, 16, .centre) }
  static let note = CellStyle.plain.with { ($0.colour, $0.wraps) = ("7F7F7F", true) }
  static let heading = CellStyle.plain.with {
    ($0.isBold, $0.hasBorder, $0.wraps, $0.fill, $0.alignment) = (true, true, true, "DDEBF7", .centre)
  }
  static let label = CellStyle.plain.with { ($0.hasBorder, $0.fill) = (true, "F2F2F2") }
  static let fixed = label.with { $0.alignment = .centre }
  static let open = CellStyle.plain.with { ($0.hasBorder, $0.isOpen, $0.wraps) = (true, true, true) }
  static let warning = label.with { $0.wraps = true }

  static func number(isOpen: Bool) -> CellStyle { cell(isOpen, "#,##0.00") }
  static func rate(isOpen: Bool) -> CellStyle { cell(isOpen, "0.0#") }
  private static func cell(_ isOpen: Bool, _ format: String) -> CellStyle {
    (isOpen ? open : label).with { ($0.format, $0.alignment) = (format, .right) }
  }
}
