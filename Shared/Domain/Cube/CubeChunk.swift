/// A year of an indicator: for each month a row of cells, one for each unit.
struct CubeChunk: Sendable {
  /// Cells in a row; grows by doubling.
  private var width = 0
  private var marks = CubeColumn<UInt8>()
  private var cumulatives = CubeColumn<Int64>()
  private var bases = CubeColumn<Int64>()
  private var growths = CubeColumn<Int64>()
  private var days = CubeColumn<Int32>()
  private var sources = CubeTexts()
  private var notes = CubeTexts()

  func figure(_ key: FigureKey, _ column: Int) -> Figure? {
    guard column < width else { return nil }
    let cell = cell(key.month.month, column)
    let mark = CubeMark(rawValue: marks[cell])
    guard mark.contains(.figure) else { return nil }
    return Figure(
      key: key, cumulative: mark.contains(.cumulative) ? Amount(cumulatives[cell]) : nil,
      reportedBase: mark.contains(.base) ? Amount(bases[cell]) : nil,
      reportedGrowth: mark.contains(.growth) ? growths[cell] : nil,
      receivedOn: mark.contains(.day) ? Day(number: days[cell]) : nil, source: sources[cell],
      isDemonstration: mark.contains(.demonstration), note: notes[cell])
  }

  /// Puts a figure, or empties the cell for `nil`; answers whether there was one.
  mutating func put(_ figure: Figure?, _ month: Int, _ column: Int) -> Bool {
    if column >= width { widen(to: max(16, width * 2, column + 1)) }
    let (cell, cells) = (cell(month, column), 12 * width)
    let had = marks[cell] != 0
    marks.put(figure.map { CubeMark($0).rawValue } ?? 0, at: cell, of: cells)
    cumulatives.put(figure?.cumulative?.units ?? 0, at: cell, of: cells)
    bases.put(figure?.reportedBase?.units ?? 0, at: cell, of: cells)
    growths.put(figure?.reportedGrowth ?? 0, at: cell, of: cells)
    days.put(figure?.receivedOn?.number ?? 0, at: cell, of: cells)
    sources.put(figure?.source ?? "", at: cell, of: cells)
    notes.put(figure?.note ?? "", at: cell, of: cells)
    return had
  }

  /// A month's cells of some columns, as they had come by the evening of a day; all that a figure has, or its value alone.
  func read(_ month: Int, _ columns: CubeSelection, by day: Day, isWhole: Bool) -> MonthCells {
    let first = (month - 1) * width
    var cells = MonthCells(marks: marks.gathered(columns, from: first, width))
    if !days.isEmpty {
      let days = days.gathered(columns, from: first, width)
      cells.forget(laterThan: day.number, days)
      if isWhole { cells.days = days }
    }
    cells.values = cumulatives.gathered(columns, from: first, width)
    guard isWhole else { return cells }
    if !bases.isEmpty { cells.bases = bases.gathered(columns, from: first, width) }
    if !growths.isEmpty { cells.growths = growths.gathered(columns, from: first, width) }
    return cells
  }

  func withRow(_ month: Int, _ body: (CubeRow) -> Void) {
    marks.withBuffer { marks in
      cumulatives.withBuffer { body(CubeRow(marks, $0, from: (month - 1) * width, width)) }
    }
  }

  private func cell(_ month: Int, _ column: Int) -> Int { (month - 1) * width + column }

  private mutating func widen(to wide: Int) {
    defer { width = wide }
    marks = marks.widened(from: width, to: wide)
    cumulatives = cumulatives.widened(from: width, to: wide)
    bases = bases.widened(from: width, to: wide)
    growths = growths.widened(from: width, to: wide)
    days = days.widened(from: width, to: wide)
    sources = sources.widened(from: width, to: wide)
    notes = notes.widened(from: width, to: wide)
  }
}
