import Spreadsheet
import WireTupo

/// Faults of imported files: where, what, and how to mend it.
enum FaultsView {
  static func table(_ faults: [CommonV1.Fault], _ language: Language) -> Table {
    var table = Table([
      .text("file", "文件", "file"), .text("sheet", "工作表", "sheet"), .number("row", "行", "row"),
      .text("place", "单元格", "place"), .text("column", "列", "column"),
      .text("cell", "内容", "cell"), .text("severity", "轻重", "severity"), .hidden("reason"),
      .text("text", "问题与改法", "what is wrong, how to mend it"),
    ])
    table.rows = faults.map { fault in
      [
        .text(fault.file), .text(fault.sheet), fault.row > 0 ? .number(fault.row) : .missing, .text(place(fault)),
        .text(fault.column), .text(fault.cell), Words.severity(fault.severity, language), .text(fault.reason),
        .text(language.text(fault.text)),
      ]
    }
    table.hideEmptyColumns(["sheet", "place"])
    return table
  }

  /// "C5", as a spreadsheet names it.
  private static func place(_ fault: CommonV1.Fault) -> String {
    guard fault.row > 0, fault.columnNumber > 0 else { return "" }
    return "\(CellPlace(row: Int(fault.row), column: Int(fault.columnNumber)))"
  }
}
