/// A sheet of figures, read row by row: every draft, and every fault at once.
///
/// Either whole, from all its rows, or as a stream: the headings first, then ``add(row:cells:)`` for each row; or as an
/// office drew it, with its layout to be found (``init(drawn:vocabulary:hints:)``).
public struct FigureSheet: Sendable {
  /// Rows that a sheet may have.
  public static let rowLimit = 1_000_000

  /// Figures of the rows without a hard fault.
  public private(set) var drafts: [FigureDraft] = []
  /// Faults in the order of rows and columns, soft ones among them.
  public private(set) var faults: [SheetFault] = []
  /// Rows with content that were read, the headings not counted.
  public private(set) var rowCount = 0

  /// The headings of its tables: of one that is read as it is, the only ones.
  private(set) var layouts: [SheetHeadings]
  private let vocabulary: SheetVocabulary
  private var firstPlaces: [FigureKey: Place] = [:]

  private struct Place {
    var sheet: String
    var row: Int
  }

  /// Whether the sheet may land: no hard fault.
  public var isAcceptable: Bool { !faults.contains(where: \.isHard) }

  /// Begins a sheet with its headings and the row in which they stand, from 1.
  public init(headings: [String], row: Int = 1, vocabulary: SheetVocabulary) {
    layouts = [SheetHeadings(headings, row: row)]
    self.vocabulary = vocabulary
    faults = layouts[0].faults
  }

  /// Reads rows of cells. The first row with content has the headings; rows without content are passed over.
  /// Blank is missing, never zero.
  public init(rows: [[String]], vocabulary: SheetVocabulary) {
    let start = rows.firstIndex(where: Self.hasContent)
    self.init(headings: start.map { rows[$0] } ?? [], row: (start ?? 0) + 1, vocabulary: vocabulary)
    guard let start else {
      faults = [SheetFault(.emptySheet, "表中没有内容", "the sheet is empty")]
      return
    }
    for index in rows.indices.dropFirst(start + 1) { add(row: index + 1, cells: rows[index]) }
    finish()
  }

  /// Begins a sheet whose tables are found later.
  init(vocabulary: SheetVocabulary) {
    layouts = []
    self.vocabulary = vocabulary
  }

  /// Whether a row has the headings of a sheet that is read as it is: all that must be there, and none that is unknown.
  public static func areHeadings(_ cells: [String]) -> Bool {
    let headings = SheetHeadings(cells, row: 1)
    return headings.isComplete && headings.faults.isEmpty
  }

  /// Reads one row, `row` counted from 1 as an editor does. Without the columns that must be there nothing is read.
  public mutating func add(row: Int, cells: [String]) {
    guard isComplete, Self.hasContent(cells) else { return }
    add(row: row, cells: cells, layout: 0)
  }

  private var isComplete: Bool { layouts.first?.isComplete ?? false }

  /// Adds headings by which rows are then read; answers which they are.
  mutating func add(_ headings: SheetHeadings) -> Int {
    layouts.append(headings)
    return layouts.count - 1
  }

  /// Reads the figure whose parts lie where these headings say.
  mutating func add(row: Int, cells: [String], layout: Int) {
    let headings = layouts[layout]
    rowCount += 1
    guard rowCount <= Self.rowLimit else {
      let text = "行数超过\(Self.rowLimit)行，请分次导入"
      if rowCount == Self.rowLimit + 1 { faults.append(SheetFault(.tooManyRows, text, "too many rows")) }
      return
    }
    var reader = SheetRowReader(cells: cells, row: row, headings: headings, vocabulary: vocabulary)
    let figure = reader.read()
    if let key = figure?.key { checkDuplicate(key, &reader) }
    faults += reader.faults.sorted { $0.column < $1.column }
    if let figure, !reader.faults.contains(where: \.isHard) {
      drafts.append(
        FigureDraft(sheet: headings.sheet, row: row, figure: figure, cells: reader.numberCells, layout: layout))
    }
  }

  /// Notes a fault of the sheet as a whole.
  mutating func add(_ fault: SheetFault) { faults.append(fault) }

  /// Ends a stream of rows: a sheet with headings alone has no content.
  public mutating func finish() {
    guard isComplete, rowCount == 0 else { return }
    faults.append(SheetFault(.emptySheet, "表中没有数据行", "the sheet has no rows"))
  }

  private mutating func checkDuplicate(_ key: FigureKey, _ reader: inout SheetRowReader) {
    let place = Place(sheet: reader.headings.sheet, row: reader.row)
    guard let first = firstPlaces.updateValue(place, forKey: key) else { return }
    firstPlaces[key] = first
    let sheet = first.sheet == reader.headings.sheet ? "" : first.sheet
    reader.fault(
      .zone, .duplicate, "与\(sheet.isEmpty ? "" : "“\(sheet)”")第\(first.row)行重复（同一单位、指标、月份）",
      "same zone, indicator and month as row \(first.row)\(sheet.isEmpty ? "" : " of \(sheet)")", hint: "请保留一行")
  }

  private static func hasContent(_ cells: [String]) -> Bool {
    cells.contains { !$0.trimmedBlanks.isEmpty }
  }
}
