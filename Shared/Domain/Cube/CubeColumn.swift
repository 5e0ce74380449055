/// One number of each cell of a chunk, zero where none was put. It takes no room until the first other one comes.
struct CubeColumn<Value: FixedWidthInteger & Sendable>: Sendable {
  private var values: [Value] = []

  subscript(cell: Int) -> Value { cell < values.count ? values[cell] : 0 }

  /// Whether no cell has a number.
  var isEmpty: Bool { values.isEmpty }

  func withBuffer(_ body: (UnsafeBufferPointer<Value>) -> Void) { values.withUnsafeBufferPointer(body) }

  /// The numbers of some columns of the row that begins at a cell and is so wide; zero for a column that it has not.
  func gathered(_ selection: CubeSelection, from first: Int, _ width: Int) -> [Value] {
    let columns = selection.columns
    guard !values.isEmpty else { return Array(repeating: 0, count: columns.count) }
    if let run = selection.run, run + columns.count <= width {
      return Array(values[first + run..<first + run + columns.count])
    }
    let wide = UInt32(width)
    return values.withUnsafeBufferPointer { values in
      [Value](unsafeUninitializedCapacity: columns.count) { gathered, count in
        for (place, column) in columns.enumerated() {
          let column = UInt32(bitPattern: column)  // -1 is no column: beyond every width.
          gathered[place] = column < wide ? values[first + Int(column)] : 0
        }
        count = columns.count
      }
    }
  }

  /// Puts a number into a cell of a chunk that has so many.
  mutating func put(_ value: Value, at cell: Int, of cells: Int) {
    if values.isEmpty {
      guard value != 0 else { return }
      values = Array(repeating: 0, count: cells)
    }
    values[cell] = value
  }

  /// The same rows, each with room for `wide` cells instead of `width`.
  func widened(from width: Int, to wide: Int) -> Self {
    guard !values.isEmpty else { return self }
    var new = Self()
    new.values = Array(repeating: 0, count: values.count / width * wide)
    for (cell, value) in values.enumerated() { new.values[cell / width * wide + cell % width] = value }
    return new
  }
}

/// A text of each cell. Each text is kept once.
struct CubeTexts: Sendable {
  private var texts = [""]
  private var numbers: [String: Int32] = ["": 0]
  private var column = CubeColumn<Int32>()

  subscript(cell: Int) -> String { texts[Int(column[cell])] }

  mutating func put(_ text: String, at cell: Int, of cells: Int) {
    column.put(number(of: text), at: cell, of: cells)
  }

  private mutating func number(of text: String) -> Int32 {
    if let number = numbers[text] { return number }
    texts.append(text)
    numbers[text] = Int32(texts.count - 1)
    return Int32(texts.count - 1)
  }

  func widened(from width: Int, to wide: Int) -> Self {
    var new = self
    new.column = column.widened(from: width, to: wide)
    return new
  }
}
