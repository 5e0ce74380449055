/// Reads one row into a figure, collecting every fault on the way.
struct SheetRowReader {
  let cells: [String]
  let row: Int
  let headings: SheetHeadings
  let vocabulary: SheetVocabulary
  private(set) var faults: [SheetFault] = []

  init(cells: [String], row: Int, headings: SheetHeadings, vocabulary: SheetVocabulary) {
    (self.cells, self.row, self.headings, self.vocabulary) = (cells, row, headings, vocabulary)
  }

  /// The figure, when zone, indicator and month could be read; whether it may be used is for the faults to say.
  mutating func read() -> Figure? {
    checkCellCount()
    let told = readMonth()
    let indicator = readIndicator(in: told)
    let zone = readZone(in: told)
    let month = told.flatMap { reported($0, by: indicator) }
    let unit = readUnit(indicator)
    let value = readAmount(.cumulative, indicator, unit)
    let base = readAmount(.base, indicator, unit)
    let growth = readGrowth()
    let received = readDay()
    checkContent(value)
    guard let zone, let indicator, let month else { return nil }
    checkTime(.indicator, indicator.outOfTime(in: month))
    checkTime(.zone, vocabulary.zone(zone)?.outOfTime(in: month))
    return Figure(
      key: FigureKey(zone: zone, indicator: indicator.key, month: month), cumulative: value, reportedBase: base,
      reportedGrowth: growth, receivedOn: received, source: cell(.source), note: cell(.note))
  }

  /// The cell of a column without blanks around it; empty when the sheet has no such column or the row is short.
  func cell(_ column: SheetColumn) -> String {
    guard let position = headings.positions[column], cells.indices.contains(position) else { return "" }
    return String(cells[position].trimmedBlanks)
  }

  /// The cells of its numbers.
  var numberCells: NumberCells {
    NumberCells(cumulative: cell(.cumulative), base: cell(.base), growth: cell(.growth))
  }

  mutating func fault(
    _ column: SheetColumn?, _ reason: SheetFault.Reason, _ chinese: String, _ english: String, hint: String = ""
  ) {
    let position = column.flatMap { headings.positions[$0] }
    faults.append(
      SheetFault(
        sheet: headings.sheet, row: row, column: column.map(headings.column) ?? 0,
        heading: position.map { headings.texts[$0] } ?? "", cell: column.map(cell) ?? "", reason, chinese, english,
        hint: hint))
  }

  private mutating func checkCellCount() {
    let extra = cells.dropFirst(headings.texts.count).contains { !$0.trimmedBlanks.isEmpty }
    if extra {
      fault(
        nil, .tooManyCells, "本行单元格多于表头（\(headings.texts.count)列）", "more cells than headings",
        hint: "数字中的逗号请用引号括起")
    }
  }

  /// What lies outside of the life of its indicator or zone is no figure.
  private mutating func checkTime(_ column: SheetColumn, _ found: OutOfTime?) {
    guard let found else { return }
    let reason: SheetFault.Reason =
      switch found {
      case .zone: .notStanding
      case .computed: .indicatorComputed
      case .before, .after: .notInForce
      }
    fault(
      column, reason, found.chinese, found.english,
      hint: column == .zone ? "请核对单位和月份" : "请核对指标和月份")
  }

  private mutating func checkContent(_ value: Amount?) {
    if cell(.cumulative).isEmpty, cell(.growth).isEmpty {
      fault(
        .cumulative, .nothingReported, "累计与增速均为空", "neither a value nor a growth rate",
        hint: "空白表示未报，确为零请填0")
    }
    if let value, value < .zero {
      fault(.cumulative, .negativeValue, "累计为负数", "the value is negative", hint: "如为核减，请在备注说明")
    }
  }
}
