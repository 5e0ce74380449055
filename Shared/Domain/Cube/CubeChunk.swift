/// A year of an indicator: for each month a row of cells, one for each unit.
struct CubeChunk: Sendable {
  /// What a cell has: a missing number is not zero.
  private struct Mark: OptionSet {
    let rawValue: UInt8
    static let figure = Mark(rawValue: 1)
    static let demonstration = Mark(rawValue: 2)
    static let cumulative = Mark(rawValue: 4)
    static let base = Mark(rawValue: 8)
    static let growth = Mark(rawValue: 16)
    static let day = Mark(rawValue: 32)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(_ figure: Figure) {
      self = .figure
      if figure.isDemonstration { insert(.demonstration) }
      if figure.cumulative != nil { insert(.cumulative) }
      if figure.reportedBase != nil { insert(.base) }
      if figure.reportedGrowth != nil { insert(.growth) }
      if figure.receivedOn != nil { insert(.day) }
    }
  }

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
    let mark = Mark(rawValue: marks[cell])
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
    marks.put(figure.map { Mark($0).rawValue } ?? 0, at: cell, of: cells)
    cumulatives.put(figure?.cumulative?.units ?? 0, at: cell, of: cells)
    bases.put(figure?.reportedBase?.units ?? 0, at: cell, of: cells)
    growths.put(figure?.reportedGrowth ?? 0, at: cell, of: cells)
    days.put(figure?.receivedOn?.number ?? 0, at: cell, of: cells)
    sources.put(figure?.source ?? "", at: cell, of: cells)
    notes.put(figure?.note ?? "", at: cell, of: cells)
    return had
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
