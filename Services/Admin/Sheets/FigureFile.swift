import Domain
import Foundation
import Spreadsheet

/// A file of figures as it goes to the service: cells as they are, each row with its number in the file.
struct FigureFile: Sendable, Hashable {
  /// A row that has content.
  struct Row: Sendable, Hashable {
    /// From 1, as an editor or a spreadsheet counts.
    let number: Int
    /// The cells in the order of the headings.
    let cells: [String]
    /// The sheet of a drawn workbook, whose name may tell the month; empty in a file of text.
    var sheet = ""
  }

  /// The name by which faults are told: the file's own, without folders.
  let name: String
  /// The headings as the file has them; empty when the service is to find them.
  let columns: [String]
  /// The row of the headings, from 1; 0 when the service is to find it.
  let headingRow: Int
  /// The rows below it; rows without content are left out, as a spreadsheet's user would read it.
  let rows: [Row]
  /// What the file holds, byte for byte: request ids are made from it.
  let bytes: [UInt8]
  /// The form that it is, when it is one.
  let form: FigureForm?

  /// Whether the service is to find headings, months and units by itself.
  var isDrawn: Bool { columns.isEmpty }

  /// Reads a file. Throws a complaint that names it when it cannot be read or is no table.
  init(path: String) throws(Complaint) {
    try self.init(name: URL(fileURLWithPath: path).lastPathComponent, bytes: Self.contents(path))
  }

  /// Reads a file, converting it first where another program has to (``SheetConversion``).
  static func read(_ path: String) async throws -> FigureFile {
    let bytes = try contents(path)
    let converted = try await SheetConversion.workbook(path, FileKind(bytes))
    return try FigureFile(name: URL(fileURLWithPath: path).lastPathComponent, bytes: converted ?? bytes)
  }

  /// Takes the bytes of a file apart.
  init(name: String, bytes: [UInt8]) throws(Complaint) {
    let sheets: [SheetGrid]
    do { sheets = try SpreadsheetFile(bytes).sheets } catch { throw Complaint(error, in: name) }
    let filled = sheets.filter { !$0.isHidden && $0.hasContent }
    guard let first = filled.first else { throw Complaint(.empty, in: name) }
    self.name = name
    self.bytes = bytes
    form = FigureForm(sheets)
    if let form {
      (columns, headingRow) = (FigureForm.columns, form.headingRow)
      rows = form.rows.map { Row(number: $0.number, cells: $0.cells) }
    } else if filled.count == 1, let heading = first.rows.firstIndex(where: Self.hasContent),
      FigureSheet.areHeadings(first.rows[heading])
    {
      (columns, headingRow) = (first.rows[heading], heading + 1)
      rows = Self.rows(first, below: heading + 1, sheet: "")
    } else {
      (columns, headingRow) = ([], 0)
      rows = filled.flatMap { Self.rows($0, below: 0, sheet: $0.name) }
    }
  }

  static func contents(_ path: String) throws(Complaint) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Complaint(
        zh: "无法读取文件\(path)。", en: "Cannot read \(path).", field: path,
        hint: Bilingual("请检查路径和权限。", "Check the path and its permissions."), status: .usage)
    }
    return Array(data)
  }

  static func rows(_ grid: SheetGrid, below first: Int, sheet: String) -> [Row] {
    grid.rows.indices.dropFirst(first).filter { hasContent(grid.rows[$0]) }
      .map { Row(number: $0 + 1, cells: grid.rows[$0], sheet: sheet) }
  }

  static func hasContent(_ cells: [String]) -> Bool {
    cells.contains { $0.contains { !$0.isWhitespace } }
  }
}
