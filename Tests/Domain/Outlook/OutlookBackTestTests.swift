import Domain
import Foundation
import Testing

/// Landings on the real series, each year told by what was learned without it.
@Suite("Landings of 31 provinces")
struct OutlookBackTestTests {
  /// 2018 and 2019, both series, one year left out at a time.
  static func leftOut() throws -> BackTestTable {
    var table = BackTestTable()
    for (number, series) in try ProvinceSeries.both().enumerated() {
      for year in [2018, 2019] {
        try table.add(
          series, number: number, year: year, months: 2...11, learningFrom: [2018, 2019].filter { $0 != year })
      }
    }
    return table
  }

  /// 2025, which nothing was chosen on.
  static func later() throws -> BackTestTable {
    var table = BackTestTable()
    try table.add(.later(), number: 1, year: 2025, months: 4...11, learningFrom: [2018, 2019])
    return table
  }

  @Test("are as the kept table says")
  func table() throws {
    let (leftOut, later) = (try Self.leftOut(), try Self.later())
    #expect(leftOut.cells.count == 31 * 10 * 4)
    #expect(later.cells.count == 31 * 8)
    let text = BackTestTable.text(leftOut: leftOut, later: later)
    if ProcessInfo.processInfo.environment["TUPO_WRITE_TABLES"] != nil {
      try text.write(to: Fixtures.folder.appending(path: "Outlook/back-test.md"), atomically: true, encoding: .utf8)
    }
    #expect(try Fixtures.text("Outlook/back-test.md") == text)
  }
}
