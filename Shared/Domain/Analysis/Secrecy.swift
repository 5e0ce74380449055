/// Which cells of a published table must be withheld, so that no single enterprise's figure can be read or worked out.
///
/// Article 25 of the Statistics Law (2009): nobody gives out what identifies a single respondent. Practice withholds cells
/// of fewer than three; and since totals are printed, what is withheld in a row or column must not follow by subtraction.
public enum Secrecy {
  /// Cells made of fewer contributors than this are withheld.
  public static let fewest = 3

  /// A cell's place.
  public struct Place: Sendable, Hashable {
    /// Counted from 0.
    public var row: Int
    /// Counted from 0.
    public var column: Int

    /// Creates a place.
    public init(row: Int, column: Int) {
      self.row = row
      self.column = column
    }
  }

  /// The cells to withhold of a table whose row and column totals are printed. `contributors` tells, by row and column, of
  /// how many enterprises a cell is made; an empty cell (0) says nothing and stays.
  ///
  /// In each row and column either nothing is withheld, or at least two cells of together at least three contributors:
  /// the smallest open ones are withheld beside, the first of equals. Where a line has no other cell, its total is the
  /// cell itself and cannot be printed: see ``unprintable(_:_:)``.
  public static func withheld(_ contributors: [[Int]]) -> Set<Place> {
    var hidden = Set(places(contributors).filter { (1..<fewest).contains(contributors[$0.row][$0.column]) })
    var changed = true
    while changed {
      changed = false
      for line in lines(contributors) where !isSafe(line, hidden, contributors) {
        let open = line.filter { !hidden.contains($0) && contributors[$0.row][$0.column] > 0 }
        guard let next = open.min(by: { contributors[$0.row][$0.column] < contributors[$1.row][$1.column] }) else {
          continue
        }
        hidden.insert(next)
        changed = true
      }
    }
    return hidden
  }

  /// Rows and columns, each as its places, whose total would tell what is withheld in them.
  public static func unprintable(_ contributors: [[Int]], _ hidden: Set<Place>) -> [[Place]] {
    lines(contributors).filter { !isSafe($0, hidden, contributors) }
  }

  private static func isSafe(_ line: [Place], _ hidden: Set<Place>, _ contributors: [[Int]]) -> Bool {
    let own = line.filter(hidden.contains)
    return own.isEmpty || (own.count >= 2 && own.reduce(0) { $0 + contributors[$1.row][$1.column] } >= fewest)
  }

  private static func places(_ contributors: [[Int]]) -> [Place] {
    contributors.indices.flatMap { row in contributors[row].indices.map { Place(row: row, column: $0) } }
  }

  private static func lines(_ contributors: [[Int]]) -> [[Place]] {
    let all = places(contributors)
    let rows = contributors.indices.map { row in all.filter { $0.row == row } }
    let columns = (contributors.first ?? []).indices.map { column in all.filter { $0.column == column } }
    return rows + columns
  }
}
