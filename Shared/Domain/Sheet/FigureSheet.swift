/// A sheet of figures, read as a whole: every draft, and every fault at once.
public struct FigureSheet: Sendable {
  /// Rows that a sheet may have.
  public static let rowLimit = 1_000_000

  /// Figures of the rows without a hard fault.
  public private(set) var drafts: [FigureDraft] = []
  /// Faults in the order of rows and columns, soft ones among them.
  public private(set) var faults: [SheetFault] = []

  /// Whether the sheet may land: no hard fault.
  public var isAcceptable: Bool { !faults.contains(where: \.isHard) }

  /// Reads rows of cells. The first row with content has the headings; rows without content are passed over.
  /// Blank is missing, never zero.
  public init(rows: [[String]], vocabulary: SheetVocabulary) {
    guard let headingRow = rows.firstIndex(where: Self.hasContent) else {
      faults = [
        SheetFault(
          row: 0, column: 0, heading: "", reason: .emptySheet, chinese: "表中没有内容",
          english: "the sheet is empty", hint: "")
      ]
      return
    }
    guard rows.count <= Self.rowLimit else {
      faults = [
        SheetFault(
          row: 0, column: 0, heading: "", reason: .tooManyRows, chinese: "行数超过\(Self.rowLimit)行",
          english: "more than \(Self.rowLimit) rows", hint: "请分次导入")
      ]
      return
    }
    let headings = SheetHeadings(rows[headingRow], row: headingRow + 1)
    faults = headings.faults
    guard headings.isComplete else { return }
    read(rows, after: headingRow, headings, vocabulary)
  }

  private mutating func read(
    _ rows: [[String]], after headingRow: Int, _ headings: SheetHeadings, _ vocabulary: SheetVocabulary
  ) {
    var firstRows: [FigureKey: Int] = [:]
    for index in rows.indices.dropFirst(headingRow + 1) where Self.hasContent(rows[index]) {
      var reader = SheetRowReader(cells: rows[index], row: index + 1, headings: headings, vocabulary: vocabulary)
      let figure = reader.read()
      if let key = figure?.key, let first = firstRows[key] {
        reader.fault(
          .zone, .duplicate, "与第\(first)行重复（同一单位、指标、月份）",
          "same zone, indicator and month as row \(first)", hint: "请保留一行")
      } else if let key = figure?.key {
        firstRows[key] = index + 1
      }
      faults += reader.faults.sorted { $0.column < $1.column }
      if let figure, !reader.faults.contains(where: \.isHard) {
        drafts.append(FigureDraft(row: index + 1, figure: figure))
      }
    }
  }

  private static func hasContent(_ cells: [String]) -> Bool {
    cells.contains { !$0.trimmedBlanks.isEmpty }
  }
}
