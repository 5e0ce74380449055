/// The figures of a programme in memory, by columns: a read takes a snapshot, which is a copy of the value, and writers go
/// on beside it.
///
/// One chunk holds a year of an indicator. A snapshot shares all chunks; a write copies only the chunk that it touches,
/// and only while a snapshot holds it.
public struct FigureCube: Sendable {
  private struct Place: Hashable {
    var indicator: IndicatorKey
    var year: Int
  }

  private var zones: [ZoneKey] = []
  private var columns: [ZoneKey: Int] = [:]
  private var chunks: [Place: CubeChunk] = [:]
  /// How many figures it holds.
  public private(set) var count = 0

  /// An empty one.
  public init() {}

  /// The figure of a key; `nil` when there is none.
  public subscript(key: FigureKey) -> Figure? {
    get {
      guard let column = columns[key.zone] else { return nil }
      return chunks[Self.place(key)]?.figure(key, column)
    }
    set {
      guard newValue != nil || columns[key.zone] != nil else { return }
      let column = column(of: key.zone)
      let had = chunks[Self.place(key), default: CubeChunk()].put(newValue, key.month.month, column)
      count += (newValue == nil ? 0 : 1) - (had ? 1 : 0)
    }
  }

  /// All figures, in no order.
  public var all: [Figure] { figures() }

  /// The figures of some zones, or all, in no order.
  func figures(of wanted: Set<ZoneKey>? = nil) -> [Figure] {
    let columns = zones.indices.filter { wanted?.contains(zones[$0]) ?? true }
    return chunks.flatMap { place, chunk in
      (1...12).flatMap { month in
        columns.compactMap { column in
          Month(year: place.year, month: month).flatMap {
            chunk.figure(FigureKey(zone: zones[column], indicator: place.indicator, month: $0), column)
          }
        }
      }
    }
  }

  /// How many zones it has columns for. A zone's column stays what it is in all later states of a cube.
  var width: Int { zones.count }

  /// The columns of zones; -1 for one that never had a figure.
  func columns(of zones: [ZoneKey]) -> [Int32] { zones.map { Int32(columns[$0] ?? -1) } }

  /// A month of an indicator at some columns, as it had come by the evening of a day; all that a figure has, or its value
  /// alone.
  func cells(
    of indicator: IndicatorKey, _ month: Month, at columns: CubeSelection, by day: Day, isWhole: Bool = false
  ) -> MonthCells {
    guard let chunk = chunks[Place(indicator: indicator, year: month.year)] else {
      return MonthCells(marks: Array(repeating: 0, count: columns.count))
    }
    return chunk.read(month.month, columns, by: day, isWhole: isWhole)
  }

  /// A month of an indicator where it lies; not called where the year has no figure.
  func withRow(of indicator: IndicatorKey, _ month: Month, _ body: (CubeRow) -> Void) {
    chunks[Place(indicator: indicator, year: month.year)]?.withRow(month.month, body)
  }

  private mutating func column(of zone: ZoneKey) -> Int {
    if let column = columns[zone] { return column }
    zones.append(zone)
    columns[zone] = zones.count - 1
    return zones.count - 1
  }

  private static func place(_ key: FigureKey) -> Place { Place(indicator: key.indicator, year: key.month.year) }
}
