import Chassis
import Domain
import RPC
import WireTupo

/// The rows of a drawn file, sheet by sheet.
struct DrawnSheets: Sendable {
  private(set) var grids: [SheetGrid] = []
  private var room = DrawnSheets.rowLimit

  /// Rows of all sheets, blank ones between others included.
  static let rowLimit = 20_000
  /// Cells of a row.
  private static let cellLimit = 1_000

  static let tooMany = Failure(
    .invalidArgument, "TOO_MANY_ROWS", zh: "slice：未整理的表最多\(rowLimit)行，每行\(cellLimit)格；更大的请改为一行一个数的表。",
    en:
      "slice: a drawn sheet has at most \(rowLimit) rows of \(cellLimit) cells; larger ones need one figure in each row.",
    values: ["field": "slice"])

  /// Adds a row at its place; false when it is too much, or the rows are not in order.
  mutating func add(_ row: IndicatorsV1.ImportFiguresRequest.Row) -> Bool {
    if grids.last?.name != row.sheet || grids.isEmpty { grids.append(SheetGrid(name: row.sheet, rows: [])) }
    let place = grids.count - 1
    let missing = Int(row.number) - grids[place].rows.count
    guard (1...room).contains(missing), row.cells.count <= Self.cellLimit else { return false }
    room -= missing
    grids[place].rows += repeatElement([], count: missing - 1)
    grids[place].rows.append(row.cells)
    return true
  }
}

extension SheetHints {
  /// What the heading of an import tells beside the sheets.
  init(_ heading: IndicatorsV1.ImportFiguresRequest.Heading) {
    self.init(
      month: Month(heading.month), unit: heading.unit.isEmpty ? nil : heading.unit,
      aliases: Dictionary(heading.aliases.map { ($0.heading, $0.meaning) }, uniquingKeysWith: { _, last in last }))
  }
}
