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
  private var rows: Int { contributors.count - 1 }
  private var columns: Int { (contributors.first?.count ?? 1) - 1 }

  /// Finds what to withhold of a table whose rows and columns are printed with their totals. `cells` tells, by row and
  /// column, which enterprises a cell is made of, by whatever numbers; an empty cell says nothing and stays.
  ///
  /// No withheld cell of one or two contributors then follows from what is shown, neither for a stranger nor for somebody
  /// who knows all of one row, as a zone does; nor does the sum of the withheld cells of a line, where it is of one or two.
  public init(_ cells: [[Set<Int>]]) {
    let width = cells.first?.count ?? 0
    let total = (0..<width).map { column in cells.reduce(into: Set<Int>()) { $0.formUnion($1[column]) } }
    contributors = (cells + [total]).map { line in line + [line.reduce(into: []) { $0.formUnion($1) }] }
    withheld = Set(places.filter { isSensitive($0, to: nil) })
    let readers: [Int?] = [nil] + cells.indices.map { $0 }
    var changed = true
    while changed {
      changed = false
      for reader in readers {
        while let next = nextCover(against: reader) {
          withheld.insert(next)
          changed = true
        }
      }
    }
  }

  /// Whether a place is a total.
  public func isTotal(_ place: Place) -> Bool { place.row == rows || place.column == columns }

  private var places: [Place] {
    contributors.indices.flatMap { row in
      contributors[row].indices.compactMap { contributors[row][$0].isEmpty ? nil : Place(row: row, column: $0) }
    }
  }

  /// Whether a cell is of one or two whom a reader does not know who knows one row.
  private func isSensitive(_ place: Place, to reader: Int?) -> Bool {
    let known = reader.map { contributors[$0].last ?? [] } ?? []
    return (1..<Self.fewest).contains(contributors[place.row][place.column].subtracting(known).count)
  }

  /// The next cell that has to be withheld beside, so that this reader learns nothing; nil: it learns nothing.
  private func nextCover(against reader: Int?) -> Place? {
    let unknown = withheld.filter { $0.row != reader }
    for place in Bridges(unknown).edges.sorted() where isSensitive(place, to: reader) {
      if let cover = cover(for: place, reader) { return cover }
    }
    for line in lines where isTelling(line, unknown, reader) {
      if let cover = smallest(line.cells + [line.total], but: reader) { return cover }
    }
    return nil
  }

  /// A line and the total of it that is printed.
  private struct Line {
    let cells: [Place]
    let total: Place
  }

  private var lines: [Line] {
    let byRow = contributors.indices.map { row in
      Line(cells: (0..<columns).map { Place(row: row, column: $0) }, total: Place(row: row, column: columns))
    }
    let byColumn = (0...max(0, columns)).map { column in
      Line(cells: (0..<rows).map { Place(row: $0, column: column) }, total: Place(row: rows, column: column))
    }
    return byRow + byColumn
  }

  /// Whether the total, less what is shown, is the sum of one or two whom the reader does not know.
  private func isTelling(_ line: Line, _ unknown: Set<Place>, _ reader: Int?) -> Bool {
    guard !unknown.contains(line.total) else { return false }
    let own = line.cells.filter(unknown.contains)
    let known = reader.map { contributors[$0].last ?? [] } ?? []
    let who = own.reduce(into: Set<Int>()) { $0.formUnion(contributors[$1.row][$1.column]) }.subtracting(known)
    return !own.isEmpty && (1..<Self.fewest).contains(who.count)
  }

  /// The smallest open cell in the place's row or column, cells before totals; where there is none, anywhere.
  private func cover(for place: Place, _ reader: Int?) -> Place? {
    smallest(places.filter { $0.row == place.row || $0.column == place.column }, but: reader)
      ?? smallest(places, but: reader)
  }

  private func smallest(_ places: [Place], but reader: Int?) -> Place? {
    func weight(_ place: Place) -> (Int, Int, Place) {
      (isTotal(place) ? 1 : 0, contributors[place.row][place.column].count, place)
    }
    return places.filter {
      $0.row != reader && !withheld.contains($0) && !contributors[$0.row][$0.column].isEmpty
    }.min { weight($0) < weight($1) }
  }
}

/// The edges of a graph that lie in no circle. A withheld cell joins its row and its column, and each row and column adds up
/// to a known number: so a cell follows from what is shown exactly when it lies in no circle of withheld cells.
private struct Bridges {
  private(set) var edges: [Secrecy.Place] = []
  private let byRow: [Int: [Secrecy.Place]]
  private let byColumn: [Int: [Secrecy.Place]]
  private var order: [Node: Int] = [:]

  private enum Node: Hashable {
    case row(Int)
    case column(Int)
  }

  init(_ cells: Set<Secrecy.Place>) {
    byRow = Dictionary(grouping: cells, by: \.row)
    byColumn = Dictionary(grouping: cells, by: \.column)
    for row in byRow.keys.sorted() where order[.row(row)] == nil { _ = lowest(.row(row), from: nil) }
  }

  /// Looks through all that is reached from a node; answers the earliest node that is met again (Tarjan).
  private mutating func lowest(_ node: Node, from edge: Secrecy.Place?) -> Int {
    let own = order.count
    order[node] = own
    var lowest = own
    let edges: [Secrecy.Place] =
      switch node {
      case .row(let row): byRow[row] ?? []
      case .column(let column): byColumn[column] ?? []
      }
    for next in edges where next != edge {
      let other: Node =
        switch node {
        case .row: .column(next.column)
        case .column: .row(next.row)
        }
      if let seen = order[other] {
        lowest = min(lowest, seen)
        continue
      }
      let reached = self.lowest(other, from: next)
      lowest = min(lowest, reached)
      if reached > own { self.edges.append(next) }
    }
    return lowest
  }
}
