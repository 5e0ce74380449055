import Domain
import RPC
import Storage
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Indicators

@Suite("Which source of a figure prevails")
struct SourceTests {
  /// The bureau's figure of investment prevails over the zone's.
  private static func request() -> IndicatorsV1.ApplyProgrammeRequest {
    var request = SmallProgramme.request()
    var bureau = SmallProgramme.indicator("investment-bureau", "投资（统计）", .nominal)
    bureau.ownerBureau = "市统计局"
    bureau.main = false
    request.indicators.append(bureau)
    request.indicators[0].sources = [bureau.name, request.indicators[0].name]
    return request
  }

  private static func with(_ body: (Handlers) async throws -> Void) async throws {
    try await withProgramme { handlers in
      _ = try await handlers.catalogue.applyProgramme(request(), anyCall())
      let figures: [(String, String, String, Int64)] = [
        ("a", "2012-06", "investment", 100), ("a", "2013-06", "investment", 140),
        ("a", "2013-06", "investment-bureau", 130), ("b", "2012-06", "investment", 100),
        ("b", "2012-06", "investment-bureau", 110), ("b", "2013-06", "investment", 121),
      ]
      _ = try await handlers.figures.submitFigures(
        SmallProgramme.submit(
          figures.map {
            SmallProgramme.figure($0.0, $0.1, $0.3, of: $0.2, on: $0.2 == "investment" ? "2013-07-01" : "")
          }),
        anyCall())
      try await body(handlers)
    }
  }

  @Test("is computed with, and what the others say stays visible with the difference", arguments: [false, true])
  func board(fromTables: Bool) async throws {
    try await Self.with { handlers in
      var request = SmallProgramme.board()
      if fromTables {
        let version = try await handlers.analysis.store.head().version
        request.read = .with {
          $0.point = .version(
            .with { ($0.epoch, $0.sequence) = (version.epoch, version.sequence) })
        }
      }
      let board = try await handlers.analysis.getScoreboard(request, anyCall())
      let rows = Dictionary(uniqueKeysWithValues: board.rows.map { (String($0.zone.suffix(1)), $0) })
      #expect(rows["a"]?.cumulative == 130 && rows["a"]?.growth?.display == "30.0")
      #expect(rows["b"]?.cumulative == 121 && rows["b"]?.base == 110 && rows["b"]?.growth?.display == "10.0")
      #expect(rows["a"]?.sources.map(\.cumulative) == [130, 140] && rows["a"]?.sources.map(\.difference) == [0, 10])
      #expect(rows["a"]?.sources.map(\.prevails) == [true, false])
      #expect(rows["a"]?.sources.first?.title?.zh == "市统计局（投资（统计））")
      #expect(rows["b"]?.sources.map(\.prevails) == [true, false] && rows["b"]?.sources.last?.cumulative == nil)
      #expect(rows["c"]?.sources.allSatisfy { !$0.prevails } == true && rows["c"]?.cumulative == nil)
      #expect(board.total?.cumulative == 251)
      #expect(board.notes.contains { $0.zh.contains("以先者为准：市统计局（投资（统计））、投资") })
      // Explanations name the figure that was reported.
      let sources = rows["a"]?.growth?.explanation?.sources.map(\.reference) ?? []
      #expect(sources.contains { $0.contains("investment-bureau/figures/2013-06") })
      // Another source is not asked of the zones.
      let status = try await handlers.analysis.getReportingStatus(
        .with {
          $0.parent = SmallProgramme.parent
          $0.month = "2013-06"
        }, anyCall())
      #expect(!status.entries.flatMap(\.missingIndicators).contains { $0.hasSuffix("investment-bureau") })
      let own = try await handlers.analysis.getScoreboard(
        SmallProgramme.board("2013-06", "investment-bureau"), anyCall())
      #expect(own.rows.map(\.cumulative) == [130, nil, nil] && own.rows[0].sources.isEmpty)
    }
  }

  @Test("keeps flash and annual figures apart: the annual one counts where it is there, and the flash one stays")
  func vintages() async throws {
    try await withProgramme { handlers in
      var request = SmallProgramme.request()
      var annual = SmallProgramme.indicator("investment-annual", "投资（年报）", .nominal)
      annual.main = false
      request.indicators.append(annual)
      request.indicators[0].sources = [annual.name, request.indicators[0].name]
      let applied = request
      _ = try await handlers.catalogue.applyProgramme(applied, anyCall())
      let board = { (version: CommonV1.DataVersion?) in
        var request = SmallProgramme.board("2013-12")
        request.read = version.map { version in .with { $0.point = .version(version) } }
        return try await handlers.analysis.getScoreboard(request, anyCall())
      }
      let flash = ["2012-12", "2013-12"].map { SmallProgramme.figure("a", $0, $0 == "2012-12" ? 100 : 130) }
      let first = try await handlers.figures.submitFigures(SmallProgramme.submit(flash), anyCall()).version
      let final = SmallProgramme.figure("a", "2013-12", 126, of: "investment-annual")
      _ = try await handlers.figures.submitFigures(SmallProgramme.submit([final]), anyCall())
      let row = try #require(try await board(nil).rows.first)
      #expect(row.cumulative == 126 && row.growth?.display == "26.0")
      #expect(row.sources.map(\.cumulative) == [126, 130] && row.sources.map(\.difference) == [0, 4])
      #expect(try await board(first).rows.first?.cumulative == 130)
      let name = SmallProgramme.figure("a", "2013-12", nil).name
      #expect(try await handlers.figures.getFigure(.with { $0.name = name }, anyCall()).cumulative == 130)
    }
  }

  @Test("their difference is a finding without a rule of the programme, and by its own rule where there is one")
  func finding() async throws {
    try await Self.with { handlers in
      let check = { @Sendable in
        try await handlers.checks.checkMonth(
          .with {
            $0.parent = SmallProgramme.parent
            $0.month = "2013-06"
          }, anyCall()
        ).findings.filter { $0.fault?.reason == "SOURCES_DIFFER" }
      }
      let found = try await check()
      #expect(found.map { $0.figure.contains("/zones/a/") } == [true] && found[0].fault?.severity == .soft)
      let rules = try await handlers.checks.listCheckRules(.with { $0.parent = SmallProgramme.parent }, anyCall())
      #expect(rules.checkRules.contains { $0.name.hasSuffix("/sources-investment-investment-bureau") })
      var request = Self.request()
      request.checkRules = [
        .with {
          $0.name = "\(SmallProgramme.parent)/checkRules/two-sources"
          $0.kind = .sourcesDiffer
          $0.severity = .hard
          $0.indicators = [request.indicators[0].name]
          $0.others = [request.indicators[2].name]
        }
      ]
      _ = try await handlers.catalogue.applyProgramme(request, anyCall())
      #expect(try await check().map { $0.fault?.rule } == ["\(SmallProgramme.parent)/checkRules/two-sources"])
    }
  }

  @Test("is data of the programme, kept in its order, and refused where the figures are not alike")
  func data() async throws {
    try await Self.with { handlers in
      #expect(try await handlers.catalogue.applyProgramme(Self.request(), anyCall()).changes.isEmpty)
      let kept = try await handlers.catalogue.getIndicator(
        .with { $0.name = Self.request().indicators[0].name }, anyCall())
      #expect(kept.sources == Self.request().indicators[0].sources)
      var request = Self.request()
      request.indicators[0].sources.reverse()
      #expect(try await handlers.catalogue.applyProgramme(request, anyCall()).changes.flatMap(\.fields) == ["sources"])
      request.indicators[0].sources = [
        request.indicators[1].name, "\(SmallProgramme.parent)/indicators/none", request.indicators[2].name,
      ]
      request.indicators[2].sources = [request.indicators[0].name]
      let wrong = request
      let error = await refusal { _ = try await handlers.catalogue.applyProgramme(wrong, anyCall()) }
      #expect(
        error?.fields.sorted() == [
          "indicators[0].sources[0]", "indicators[0].sources[1]", "indicators[0].sources[2]",
          "indicators[2].sources[0]",
        ])
    }
  }
}
