/// A form that was filled in, as the cells of a submission: every cell, and every fault at once.
public struct SubmissionSheet: Sendable, Hashable {
  /// What a row says of its indicator.
  public struct Cell: Sendable, Hashable {
    /// The indicator.
    public var indicator: IndicatorKey
    /// Its row, from 1.
    public var row: Int
    /// The figure with its explanation; `nil` where the row was left blank, so that only the same period stands in it.
    public var figure: Figure?
    /// What is expected of next month's cumulative value.
    public var expectedNextMonth: Amount?
    /// What is expected of the year.
    public var expectedYearEnd: Amount?
    /// The answer to what was remarked; empty: none.
    public var answer: String
  }

  /// The rows without a hard fault.
  public let cells: [Cell]
  /// In the order of rows and columns, soft ones among them.
  public let faults: [SheetFault]

  /// Reads a form whose zone is fixed. `indicators` are those that it may have.
  public init(_ form: FigureForm, indicators: [Indicator]) {
    let zone = Zone(key: ZoneKey(form.zone), history: [])
    let vocabulary = SheetVocabulary(zones: [zone], indicators: indicators)
    var sheet = FigureSheet(headings: FigureForm.columns, row: form.headingRow, vocabulary: vocabulary)
    for line in form.rows { sheet.add(row: line.number, cells: line.cells) }
    let figures = Dictionary(sheet.drafts.map { ($0.row, $0.figure) }, uniquingKeysWith: { first, _ in first })
    var (cells, faults) = ([Cell](), sheet.faults)
    for line in form.lines {
      guard let indicator = vocabulary.indicator(named: line.cell(.key)) else { continue }
      var reader = ExpectationReader(line: line, indicator: indicator)
      let (next, year) = (reader.amount(.expectedNextMonth), reader.amount(.expectedYearEnd))
      faults += reader.faults
      let figure = figures[line.number]
      guard reader.faults.isEmpty, figure != nil || !line.isFilled else { continue }
      cells.append(
        Cell(
          indicator: indicator.key, row: line.number, figure: figure, expectedNextMonth: next, expectedYearEnd: year,
          answer: line.cell(.answer)))
    }
    self.cells = cells
    self.faults = faults.sorted { ($0.row, $0.column) < ($1.row, $1.column) }.map {
      var own = $0
      own.sheet = form.sheet
      return own
    }
  }
}

/// Reads what is expected, in the unit of its row.
private struct ExpectationReader {
  let line: FigureForm.Row
  let indicator: Indicator
  private(set) var faults: [SheetFault] = []

  init(line: FigureForm.Row, indicator: Indicator) { (self.line, self.indicator) = (line, indicator) }

  mutating func amount(_ column: FigureForm.Column) -> Amount? {
    let text = line.cell(column)
    // A unit that is unknown is told once, with the value.
    guard !text.isEmpty, let unit = indicator.scale.unit(named: line.cell(.unit)) else { return nil }
    guard let number = try? DecimalNumber(accounting: text), !number.isPercent else {
      fault(column, .numberUnreadable, "“\(text)”不是数字", "\"\(text)\" is no number", hint: "没有预计请留空")
      return nil
    }
    guard let units = number.integer(places: 0, factor: unit.factor) else {
      fault(column, .tooPrecise, "“\(text)”过大或小数位数过多", "\"\(text)\" is too large or too fine", hint: "请用\(unit.name)填写")
      return nil
    }
    return Amount(units)
  }

  private mutating func fault(
    _ column: FigureForm.Column, _ reason: SheetFault.Reason, _ chinese: String, _ english: String, hint: String
  ) {
    faults.append(
      SheetFault(
        row: line.number, column: column.number, heading: column == .expectedNextMonth ? "预计下月累计" : "预计全年",
        cell: line.cell(column), reason, chinese, english, hint: hint))
  }
}
