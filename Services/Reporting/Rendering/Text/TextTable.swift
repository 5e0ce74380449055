import Domain

/// Lays a table out in aligned columns; one that is too wide continues below, its first column repeated.
struct TextTable {
  static let gap = 2
  private let table: Table
  private let phrases: Phrases
  private let width: Int
  private let columns: TextColumns

  init(_ table: Table, phrases: Phrases, width: Int) {
    self.table = table
    self.phrases = phrases
    self.width = width
    self.columns = TextColumns(table, width: width)
  }

  /// Captions, heads and rows of all parts.
  func lines() -> [Line] {
    columns.parts.enumerated().flatMap { index, part in
      (index == 0 ? [] : [Line()]) + caption(part: index, in: columns.width(of: part))
        + TextGrid(table, columns, part).lines()
    }
  }

  private func caption(part: Int, in partWidth: Int) -> [Line] {
    guard !table.caption.isEmpty else { return [] }
    let words = Printable.clean(table.caption) + (part == 0 ? "" : phrases.continued)
    return LineBreaker(width: width).lines([Run(text: words, ink: .strong)])
      .map { $0.aligned(.center, in: max(partWidth, $0.width)) }
  }
}

/// One part of a table: the lines of its head and rows, all of one width.
struct TextGrid {
  private let table: Table
  private let columns: TextColumns
  private let part: [Int]

  init(_ table: Table, _ columns: TextColumns, _ part: [Int]) {
    self.table = table
    self.columns = columns
    self.part = part
  }

  func lines() -> [Line] {
    [rule] + groups() + head() + [rule] + table.rows.flatMap { lines($0) } + [rule]
  }

  private var rule: Line { Line(String(repeating: "─", count: columns.width(of: part)), .muted) }

  /// The headings that span columns, drawn out over their columns as far as they are in this part.
  private func groups() -> [Line] {
    guard table.groups.contains(where: { !$0.title.isEmpty }) else { return [] }
    var line = Line()
    for run in columns.groups(of: part) {
      if run.columns.first != part.first { line.pad(to: line.width + TextTable.gap) }
      let title = run.title.isEmpty ? "" : " " + Printable.clean(run.title).truncated(to: run.width - 2) + " "
      let space = max(0, run.width - title.displayWidth)
      let fill = run.title.isEmpty ? " " : "╌"
      line.append(String(repeating: fill, count: space / 2), .muted)
      line.append(title, .muted)
      line.append(String(repeating: fill, count: space - space / 2), .muted)
    }
    return [line]
  }

  private func head() -> [Line] {
    let cells = part.map { columns.head($0) }
    let height = cells.map(\.count).max() ?? 0
    // Headings stand on the rule; their units are the lowest line.
    return draw(cells.map { Array(repeating: Line(), count: height - $0.count) + $0 }, height: height)
  }

  private func lines(_ row: Table.Row) -> [Line] {
    let cells = part.map { columns.cell(row, $0) }
    return draw(cells, height: cells.map(\.count).max() ?? 1)
  }

  private func draw(_ cells: [[Line]], height: Int) -> [Line] {
    (0..<height).map { level in
      var line = Line()
      for (column, cell) in zip(part, cells) {
        if column != part.first { line.pad(to: line.width + TextTable.gap) }
        let content = level < cell.count ? cell[level] : Line()
        line.append(content.aligned(table.columns[column].alignment, in: columns.widths[column]))
      }
      return line
    }
  }
}
