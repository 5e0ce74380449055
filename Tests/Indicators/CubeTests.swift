import Domain
import Storage
import TestRandom
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Indicators

/// What is read from memory is what the tables say.
@Suite("Figures in memory")
struct CubeTests {
  /// Some figures of three zones and two indicators over two years, many of them revisions of earlier ones.
  private static func figures(_ random: inout SplitMix) -> [IndicatorsV1.Figure] {
    var figures: [String: IndicatorsV1.Figure] = [:]
    for _ in 0..<random.int(1...12) {
      let month = random.int(2...12)
      let figure = SmallProgramme.figure(
        random.pick(["a", "b", "c"]), "\(random.int(2012...2013))-\(month < 10 ? "0" : "")\(month)",
        random.pick([nil, 0, Int64(random.int(1...900))]), of: random.pick(["investment", "added"]),
        base: random.pick([nil, 100]), growth: Int64(random.int(-900...900)), on: random.pick(["", "2013-07-10"]),
        note: "说明")
      figures[figure.name] = figure
    }
    return Array(figures.values)
  }

  @Test("are those of the tables after any writes and revisions, and after a restart", arguments: 0..<6)
  func equal(seed: UInt64) async throws {
    try await withStore(IndicatorsService.migrations) { store in
      var random = SplitMix(seed: seed)
      let figures = FigureHandler(store: store)
      _ = try await CatalogueHandler(store: store).applyProgramme(SmallProgramme.request(), anyCall())
      var cubes = FigureCubes(store: store)
      for step in 0..<12 {
        _ = try await figures.submitFigures(SmallProgramme.submit(Self.figures(&random)), anyCall())
        if step == 6 { cubes = FigureCubes(store: store) }
        if random.int(0...2) == 0 { continue }  // So that several versions come at once.
        try await cubes.forward("p")
        let snapshot = try #require(try await cubes.snapshot(of: "p"))
        let (kept, version) = try await store.read { try FigureStore.figures("p", after: nil, limit: 10_000, in: $0) }
        #expect(snapshot.version == version)
        #expect(snapshot.cube.all.sorted { $0.key < $1.key } == kept.sorted { $0.key < $1.key })
      }
    }
  }

  @Test("give the boards that the tables give", arguments: 0..<6)
  func boards(seed: UInt64) async throws {
    try await withStore(IndicatorsService.migrations) { store in
      var random = SplitMix(seed: seed)
      let figures = FigureHandler(store: store)
      _ = try await CatalogueHandler(store: store).applyProgramme(SmallProgramme.request(), anyCall())
      let cubes = FigureCubes(store: store)
      let analysis = AnalysisHandler(store: store, cubes: cubes)
      for _ in 0..<6 {
        _ = try await figures.submitFigures(SmallProgramme.submit(Self.figures(&random)), anyCall())
        try await cubes.forward("p")
        for indicator in ["investment", "added"] {
          var request = SmallProgramme.board("2013-06", on: random.pick(["", "2013-07-09"]), indicator)
          let board = try await analysis.getScoreboard(request, anyCall())
          request.read = .with { $0.point = .version(board.version ?? CommonV1.DataVersion()) }
          #expect(try await analysis.getScoreboard(request, anyCall()) == board)
        }
      }
    }
  }

  @Test("take no room for a programme that has none, and follow it once it has")
  func unknown() async throws {
    try await withProgramme { handlers in
      let cubes = handlers.analysis.cubes
      try await cubes.forward("p")
      #expect(try await cubes.snapshot(of: "p") == nil)
      _ = try await handlers.figures.submitFigures(
        SmallProgramme.submit([SmallProgramme.figure("a", "2013-06", 1)]), anyCall())
      try await cubes.forward("p")
      #expect(try await cubes.snapshot(of: "p")?.cube.count == 1)
    }
  }
}
