/// A month of an indicator by columns, one cell for each unit of a board, in the board's order. A column that no cell has
/// anything in is empty.
struct MonthCells {
  /// What each cell has (``CubeMark``).
  var marks: [UInt8]
  var values: [Int64] = []
  var bases: [Int64] = []
  var growths: [Int64] = []
  var days: [Int32] = []

  func has(_ mark: CubeMark, _ place: Int) -> Bool { marks[place] & mark.rawValue != 0 }
  func value(_ place: Int) -> Int64? { has(.cumulative, place) ? values[place] : nil }
  func base(_ place: Int) -> Int64? { has(.base, place) ? bases[place] : nil }
  func growth(_ place: Int) -> Int64? { has(.growth, place) ? growths[place] : nil }
  func day(_ place: Int) -> Int32? { has(.day, place) ? days[place] : nil }

  /// What came after a day counts as not come.
  mutating func forget(laterThan day: Int32, _ days: [Int32]) {
    for place in marks.indices where days[place] > day && has(.day, place) { marks[place] = 0 }
  }

  /// Puts another figure, or none, into a cell.
  mutating func replace(_ place: Int, by figure: Figure?) {
    marks[place] = figure.map { CubeMark($0).rawValue } ?? 0
    guard let figure else { return }
    put(figure.cumulative?.units, &values, place)
    put(figure.reportedBase?.units, &bases, place)
    put(figure.reportedGrowth, &growths, place)
    put(figure.receivedOn?.number, &days, place)
  }

  private func put<Value: FixedWidthInteger>(_ value: Value?, _ column: inout [Value], _ place: Int) {
    guard let value else { return }
    if column.isEmpty { column = Array(repeating: 0, count: marks.count) }
    column[place] = value
  }

  /// Whether every number is so small that products with rates and shares fit 128 bits.
  var isNarrow: Bool {
    Self.isNarrow(values, bits: 53) && Self.isNarrow(bases, bits: 53) && Self.isNarrow(growths, bits: 30)
  }

  private static func isNarrow(_ numbers: [Int64], bits: Int64) -> Bool {
    var all: Int64 = 0
    for number in numbers { all |= number ^ (number >> 63) }
    return all >> bits == 0
  }
}
