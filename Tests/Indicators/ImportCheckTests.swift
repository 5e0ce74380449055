import Domain
import TestRandom
import TestSupport
import Testing
import WireTupo

@testable import Indicators

/// What an import is held against is read from memory, from the tables by years, or by its keys, as is quickest.
@Suite("The checks of an import")
struct ImportCheckTests {
  private static let indicators = ["投资": "investment", "增加值": "added"]

  /// Earlier months of three zones; some are missing, some fall.
  private static func earlier(_ random: inout SplitMix) -> [IndicatorsV1.Figure] {
    ["a", "b", "c"].flatMap { zone in
      indicators.values.sorted().flatMap { indicator in
        ["2012-05", "2012-06", "2013-05"].filter { _ in random.int(0...4) > 0 }.map { month in
          SmallProgramme.figure(
            zone, month, Int64(random.int(1...90)), of: indicator, base: random.pick([nil, 20]), note: "说明")
        }
      }
    }
  }

  private static func rows(_ random: inout SplitMix) -> [[String]] {
    ["a区", "b区", "c区"].flatMap { zone in
      indicators.keys.sorted().map { indicator in
        [zone, indicator, "2013-06", "元", "\(random.int(1...120))", random.pick(["", "20", "33"]), "有说明"]
      }
    }
  }

  @Test("find the same in what is read from memory, by years and by keys", arguments: 0..<6)
  func same(seed: UInt64) async throws {
    try await withProgramme { handlers in
      var random = SplitMix(seed: seed)
      _ = try await handlers.figures.submitFigures(SmallProgramme.submit(Self.earlier(&random)), anyCall())
      let rows = Self.rows(&random)
      var fresh = FigureHandler(store: handlers.figures.store)
      let byYears = try await fresh.importFigures(SmallProgramme.sheet(rows, dryRun: true), anyCall())
      #expect(!byYears.faults.isEmpty && byYears.faults.allSatisfy { $0.severity == .soft })
      // Each is told by the file's own cell.
      let placed = byYears.faults.filter { $0.columnNumber > 0 }
      #expect(!placed.isEmpty && placed.allSatisfy { $0.cell == rows[Int($0.row) - 2][Int($0.columnNumber) - 1] })
      try await fresh.cubes.forward("p")
      #expect(try await fresh.cubes.snapshot(of: "p") != nil)
      #expect(
        try await fresh.importFigures(SmallProgramme.sheet(rows, dryRun: true), anyCall()).faults == byYears.faults)
      #expect(try await fresh.importFigures(SmallProgramme.sheet(rows, id: "keys"), anyCall()).faults == byYears.faults)
      fresh.layAheadFrom = 1
      let ahead = try await fresh.importFigures(SmallProgramme.sheet(rows, id: "ahead"), anyCall())
      #expect(ahead.faults == byYears.faults && ahead.changed == 0)
    }
  }
}
