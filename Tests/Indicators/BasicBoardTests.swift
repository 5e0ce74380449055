import Domain
import Storage
import TestRandom
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Indicators

/// What comes by columns is what the explained board has.
@Suite("The basic view of a board")
struct BasicBoardTests {
  private static func figures(_ random: inout SplitMix) -> [IndicatorsV1.Figure] {
    var figures: [String: IndicatorsV1.Figure] = [:]
    for _ in 0..<random.int(1...14) {
      let month = random.int(2...12)
      let figure = SmallProgramme.figure(
        random.pick(["a", "b", "c"]), "\(random.int(2011...2013))-\(month < 10 ? "0" : "")\(month)",
        random.pick([nil, 0, Int64(random.int(1...900))]), of: random.pick(["investment", "added"]),
        base: random.pick([nil, 100]), growth: random.pick([nil, Int64(random.int(-900...4000))]),
        on: random.pick(["", "2013-07-10", "2013-07-12"]), note: "说明")
      if figure.cumulative != nil || figure.growthBasisPoints != nil { figures[figure.name] = figure }
    }
    if figures.isEmpty { return [SmallProgramme.figure("a", "2013-06", 7)] }
    return Array(figures.values)
  }

  /// The programme with a target, an order of zones, and a merger of one zone with another that may be there.
  private static func programme(_ random: inout SplitMix) -> IndicatorsV1.ApplyProgrammeRequest {
    var request = SmallProgramme.request()
    let units = Int64(random.int(1...2_000))
    if random.int(0...1) == 0 { request.targets[0].goal = .value(units) }
    request.zones[0].protocolOrder = Int32(random.int(1...9))
    request.programme?.margins?.lowBaseBasisPoints = random.pick([0, 5_000])
    if random.int(0...1) == 0 {
      request.successions = [
        .with {
          $0.name = "\(SmallProgramme.parent)/successions/taken"
          $0.title = .with { $0.zh = "并入" }
          $0.validFrom = "2013-03-01"
          $0.predecessors = ["b", "c"].map { "\(SmallProgramme.parent)/zones/\($0)" }
          $0.successors = ["\(SmallProgramme.parent)/zones/c"]
        }
      ]
    }
    return request
  }

  @Test("is what it leaves of the explained one, after any writes and changes of the programme", arguments: 0..<8)
  func equal(seed: UInt64) async throws {
    try await withProgramme { handlers in
      var random = SplitMix(seed: seed)
      for step in 0..<10 {
        _ = try await handlers.figures.submitFigures(SmallProgramme.submit(Self.figures(&random)), anyCall())
        if step % 3 == 2 { _ = try await handlers.catalogue.applyProgramme(Self.programme(&random), anyCall()) }
        try await handlers.analysis.cubes.forward("p")
        for indicator in ["investment", "added"] {
          var request = SmallProgramme.board(
            random.pick(["2013-02", "2013-06", "2012-12"]), on: random.pick(["", "2013-07-11"]), indicator)
          let full = try await handlers.analysis.getScoreboard(request, anyCall())
          request.view = .basic
          #expect(try await handlers.analysis.board(request) == full.basic)
          #expect(try await handlers.analysis.board(request) == full.basic, "kept from before")
          request.read = .with { $0.point = .version(full.version ?? CommonV1.DataVersion()) }
          #expect(try await handlers.analysis.board(request) == full.basic)
        }
      }
    }
  }

  @Test("has no exact fractions, explanations and findings, and all that is judged by")
  func content() async throws {
    try await withProgramme { handlers in
      for (month, value) in [("2012-06", Int64(100)), ("2013-06", 150)] {
        let figure = SmallProgramme.figure("a", month, value)
        _ = try await handlers.figures.submitFigures(SmallProgramme.submit([figure]), anyCall())
      }
      try await handlers.analysis.cubes.forward("p")
      var request = SmallProgramme.board("2013-06", on: "", "investment")
      request.view = .basic
      let row = try #require(try await handlers.analysis.board(request).rows.first)
      #expect(row.growth?.basisPoints == 5_000 && row.growth?.display == "50.0" && row.growth?.exact == "")
      #expect(row.explanation == nil && row.growth?.explanation == nil && row.rank == 1)
      #expect(row.growthLight == .reached)
    }
  }

  @Test("of an indicator that there is not is not found")
  func unknown() async throws {
    try await withProgramme { handlers in
      let figure = SmallProgramme.figure("a", "2013-06", 1)
      _ = try await handlers.figures.submitFigures(SmallProgramme.submit([figure]), anyCall())
      try await handlers.analysis.cubes.forward("p")
      var request = SmallProgramme.board("2013-06", on: "", "nothing")
      request.view = .basic
      await #expect(throws: (any Error).self) { try await handlers.analysis.getScoreboard(request, anyCall()) }
    }
  }

  @Test("is kept while nothing has changed, of so many boards at most, and taken out to be changed")
  func kept() {
    let board = IndicatorsV1.Scoreboard.with { $0.matched = 1 }
    let answer = BoardAnswers.Answer(board: board, lines: [], cells: [:])
    func key(_ month: Int32) -> BriefBoards.Key {
      BriefBoards.Key(indicator: "i", month: Month(index: month), evening: .end)
    }
    var answers = BoardAnswers()
    let (old, new) = (DataVersion(epoch: 1, sequence: 7), DataVersion(epoch: 1, sequence: 8))
    answers.keep(answer, key(0), at: old)
    #expect(answers.board(key(0), at: old) == board)
    #expect(answers.board(key(0), at: new) == nil && answers.board(key(1), at: old) == nil)
    for month in Int32(1)..<16 { answers.keep(answer, key(month), at: new) }
    #expect(answers.board(key(0), at: old) == board)
    answers.keep(answer, key(16), at: new)
    #expect(answers.board(key(0), at: old) == nil, "an older one goes first")
    for month in Int32(17)..<40 { answers.keep(answer, key(month), at: new) }
    let kept = (Int32(0)..<40).filter { answers.board(key($0), at: new) != nil }
    #expect(kept.count == 16 && kept.contains(39))
    #expect(answers.take(key(39))?.board == board && answers.take(key(39)) == nil)
  }
}
