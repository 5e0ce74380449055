/// The cells of a month where they lie in a chunk, for as long as a closure runs.
struct CubeRow {
  /// Cells; a column beyond them has none.
  let count: Int
  private let marks: UnsafeBufferPointer<UInt8>
  /// Empty where no cell has a value but zero.
  private let values: UnsafeBufferPointer<Int64>
  private let first: Int

  init(_ marks: UnsafeBufferPointer<UInt8>, _ values: UnsafeBufferPointer<Int64>, from first: Int, _ width: Int) {
    (self.marks, self.values, self.first) = (marks, values, first)
    count = marks.isEmpty ? 0 : width
  }

  func has(_ mark: CubeMark, _ column: Int) -> Bool { marks[first + column] & mark.rawValue != 0 }
  func value(_ column: Int) -> Int64 { values.isEmpty ? 0 : values[first + column] }
}
