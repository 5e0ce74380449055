import Domain

/// A cell's row and column, both from 1, written as spreadsheets do: "C5".
public struct CellPlace: Sendable, Hashable, CustomStringConvertible {
  /// From 1.
  public var row: Int
  /// From 1; A is 1, AA is 27.
  public var column: Int

  /// The largest row and column of the format.
  static let last = CellPlace(row: 1_048_576, column: 16_384)

  /// Creates a place.
  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// Reads "C5" or "$C$5"; `nil` for anything else, and beyond the format's last row and column.
  public init?(_ text: some StringProtocol) {
    (row, column) = (0, 0)
    for byte in text.utf8 where byte != UInt8(ascii: "$") {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0: column = column * 26 + Int(byte - 64)
      case UInt8(ascii: "0")...UInt8(ascii: "9") where column > 0: row = row * 10 + Int(byte - 48)
      default: return nil
      }
      guard row <= Self.last.row, column <= Self.last.column else { return nil }
    }
    guard row > 0 else { return nil }
  }

  /// "C5".
  public var description: String { Self.letters(column) + String(row) }

  /// The letters of a column, from 1.
  public static func letters(_ column: Int) -> String { ColumnLetters.text(column) }
}

/// A rectangle of cells, "A1:C5".
public struct CellRange: Sendable, Hashable, CustomStringConvertible {
  /// The rows, from 1.
  public var rows: ClosedRange<Int>
  /// The columns, from 1.
  public var columns: ClosedRange<Int>

  /// Creates a range.
  public init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    self.rows = rows
    self.columns = columns
  }

  /// Reads "A1:C5" or "A1"; `nil` for anything else.
  init?(_ text: String) {
    let ends = text.split(separator: ":").map { CellPlace($0) }
    guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
      first.row <= last.row, first.column <= last.column
    else { return nil }
    self.init(rows: first.row...last.row, columns: first.column...last.column)
  }

  /// "A1:C5".
  public var description: String {
    "\(CellPlace(row: rows.lowerBound, column: columns.lowerBound)):"
      + "\(CellPlace(row: rows.upperBound, column: columns.upperBound))"
  }
}
