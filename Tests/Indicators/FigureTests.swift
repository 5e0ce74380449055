import RPC
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Indicators

@Suite("Figures")
struct FigureTests {
  private func count(_ handlers: Handlers) async throws -> Int {
    try await handlers.figures.listFigures(.with { $0.parent = SmallProgramme.parent }, anyCall()).figures.count
  }

  @Test("keep zero and missing apart, through the store and back")
  func zeroIsNotMissing() async throws {
    try await withProgramme { handlers in
      let figures = [
        SmallProgramme.figure("a", "2013-06", 0), SmallProgramme.figure("b", "2013-06", nil, of: "added", growth: 0),
      ]
      _ = try await handlers.figures.submitFigures(SmallProgramme.submit(figures), anyCall())
      let zero = try await handlers.figures.getFigure(.with { $0.name = figures[0].name }, anyCall())
      #expect(zero.cumulative == 0 && zero.growthBasisPoints == nil && zero.reportedBase == nil)
      let rate = try await handlers.figures.getFigure(.with { $0.name = figures[1].name }, anyCall())
      #expect(rate.cumulative == nil && rate.growthBasisPoints == 0)
      let none = await refusal {
        _ = try await handlers.figures.getFigure(
          .with { $0.name = SmallProgramme.figure("c", "2013-06", 1).name }, anyCall())
      }
      #expect(none?.code == .notFound)
    }
  }

  @Test("give the first answer to a repeated request, and refuse its id for another")
  func requestID() async throws {
    try await withProgramme { handlers in
      let request = SmallProgramme.submit([SmallProgramme.figure("a", "2013-06", 5)], id: "r1")
      let first = try await handlers.figures.submitFigures(request, anyCall())
      let second = try await handlers.figures.submitFigures(request, anyCall())
      #expect(first == second && first.changed == 1)
      let other = SmallProgramme.submit([SmallProgramme.figure("a", "2013-06", 6)], id: "r1")
      let error = await refusal { _ = try await handlers.figures.submitFigures(other, anyCall()) }
      #expect(error?.reason == "REQUEST_ID_REUSED" && error?.fields == ["request_id"])
    }
  }

  @Test("that say nothing new write nothing; a dry run keeps nothing")
  func unchanged() async throws {
    try await withProgramme { handlers in
      let request = SmallProgramme.submit([SmallProgramme.figure("a", "2013-06", 5)])
      let preview = try await handlers.figures.submitFigures(
        SmallProgramme.submit(request.figures, dryRun: true), anyCall())
      #expect(preview.changed == 1 && preview.version?.sequence == 1)
      #expect(try await count(handlers) == 0)
      #expect(try await handlers.figures.submitFigures(request, anyCall()).version?.sequence == 2)
      let again = try await handlers.figures.submitFigures(request, anyCall())
      #expect(again.changed == 0 && again.version?.sequence == 2)
    }
  }

  @Test(
    "are refused by the field that is wrong",
    arguments: [
      (SmallProgramme.figure("x", "2013-06", 1), "ZONE_UNKNOWN"),
      (SmallProgramme.figure("a", "2013-06", 1, of: "nothing"), "INDICATOR_UNKNOWN"),
      (SmallProgramme.figure("a", "2013-01", 1), "MONTH_WITHOUT_FORM"),
      (SmallProgramme.figure("a", "2013-06", nil), "NOTHING_REPORTED"),
      (SmallProgramme.figure("a", "2013-06", 1, on: "2013-06-31"), "DAY_INVALID"),
    ])
  func refused(figure: IndicatorsV1.Figure, reason: String) async throws {
    try await withProgramme { handlers in
      let good = SmallProgramme.figure("b", "2013-06", 1)
      let error = await refusal {
        _ = try await handlers.figures.submitFigures(SmallProgramme.submit([good, figure]), anyCall())
      }
      #expect(error?.code == .invalidArgument && error?.reason == reason)
      #expect(error?.fields.allSatisfy { $0.hasPrefix("figures[1].") } == true)
      let kept = try await count(handlers)
      #expect(kept == 0)
    }
  }

  @Test("with a lowered base need a word of explanation, and carry it as a finding")
  func loweredBase() async throws {
    try await withProgramme { handlers in
      _ = try await handlers.figures.submitFigures(
        SmallProgramme.submit([SmallProgramme.figure("a", "2012-06", 1_000)]), anyCall())
      let silent = SmallProgramme.figure("a", "2013-06", 1_300, base: 900)
      let error = await refusal {
        _ = try await handlers.figures.submitFigures(SmallProgramme.submit([silent]), anyCall())
      }
      #expect(error?.fields == ["figures[0].reported_base"] && error?.message.contains("备注") == true)
      let told = SmallProgramme.figure("a", "2013-06", 1_300, base: 900, note: "扣除一次性因素")
      let answer = try await handlers.figures.submitFigures(SmallProgramme.submit([told]), anyCall())
      #expect(answer.findings.map(\.reason) == ["BASE_ADJUSTED"] && answer.findings.first?.severity == .soft)
      let board = try await handlers.analysis.getScoreboard(SmallProgramme.board(), anyCall())
      #expect(board.rows[0].base == 900 && board.rows[0].publishedBase == 1_000)
      #expect(board.rows[0].findings.map(\.reason) == ["BASE_ADJUSTED"])
    }
  }

  @Test("of a sheet land whole or not at all, and every fault is told by row and column", arguments: [1, 1_000])
  func sheets(layAheadFrom: Int) async throws {
    try await withProgramme { handlers in
      var handlers = handlers
      handlers.figures.layAheadFrom = layAheadFrom
      let good = ["a区", "投资", "2013-06", "亿元", "1.5", "", ""]
      let bad = [good, ["d区", "投资", "2013-06", "亿元", "1", "", ""], ["b区", "投资", "2013-06", "亿元", "多", "", ""]]
      let error = await refusal { _ = try await handlers.figures.importFigures(SmallProgramme.sheet(bad), anyCall()) }
      #expect(error?.code == .invalidArgument && error?.fields == ["f.csv:3:单位", "f.csv:4:累计"])
      #expect(try await count(handlers) == 0)
      let told = try await handlers.figures.importFigures(SmallProgramme.sheet(bad, dryRun: true), anyCall())
      #expect(told.faults.map(\.row) == [3, 4] && told.rows == 3 && told.version == nil)
      let kept = try await handlers.figures.importFigures(SmallProgramme.sheet([good], id: "i1"), anyCall())
      #expect(kept.changed == 1 && kept.version?.sequence == 2)
      #expect(try await handlers.figures.importFigures(SmallProgramme.sheet([good], id: "i1"), anyCall()) == kept)
      #expect(try await handlers.figures.importFigures(SmallProgramme.sheet([good], id: "i2"), anyCall()).changed == 0)
      let figure = try await handlers.figures.getFigure(
        .with { $0.name = SmallProgramme.figure("a", "2013-06", 1).name }, anyCall())
      #expect(figure.cumulative == 150_000_000 && figure.origin == "f.csv:2" && figure.recordedIn?.sequence == 2)
    }
  }

  @Test("are listed page by page at one version, and a page's token is good for its own list only")
  func pages() async throws {
    try await withProgramme { handlers in
      let figures = ["2013-02", "2013-04"].map { SmallProgramme.figure("a", $0, 1) }
      _ = try await handlers.figures.submitFigures(SmallProgramme.submit(figures), anyCall())
      let first = try await handlers.figures.listFigures(
        .with {
          $0.parent = SmallProgramme.parent
          $0.pageSize = 1
        }, anyCall())
      #expect(first.figures.map(\.name) == [figures[0].name])
      _ = try await handlers.figures.submitFigures(
        SmallProgramme.submit([SmallProgramme.figure("a", "2013-03", 1)]), anyCall())
      let rest = try await handlers.figures.listFigures(
        .with {
          $0.parent = SmallProgramme.parent
          $0.pageToken = first.nextPageToken
        }, anyCall())
      #expect(rest.figures.map { $0.name.suffix(7) } == ["2013-04"] && rest.version == first.version)
      let other = await refusal {
        _ = try await handlers.figures.listFigures(
          .with {
            $0.parent = "programmes/p/zones/a"
            $0.pageToken = first.nextPageToken
          }, anyCall())
      }
      #expect(other?.fields == ["page_token"])
    }
  }
}
