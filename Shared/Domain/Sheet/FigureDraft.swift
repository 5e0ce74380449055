/// A figure read from a sheet, with its row.
public struct FigureDraft: Sendable, Hashable {
  /// The sheet of a workbook; empty where the file has only one.
  public var sheet = ""
  /// The row in the sheet, from 1.
  public var row: Int
  /// The figure; ``Figure/source`` is the sheet's cell.
  public var figure: Figure
  /// The cells of its numbers, as they were read.
  var cells: NumberCells
  /// By which of its sheet's headings it was read.
  var layout: Int
}

/// The cells of a figure's numbers, as they were read.
struct NumberCells: Sendable, Hashable {
  var cumulative: String
  var base: String
  var growth: String

  /// The text of a column; empty for one that has no number.
  subscript(column: SheetColumn) -> String {
    switch column {
    case .cumulative: cumulative
    case .base: base
    case .growth: growth
    case .zone, .indicator, .month, .unit, .received, .note, .source: ""
    }
  }
}

/// Where a number of a figure stands in its sheet.
public struct NumberPlace: Sendable, Hashable {
  /// The column, from 1; 0 where the sheet has none for it.
  public var column: Int
  /// The heading, as the sheet has it; the usual one where it has none.
  public var heading: String
  /// The cell's text as it was read.
  public var cell: String

  /// Creates a place.
  public init(column: Int, heading: String, cell: String) {
    (self.column, self.heading, self.cell) = (column, heading, cell)
  }
}

extension FigureSheet {
  /// Where a number of one of the sheet's drafts stands.
  public func place(of part: SheetColumn, in draft: FigureDraft) -> NumberPlace {
    let headings = layouts[draft.layout]
    let heading = headings.positions[part].map { headings.texts[$0] } ?? ""
    return NumberPlace(
      column: headings.column(of: part), heading: heading.isEmpty ? part.heading : heading, cell: draft.cells[part])
  }
}
