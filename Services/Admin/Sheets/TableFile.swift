import Domain
import Foundation
import Spreadsheet

/// A file that is one plain table: its first row with content has the headings.
struct TableFile: Sendable, Hashable {
  /// The name by which faults are told: the file's own, without folders.
  let name: String
  /// The headings as the file has them.
  let columns: [String]
  /// The row of the headings, from 1.
  let headingRow: Int
  /// The rows below it that have content.
  let rows: [FigureFile.Row]

  /// Reads a file. Throws a complaint that names it when it cannot be read or is no table.
  init(path: String) throws(Complaint) {
    try self.init(name: URL(fileURLWithPath: path).lastPathComponent, bytes: FigureFile.contents(path))
  }

  /// Takes the bytes of a file apart; of a workbook the first sheet that is shown and says something.
  init(name: String, bytes: [UInt8]) throws(Complaint) {
    let sheets: [SheetGrid]
    do { sheets = try SpreadsheetFile(bytes).sheets } catch { throw Complaint(error, in: name) }
    guard let sheet = sheets.first(where: { !$0.isHidden && $0.hasContent }),
      let heading = sheet.rows.firstIndex(where: FigureFile.hasContent)
    else { throw Complaint(.empty, in: name) }
    self.name = name
    columns = sheet.rows[heading]
    headingRow = heading + 1
    rows = FigureFile.rows(sheet, below: headingRow, sheet: "")
  }
}
