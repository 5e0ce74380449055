import Domain

/// The widths of a table's columns, and the parts into which it is split to fit.
struct TextColumns {
  /// Words of a column wider than this go on below.
  private static let widestText = 30
  private let table: Table
  let widths: [Int]
  /// The columns of each part from the left; every part begins with the first column.
  let parts: [[Int]]

  init(_ table: Table, width: Int) {
    self.table = table
    let wanted = table.columns.indices.map { Self.wanted(table, $0) }
    let first = min(wanted.first ?? 0, max(width / 3, 8))
    let widest = max(width - first - TextTable.gap, 4)
    let widths = wanted.enumerated().map { $0.offset == 0 ? first : min($0.element, widest) }
    self.widths = widths
    self.parts = Self.split(table, widths, width)
  }

  /// The columns from the first to the last character of a part.
  func width(of part: [Int]) -> Int {
    part.reduce(0) { $0 + widths[$1] } + TextTable.gap * max(part.count - 1, 0)
  }

  /// The lines of a heading: its words in as many lines as its column makes necessary, then its unit.
  func head(_ column: Int) -> [Line] {
    let words = Printable.clean(table.columns[column].title)
    let unit = Printable.clean(table.columns[column].subtitle)
    let title = balanced([Run(text: words, ink: .strong)], column)
    return title + (unit.isEmpty ? [] : wrap([Run(text: unit, ink: .muted)], column))
  }

  /// The lines of a cell.
  func cell(_ row: Table.Row, _ column: Int) -> [Line] {
    let cell = table.cell(row, column)
    guard !cell.isEmpty else { return [Line(Table.dash, .muted)] }
    let tone = Ink(cell.tone)
    let ink = tone == .plain && row.kind == .total ? .strong : tone
    return wrap(cell.content.textRuns(ink: ink), column)
  }

  private func wrap(_ runs: [Run], _ column: Int) -> [Line] { LineBreaker(width: widths[column]).lines(runs) }

  /// The runs in as few lines as fit, and these of equal length as far as they can: 上年 over 同期, not 上年同 over 期.
  private func balanced(_ runs: [Run], _ column: Int) -> [Line] {
    let fewest = wrap(runs, column)
    let narrower = (2..<max(widths[column], 2)).lazy.map { LineBreaker(width: $0).lines(runs) }
    return narrower.first { $0.count == fewest.count } ?? fewest
  }

  /// As wide as its widest cell; a heading that is wider is broken in two or three lines, of three characters at least.
  private static func wanted(_ table: Table, _ index: Int) -> Int {
    let column = table.columns[index]
    let cells = table.rows.map { row in
      let cell = table.cell(row, index)
      return cell.isEmpty ? 1 : Printable.clean(cell.content.plainText).displayWidth
    }
    let content = cells.max() ?? 0
    let atoms = AtomBuilder.atoms([Run(text: Printable.clean(column.title))]).map(\.line.width)
    let title = atoms.reduce(0, +)
    let heading = max(atoms.max() ?? 0, (title + 1) / 2, min(title, 6), column.subtitle.displayWidth)
    let wanted = max(content, min(heading, max(content, 8)))
    return column.kind == .text ? min(wanted, widestText) : wanted
  }

  /// Fills each part from the left. A part ends before a group that would not fit whole, if it is half full by then.
  private static func split(_ table: Table, _ widths: [Int], _ width: Int) -> [[Int]] {
    guard let first = widths.first else { return [[]] }
    var parts: [[Int]] = []
    var (part, used) = ([0], first)
    let starts = table.groupStarts
    for column in widths.indices.dropFirst() {
      let needed = TextTable.gap + widths[column]
      let whole = starts[column].map { $0.reduce(0) { $0 + widths[$1] + TextTable.gap } } ?? needed
      let breaksGroup = used + whole > width && first + whole <= width && used * 2 > width
      if part.count > 1 && (used + needed > width || breaksGroup) {
        parts.append(part)
        (part, used) = ([0], first)
      }
      part.append(column)
      used += needed
    }
    return parts + [part]
  }
}

extension TextColumns {
  /// A heading and the columns of a part that it spans.
  struct GroupRun {
    var title: String
    var columns: [Int]
    var width: Int
  }

  /// The groups of a part from the left, columns without a group included.
  func groups(of part: [Int]) -> [GroupRun] {
    var runs: [GroupRun] = []
    var lastGroup: Int?
    for column in part {
      let group = table.group(of: column)
      if group == lastGroup, group != nil, let run = runs.last {
        runs[runs.count - 1].columns.append(column)
        runs[runs.count - 1].width = run.width + TextTable.gap + widths[column]
      } else {
        let title = group.map { table.groups[$0].title } ?? ""
        runs.append(GroupRun(title: title, columns: [column], width: widths[column]))
      }
      lastGroup = group
    }
    return runs
  }
}

extension Table {
  /// The index of the group over a column.
  func group(of column: Int) -> Int? {
    var end = 0
    for (index, group) in groups.enumerated() {
      end += group.span
      if column < end { return index }
    }
    return nil
  }

  /// The columns of each group, by its first column.
  var groupStarts: [Int: [Int]] {
    var (starts, next): ([Int: [Int]], Int) = ([:], 0)
    for group in groups where next < columns.count {
      starts[next] = Array(next..<min(next + group.span, columns.count))
      next += group.span
    }
    return starts
  }
}
