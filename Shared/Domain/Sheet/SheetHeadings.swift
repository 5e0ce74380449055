/// Which cell of a row belongs to which column.
struct SheetHeadings {
  private(set) var positions: [SheetColumn: Int] = [:]
  private(set) var faults: [SheetFault] = []
  /// The units that headings name.
  private(set) var units: [SheetColumn: String] = [:]
  let texts: [String]
  /// The sheet of a workbook; empty where the file has only one.
  let sheet: String
  /// Cells of the sheet's own; what lies behind them was found elsewhere, and has no column.
  let width: Int

  /// The headings of a table that was found in a sheet: where each part of its figures is among the cells.
  init(sheet: String, texts: [String], width: Int, positions: [SheetColumn: Int]) {
    (self.sheet, self.texts, self.width, self.positions) = (sheet, texts, width, positions)
    units = Self.units(positions, texts)
  }

  private static func units(_ positions: [SheetColumn: Int], _ texts: [String]) -> [SheetColumn: String] {
    positions.compactMapValues { SheetColumn.unit(inHeading: texts[$0]) }
  }

  var isComplete: Bool { SheetColumn.required.allSatisfy { positions[$0] != nil } }

  init(_ cells: [String], row: Int) {
    texts = cells.map { String($0.trimmedBlanks) }
    (sheet, width) = ("", cells.count)
    for (index, text) in texts.enumerated() where !text.isEmpty {
      guard let column = SheetColumn(heading: text) else {
        add(row, index, .columnUnknown, "不认识的列“\(text)”", "unknown column", hint: "请删除该列或改用模板中的列名")
        continue
      }
      if let first = positions[column] {
        add(row, index, .columnRepeated, "列“\(text)”与第\(first + 1)列重复", "same column as column \(first + 1)")
      } else {
        positions[column] = index
      }
    }
    for column in SheetColumn.required where positions[column] == nil {
      add(row, -1, .columnMissing, "缺少列“\(column.heading)”", "column \(column.rawValue) is missing")
    }
    units = Self.units(positions, texts)
  }

  private mutating func add(
    _ row: Int, _ index: Int, _ reason: SheetFault.Reason, _ chinese: String, _ english: String, hint: String = ""
  ) {
    let heading = texts.indices.contains(index) ? texts[index] : ""
    faults.append(
      SheetFault(
        row: row, column: index + 1, heading: heading, cell: heading, reason, chinese, english, hint: hint))
  }

  /// The column, from 1, of a part of a figure; 0 when it was not found in a column.
  func column(of part: SheetColumn) -> Int { positions[part].map { $0 < width ? $0 + 1 : 0 } ?? 0 }
}
