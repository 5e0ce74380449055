/// Which columns of a cube are read, in the order of a board.
struct CubeSelection: Sendable {
  /// The number of each column; -1 for a unit that the cube has not.
  let columns: [Int32]
  /// The first of them where they lie side by side, as all units of a programme mostly do: they are copied in one piece.
  let run: Int?

  init(_ columns: [Int32]) {
    self.columns = columns
    let isRun = columns.indices.allSatisfy { Int(columns[$0]) == Int(columns[0]) + $0 }
    run = isRun ? columns.first.flatMap { $0 < 0 ? nil : Int($0) } : nil
  }

  var count: Int { columns.count }
}
