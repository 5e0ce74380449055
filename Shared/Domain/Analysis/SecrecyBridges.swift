/// The edges of a graph that lie in no circle. A withheld cell joins its row and its column, and each row and column adds up
/// to a known number: so a cell follows from what is shown exactly when it lies in no circle of withheld cells.
///
/// The search goes as deep as twice the shorter side of the table: its columns, which are industries.
struct SecrecyBridges {
  private(set) var edges: [Secrecy.Place] = []
  /// The columns withheld of each row, and the rows withheld of each column.
  private let byRow: [[Int]]
  private let byColumn: [[Int]]
  /// Rows that the reader knows.
  private let known: Set<Int>
  /// When each row, and after the rows each column, was met; 0: not yet.
  private var order: [Int]
  private var met = 0

  init(byRow: [[Int]], byColumn: [[Int]], without known: Set<Int>) {
    (self.byRow, self.byColumn, self.known) = (byRow, byColumn, known)
    order = Array(repeating: 0, count: byRow.count + byColumn.count)
    for row in byRow.indices where order[row] == 0 && !known.contains(row) { _ = lowest(row, from: nil) }
  }

  /// Looks through all that is reached from a node; answers the earliest node that is met again (Tarjan).
  private mutating func lowest(_ node: Int, from before: Int?) -> Int {
    met += 1
    let own = met
    order[node] = own
    var lowest = own
    let isRow = node < byRow.count
    for next in isRow ? byRow[node] : byColumn[node - byRow.count] {
      let other = isRow ? next + byRow.count : next
      guard other != before, isRow || !known.contains(other) else { continue }
      if order[other] > 0 {
        lowest = min(lowest, order[other])
        continue
      }
      let reached = self.lowest(other, from: node)
      lowest = min(lowest, reached)
      guard reached > own else { continue }
      let (row, column) = isRow ? (node, next) : (next, node - byRow.count)
      edges.append(Secrecy.Place(row: row, column: column))
    }
    return lowest
  }
}
