import WireTupo

/// Faults of imported files: where, what, and how to mend it.
enum FaultsView {
  static func table(_ faults: [CommonV1.Fault], _ language: Language) -> Table {
    var table = Table([
      .text("file", "文件", "file"), .number("row", "行", "row"), .text("column", "列", "column"),
      .text("cell", "内容", "cell"), .text("severity", "轻重", "severity"), .hidden("reason"),
      .text("text", "问题与改法", "what is wrong, how to mend it"),
    ])
    table.rows = faults.map { fault in
      [
        .text(fault.file), fault.row > 0 ? .number(fault.row) : .missing, .text(fault.column), .text(fault.cell),
        Words.severity(fault.severity, language), .text(fault.reason), .text(language.text(fault.text)),
      ]
    }
    return table
  }
}
