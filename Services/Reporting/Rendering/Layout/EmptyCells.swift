/// What the dashes of a table stand for: each reason once, with the rows in which it is true.
struct EmptyCells {
  /// A reason and the first cells of its rows, in the order of the table.
  var reasons: [(reason: String, rows: [String])] = []

  init(_ table: Table) {
    for row in table.rows {
      let name = row.cells.first?.content.plainText ?? ""
      for reason in Self.reasons(in: row, columns: table.columns.count) { note(reason, in: name) }
    }
  }

  /// The distinct reasons of one row, from the left.
  private static func reasons(in row: Table.Row, columns: Int) -> [String] {
    var seen: [String] = []
    for cell in row.cells.prefix(columns) where cell.isEmpty && !cell.reason.isEmpty && !seen.contains(cell.reason) {
      seen.append(cell.reason)
    }
    return seen
  }

  private mutating func note(_ reason: String, in row: String) {
    if let index = reasons.firstIndex(where: { $0.reason == reason }) {
      reasons[index].rows.append(row)
    } else {
      reasons.append((reason, [row]))
    }
  }

  /// One sentence such as “—”：未下达目标（甲区、乙区）；尚未报送（丙区）。 Nil when no cell is empty for a reason.
  func sentence(_ phrases: Phrases) -> String? {
    guard !reasons.isEmpty else { return nil }
    let parts = reasons.map { entry in
      entry.reason + phrases.parentheses.0 + entry.rows.joined(separator: phrases.separator) + phrases.parentheses.1
    }
    return phrases.quotes.0 + Table.dash + phrases.quotes.1 + phrases.colon
      + parts.joined(separator: phrases.clauseEnd) + phrases.fullStop.trimmingSpace
  }
}

extension Table {
  /// What an empty cell prints.
  static let dash = "—"

  /// The cell of a row in a column; rows that are too short end in empty cells.
  func cell(_ row: Row, _ column: Int) -> Cell { column < row.cells.count ? row.cells[column] : Cell([]) }
}

extension String {
  /// The text without spaces at its end.
  var trimmingSpace: String {
    var copy = self
    while copy.hasSuffix(" ") { copy.removeLast() }
    return copy
  }
}
