/// A sheet as rows of texts, whatever file it came from.
public struct SheetGrid: Sendable, Hashable {
  /// The sheet's name; empty for a file that has only one.
  public var name: String
  /// Whether the file hides it.
  public var isHidden: Bool
  /// The rows from the first on, blank ones included; a row may be shorter than others. Cells that are merged all have
  /// the text of the first of them.
  public var rows: [[String]]

  /// Creates a grid.
  public init(name: String = "", isHidden: Bool = false, rows: [[String]]) {
    self.name = name
    self.isHidden = isHidden
    self.rows = rows
  }

  /// Whether any cell says something.
  public var hasContent: Bool { rows.contains { row in row.contains { !$0.trimmedBlanks.isEmpty } } }
}
