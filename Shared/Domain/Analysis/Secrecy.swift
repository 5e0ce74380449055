/// Which cells of a published table must be withheld, so that no single enterprise's figure can be read or worked out.
///
/// Article 25 of the Statistics Law (2009): nobody gives out what identifies a single respondent. Practice withholds cells
/// of fewer than three; and since totals are printed beside, what is withheld must not follow from them by subtraction.
///
/// What this does not look at: that one of three enterprises may have nearly all (dominance), that no value is negative,
/// and what a reader knows from another table.
public struct Secrecy: Sendable, Hashable {
  /// Cells made of fewer contributors than this are withheld.
  public static let fewest = 3

  /// A cell's place.
  public struct Place: Sendable, Hashable, Comparable {
    /// Counted from 0; the row after the last one holds the columns' totals.
    public var row: Int
    /// Counted from 0; the column after the last one holds the rows' totals.
    public var column: Int

    /// Creates a place.
    public init(row: Int, column: Int) {
      self.row = row
      self.column = column
    }

    /// Orders by row, then by column.
    public static func < (first: Self, second: Self) -> Bool {
      (first.row, first.column) < (second.row, second.column)
    }
  }

  /// The places to withhold, totals among them where nothing else is left to cover a cell.
  public private(set) var withheld: Set<Place> = []

  /// Who contributes to each cell, totals included: each row of cells is as long as any other.
  private let contributors: [[Set<Int>]]
  /// Who contributes to more than one row.
  private let inSeveralRows: Set<Int>
  /// What is withheld, by rows and by columns.
  private var byRow: [[Int]]
  private var byColumn: [[Int]]
  private var rows: Int { contributors.count - 1 }
  private var columns: Int { byColumn.count - 1 }

  /// Somebody who looks at the table, and knows all of some rows beside.
  private struct Reader: Hashable {
    var rows: Set<Int> = []
    /// Who contributes to those.
    var known: Set<Int> = []
    /// Whether it may learn from a row what the stranger does not: some of those are in the rows of others too. The stranger
    /// itself looks at all rows.
    var meetsOthers = true
  }

  /// Finds what to withhold of a table whose rows and columns are printed with their totals. `cells` tells, by row and
  /// column, which enterprises a cell is made of, by whatever numbers; an empty cell says nothing and stays. Each row has
  /// somebody who knows all of it, as a zone does; `groups` are rows that somebody knows together, as a county does.
  ///
  /// No withheld cell of one or two contributors then follows from what is shown, neither for a stranger nor for those who
  /// know rows; nor does the sum of the withheld cells of a line, where it is of one or two whom they do not know.
  public init(_ cells: [[Set<Int>]], groups: [Set<Int>] = []) {
    let width = cells.first?.count ?? 0
    let total = (0..<width).map { column in cells.reduce(into: Set<Int>()) { $0.formUnion($1[column]) } }
    contributors = (cells + [total]).map { line in line + [line.reduce(into: []) { $0.formUnion($1) }] }
    var (met, several): (Set<Int>, Set<Int>) = ([], [])
    for own in contributors.dropLast().compactMap(\.last) {
      several.formUnion(met.intersection(own))
      met.formUnion(own)
    }
    inSeveralRows = several
    byRow = Array(repeating: [], count: cells.count + 1)
    byColumn = Array(repeating: [], count: width + 1)
    for place in places where isOfFew([place], to: Reader()) { withhold(place) }
    let readers = readers(groups)
    var changed = true
    while changed {
      changed = false
      for reader in readers where learnsMore(reader) {
        while let next = nextCover(against: reader) {
          withhold(next)
          changed = true
        }
      }
    }
  }

  /// Whether a place is a total.
  public func isTotal(_ place: Place) -> Bool { place.row == rows || place.column == columns }

  private mutating func withhold(_ place: Place) {
    guard withheld.insert(place).inserted else { return }
    byRow[place.row].append(place.column)
    byColumn[place.column].append(place.row)
  }

  private var places: [Place] {
    contributors.indices.flatMap { row in
      contributors[row].indices.compactMap { contributors[row][$0].isEmpty ? nil : Place(row: row, column: $0) }
    }
  }

  /// The stranger first, then those who know a row, then the groups; each once.
  private func readers(_ groups: [Set<Int>]) -> [Reader] {
    var seen: Set<Set<Int>> = []
    let single: [Set<Int>] = (0..<rows).map { [$0] }
    let known = groups.map { group in group.filter { $0 < rows } }
    let all = [Set<Int>()] + single + known
    return all.filter { seen.insert($0).inserted }.map { own in
      let known = own.reduce(into: Set<Int>()) { $0.formUnion(contributors[$1][columns]) }
      return Reader(rows: own, known: known, meetsOthers: own.isEmpty || !known.isDisjoint(with: inSeveralRows))
    }
  }

  /// Whether a reader may learn more than the stranger, who is one: it knows something that is withheld, or a part of it, as
  /// of a column's total, or somebody who is in the rows of others too.
  private func learnsMore(_ reader: Reader) -> Bool {
    reader.meetsOthers || !byRow[rows].isEmpty || reader.rows.contains { !byRow[$0].isEmpty }
  }

  /// Whether some cells together are of one or two whom a reader does not know.
  private func isOfFew(_ places: some Sequence<Place>, to reader: Reader) -> Bool {
    var unknown: Set<Int> = []
    for place in places {
      for contributor in contributors[place.row][place.column] where !reader.known.contains(contributor) {
        unknown.insert(contributor)
        if unknown.count >= Self.fewest { return false }
      }
    }
    return !unknown.isEmpty
  }

  /// The next cell that has to be withheld beside, so that this reader learns nothing; nil: it learns nothing.
  private func nextCover(against reader: Reader) -> Place? {
    for place in SecrecyBridges(byRow: byRow, byColumn: byColumn, without: reader.rows).edges.sorted()
    where isOfFew([place], to: reader) {
      let near = places(of: .row(place.row)) + places(of: .column(place.column))
      if let cover = smallest(near, but: reader) ?? smallest(places, but: reader) { return cover }
    }
    // Whom it knows is in the row of the totals, whether in others or not.
    let lines = (reader.meetsOthers ? byRow.indices : rows..<rows + 1).map(Line.row) + byColumn.indices.map(Line.column)
    for line in lines where isTelling(line, reader) {
      if let cover = smallest(places(of: line), but: reader) { return cover }
    }
    return nil
  }

  /// Cells with the total of them that is printed.
  private enum Line {
    case row(Int)
    case column(Int)
  }

  private func places(of line: Line) -> [Place] {
    switch line {
    case .row(let row): (0...columns).map { Place(row: row, column: $0) }
    case .column(let column): (0...rows).map { Place(row: $0, column: column) }
    }
  }

  private func isTelling(_ line: Line, _ reader: Reader) -> Bool {
    switch line {
    case .row(let row):
      let hidden = byRow[row].lazy.map { Place(row: row, column: $0) }
      return isTelling(hidden, total: Place(row: row, column: columns), reader)
    case .column(let column):
      let hidden = byColumn[column].lazy.map { Place(row: $0, column: column) }
      return isTelling(hidden, total: Place(row: rows, column: column), reader)
    }
  }

  /// Whether the total, less what is shown, is the sum of one or two whom the reader does not know.
  private func isTelling(_ hidden: some Sequence<Place>, total: Place, _ reader: Reader) -> Bool {
    let isKnown = !withheld.contains(total) || reader.rows.contains(total.row)
    return isKnown && isOfFew(hidden.lazy.filter { !reader.rows.contains($0.row) }, to: reader)
  }

  /// The smallest open cell that the reader does not know, cells before totals.
  private func smallest(_ places: [Place], but reader: Reader) -> Place? {
    func weight(_ place: Place) -> (Int, Int, Place) {
      (isTotal(place) ? 1 : 0, contributors[place.row][place.column].count, place)
    }
    return places.filter {
      !reader.rows.contains($0.row) && !withheld.contains($0) && !contributors[$0.row][$0.column].isEmpty
    }.min { weight($0) < weight($1) }
  }
}
