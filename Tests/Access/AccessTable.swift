import Foundation

@testable import Chassis

/// The table of who may call what, as it was written by hand.
struct AccessTable {
  /// A cell: whether a call comes to its handler.
  struct Cell: Hashable {
    /// For the caller's own zones, or of the city.
    var own: Bool
    /// For foreign zones.
    var foreign: Bool
  }

  /// The columns; nil is a caller without a role.
  static let columns: [AccessRole?] = [
    .cityOffice, .department, .county, .zoneReporter, .zoneApprover, .leader, .auditor, .system, .administrator, nil,
  ]

  /// Cells in the order of the columns, by method: `tupo.indicators.v1.FigureService/GetFigure`.
  let rows: [String: [Cell]]

  /// The table beside this file.
  init() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "access-table.txt")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
    rows = Dictionary(
      lines.map { line in
        let words = line.split(separator: " ")
        return (String(words[0]), words.dropFirst().map { Cell(own: $0.first == "+", foreign: $0.last == "+") })
      }, uniquingKeysWith: { _, second in second + second })  // A method that stands there twice has no row of cells.
  }
}
