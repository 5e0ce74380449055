import Domain
import Spreadsheet

extension Table {
  /// A workbook with a sheet for each table; the facts about the first stand on the last sheet.
  static func workbook(_ tables: [Table], _ language: Language) -> Workbook {
    var names: Set<String> = []
    var sheets = tables.enumerated().map { index, table in
      var name = Worksheet.name(table.caption.isEmpty ? language == .zh ? "列表" : "list" : table.caption)
      if !names.insert(name).inserted { name = Worksheet.name(String(name.prefix(26)) + " \(index + 1)") }
      names.insert(name)
      return table.worksheet(name, language)
    }
    let facts = tables.flatMap(\.facts)
    if !facts.isEmpty {
      let rows = facts.map { [Spreadsheet.Cell.text($0.key), .text($0.value.plainText)] }
      let name = ["说明", "facts", "facts of tupo"].first { !names.contains($0) } ?? "tupo"
      sheets.append(Worksheet(name, columns: [.init(width: 24), .init(width: 60)], rows: rows))
    }
    return Workbook(sheets)
  }

  /// Caption, headings, rows and notes; columns that are for programs are there and hidden, so what stands above and below
  /// begins in the first that is not.
  private func worksheet(_ name: String, _ language: Language) -> Worksheet {
    var sheet = Worksheet(name)
    let heading = CellStyle.plain.with {
      ($0.isBold, $0.hasBorder, $0.wraps) = (true, true, true)
      ($0.fill, $0.alignment) = ("DDEBF7", .centre)
    }
    let margin = [Spreadsheet.Cell](repeating: .blank, count: columns.prefix { $0.isHidden }.count)
    if !caption.isEmpty {
      sheet.rows.append(margin + [.text(caption, .plain.with { ($0.isBold, $0.size) = (true, 14) })])
    }
    sheet.rows.append(columns.map { .text($0.title.text(language), heading) })
    let headingRow = sheet.rows.count
    sheet.rows += rows.map { row in zip(columns, row).map { column, cell in column.written(cell) } }
    sheet.filter = CellRange(rows: headingRow...sheet.rows.count, columns: 1...max(1, columns.count))
    sheet.rows += [[]] + notes.map { margin + [.text($0, .plain.with { $0.colour = "7F7F7F" })] }
    sheet.frozenRows = headingRow
    (sheet.isLandscape, sheet.rowHeight) = (columns.count > 6, 18)
    sheet.columns = columns.indices.map { index in
      let texts = [columns[index].title.text(language)] + rows.map { $0[index].shown }
      let width = texts.map { $0.displayWidth }.max() ?? 0
      return Worksheet.Column(width: min(60, max(6, width + 3)), isHidden: columns[index].isHidden)
    }
    return sheet
  }
}

extension Table.Column {
  /// A cell of the column: a number where it is shown as one, else what it says. What is missing is blank.
  fileprivate func written(_ cell: Table.Cell) -> Spreadsheet.Cell {
    var style = CellStyle.plain.with { ($0.hasBorder, $0.colour) = (true, cell.tone.colour) }
    if cell.tone == .strong { style.isBold = true }
    if cell.shown.isEmpty { return Cell(.blank, style) }
    guard alignment == .right else { return .text(cell.shown.printable, style) }
    if let number = try? DecimalNumber(parsing: cell.shown), !number.isPercent {
      let decimals = number.scale > 0 ? "." + String(repeating: "0", count: number.scale) : ""
      style.format = cell.shown.hasPrefix("+") ? "+0\(decimals);-0\(decimals);0\(decimals)" : "0\(decimals)"
      return Cell(.number(number), style)
    }
    if case .integer(let number) = cell.value {
      return Cell(.number(DecimalNumber(digits: Int128(number), scale: 0)), style)
    }
    return .text(cell.shown.printable, style)
  }
}

extension Tone {
  /// As a terminal paints it, dark enough for paper.
  fileprivate var colour: CellStyle.Colour? {
    switch self {
    case .good: "00703C"
    case .near: "9C5700"
    case .bad: "C00000"
    case .muted: "7F7F7F"
    case .plain, .strong: nil
    }
  }
}
