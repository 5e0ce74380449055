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

  /// The sum of the values at some columns, nil where it does not fit, and how many have one.
  func sum(_ columns: UnsafeBufferPointer<Int32>) -> (sum: Int64?, count: Int32) {
    var (sum, bits, count): (Int64, Int64, Int32) = (0, 0, 0)
    for column in columns where column < count32 {
      let cell = first + Int(column)
      let value = values.isEmpty ? 0 : values[cell]  // A missing one is kept as zero.
      sum &+= value
      bits |= value ^ (value >> 63)
      count &+= Int32(marks[cell] & CubeMark.cumulative.rawValue) / Int32(CubeMark.cumulative.rawValue)
    }
    // Fewer than 2^16 zones of 47 bits each cannot pass 63.
    if bits >> 47 == 0, columns.count < 1 << 16 { return (sum, count) }
    return (exactSum(columns), count)
  }

  private var count32: Int32 { Int32(truncatingIfNeeded: count) }

  private func exactSum(_ columns: UnsafeBufferPointer<Int32>) -> Int64? {
    var sum: Int128 = 0
    for column in columns where column < count32 { sum &+= values.isEmpty ? 0 : Int128(values[first + Int(column)]) }
    return Int64(exactly: sum)
  }

  /// How many values hold against a limit.
  func count(_ comparison: Comparison, _ limit: Int64) -> Int {
    // A value that is above is at least one more.
    guard comparison == .above || limit > .min else { return count { _ in true } }
    let above = comparison == .above ? limit : limit - 1
    return count { $0 > above }
  }

  private func count(_ holds: (Int64) -> Bool) -> Int {
    var found = 0
    for cell in first..<first + count where marks[cell] & CubeMark.cumulative.rawValue != 0 {
      found &+= holds(values.isEmpty ? 0 : values[cell]) ? 1 : 0
    }
    return found
  }
}
