/// Why a file could not be read as a spreadsheet.
public enum SpreadsheetFault: Error, Sendable, Hashable {
  /// It has no content.
  case empty
  /// Neither a spreadsheet nor text.
  case unknownKind
  /// Of a kind that has no cells: pages, a text, a picture.
  case noTable(FileKind)
  /// Of a kind that another program has to convert first.
  case mustBeConverted(FileKind)
  /// Opened with a password only.
  case encrypted
  /// Truncated or altered: the part that cannot be read, empty for the file as a whole.
  case damaged(part: String)
  /// More than may be read.
  case tooLarge(ReadLimits.Bound)
  /// Bytes that belong to no encoding that is understood; the line, from 1.
  case undecodable(line: Int)
  /// A quoted cell of a text file that never ends; the row where it begins, from 1.
  case unclosedQuote(row: Int)
}

/// Bounds of what is read from one file, so that a small hostile file cannot fill memory.
public struct ReadLimits: Sendable, Hashable {
  /// What may be too much.
  public enum Bound: Sendable, Hashable, CaseIterable {
    /// The bytes of the file.
    case file
    /// The bytes of a part after it was inflated.
    case inflated
    /// The rows of a sheet.
    case rows
    /// The cells of all sheets, blank ones before the last of a row included.
    case cells
    /// The sheets.
    case sheets
  }

  /// Bytes of the file.
  public var fileBytes = 256 << 20
  /// Bytes of one part of a workbook, inflated.
  public var inflatedBytes = 512 << 20
  /// Rows of a sheet: what the format allows.
  public var rows = 1_048_576
  /// Cells of all sheets.
  public var cells = 20_000_000
  /// Sheets of a workbook.
  public var sheets = 256

  /// The usual bounds.
  public init() {}
}
