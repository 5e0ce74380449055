import RPC
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Indicators

@Suite("Successions and formulas of a programme")
struct TerritoryTests {
  private static func zone(_ id: String) -> String { "\(SmallProgramme.parent)/zones/\(id)" }

  /// a and b merge into a in March 2013; c is divided into c and d in May.
  private static func request() -> IndicatorsV1.ApplyProgrammeRequest {
    var request = SmallProgramme.request(zones: ["a", "b", "c", "d"])
    request.successions = [
      succession("parted", "分设", "2013-05-01", ["c"], ["c", "d"]),
      succession("merged", "两区合并", "2013-03-01", ["a", "b"], ["a"]),
    ]
    request.indicators.append(ratio("share", "added ÷ investment"))
    return request
  }

  private static func succession(
    _ id: String, _ title: String, _ day: String, _ before: [String], _ after: [String]
  ) -> IndicatorsV1.Succession {
    .with {
      $0.name = "\(SmallProgramme.parent)/successions/\(id)"
      $0.title = .with { $0.zh = title }
      $0.validFrom = day
      $0.predecessors = before.map(zone)
      $0.successors = after.map(zone)
    }
  }

  private static func ratio(_ id: String, _ formula: String) -> IndicatorsV1.Indicator {
    var indicator = SmallProgramme.indicator(id, "增加值率", .nominal)
    indicator.kind = .ratio
    indicator.unit = "基点"
    indicator.displayUnit = "%"
    indicator.displayScale = 100
    indicator.main = false
    indicator.definitions = [.with { $0.formula = formula }]
    return indicator
  }

  private static func with(_ body: (Handlers) async throws -> Void) async throws {
    try await withProgramme { handlers in
      _ = try await handlers.catalogue.applyProgramme(request(), anyCall())
      try await body(handlers)
    }
  }

  private static let year: [IndicatorsV1.Figure] = [
    SmallProgramme.figure("a", "2012-06", 100), SmallProgramme.figure("b", "2012-06", 50),
    SmallProgramme.figure("c", "2012-06", 80), SmallProgramme.figure("a", "2013-06", 180),
    SmallProgramme.figure("c", "2013-06", 40), SmallProgramme.figure("d", "2013-06", 30),
  ]

  @Test("growth is on the territory that stands; its sources are the predecessors, and the board says so")
  func territory() async throws {
    try await Self.with { handlers in
      _ = try await handlers.figures.submitFigures(SmallProgramme.submit(Self.year), anyCall())
      let board = try await handlers.analysis.getScoreboard(SmallProgramme.board(), anyCall())
      let rows = Dictionary(uniqueKeysWithValues: board.rows.map { ($0.zone, $0) })
      let merged = rows[Self.zone("a")]
      #expect(merged?.base == 150 && merged?.growth?.display == "20.0")
      #expect(
        merged?.growth?.explanation?.sources.map(\.reference).filter { $0.hasSuffix("2012-06") } == [
          "\(Self.zone("a"))/indicators/investment/figures/2012-06",
          "\(Self.zone("b"))/indicators/investment/figures/2012-06",
        ])
      #expect(merged?.growth?.explanation?.sources.map(\.value).contains("0.0000005亿元") == true)
      #expect(rows[Self.zone("c")]?.base == nil && rows[Self.zone("d")]?.growth == nil)
      #expect(board.notes.map(\.zh).filter { $0.contains("起）") }.count == 2)
      let before = try await handlers.analysis.getScoreboard(SmallProgramme.board("2013-02"), anyCall())
      #expect(!before.notes.contains { $0.zh.contains("起）") })
      let list = try await handlers.catalogue.listSuccessions(.with { $0.parent = SmallProgramme.parent }, anyCall())
      #expect(list.successions.map(\.validFrom) == ["2013-03-01", "2013-05-01"])
    }
  }

  @Test("a reported base is held against the past of the territory, not against that of the name")
  func base() async throws {
    try await Self.with { handlers in
      _ = try await handlers.figures.submitFigures(SmallProgramme.submit(Array(Self.year.prefix(3))), anyCall())
      let fits = SmallProgramme.figure("a", "2013-06", 180, base: 150)
      #expect(try await handlers.figures.submitFigures(SmallProgramme.submit([fits]), anyCall()).findings.isEmpty)
      let old = SmallProgramme.figure("a", "2013-06", 180, base: 100)
      let error = await refusal {
        _ = try await handlers.figures.submitFigures(SmallProgramme.submit([old]), anyCall())
      }
      #expect(error?.fields == ["figures[0].reported_base"])
      let parted = SmallProgramme.figure("d", "2013-06", 30, base: 25)
      #expect(try await handlers.figures.submitFigures(SmallProgramme.submit([parted]), anyCall()).findings.isEmpty)
    }
  }

  @Test("a quotient is computed on read; its total adds first and divides once; nobody reports it")
  func formula() async throws {
    try await Self.with { handlers in
      let added =
        [("a", "2013-06", 60), ("c", "2013-06", 10), ("a", "2012-06", 30), ("b", "2012-06", 15)]
        as [(String, String, Int64)]
      _ = try await handlers.figures.submitFigures(
        SmallProgramme.submit(
          Self.year + added.map { SmallProgramme.figure($0.0, $0.1, $0.2, of: "added", growth: 100) }), anyCall())
      let told = try await handlers.provenance.explainFigure(
        .with { $0.name = SmallProgramme.figure("a", "2013-06", nil, of: "share").name }, anyCall())
      let inputs = ["added", "investment"].map { SmallProgramme.figure("a", "2013-06", nil, of: $0).name }
      #expect(told.inputs == inputs && told.revisions.isEmpty && told.submission == nil)
      let board = try await handlers.analysis.getScoreboard(SmallProgramme.board("2013-06", "share"), anyCall())
      let rows = Dictionary(uniqueKeysWithValues: board.rows.map { ($0.zone, $0) })
      #expect(rows[Self.zone("a")]?.cumulative == 3_333 && rows[Self.zone("c")]?.cumulative == 2_500)
      #expect(rows[Self.zone("d")]?.cumulative == nil)
      #expect(rows[Self.zone("a")]?.base == 3_000 && rows[Self.zone("a")]?.difference == 333)
      #expect(rows[Self.zone("a")]?.growth == nil)
      #expect(board.total?.cumulative == 3_333)  // Of a alone: c and d have no past of their own.
      let sources = rows[Self.zone("a")]?.explanation?.sources.map(\.reference) ?? []
      #expect(sources == ["added", "investment"].map { "\(Self.zone("a"))/indicators/\($0)/figures/2013-06" })
      let reported = SmallProgramme.figure("a", "2013-06", 1, of: "share")
      let error = await refusal {
        _ = try await handlers.figures.submitFigures(SmallProgramme.submit([reported]), anyCall())
      }
      #expect(error?.fields == ["figures[0].name"])
      let status = try await handlers.analysis.getReportingStatus(
        .with {
          $0.parent = SmallProgramme.parent
          $0.month = "2013-06"
          $0.on = "2013-07-31"
        }, anyCall())
      #expect(!status.entries.flatMap(\.missingIndicators).contains { $0.hasSuffix("share") })
    }
  }

  @Test(
    "what cannot be is refused by its field",
    arguments: [
      ("added ÷", "indicators[2].definitions[0].formula"), ("added ÷ none", "indicators[2].definitions[0].formula"),
      ("added + 1", "indicators[2].definitions[0].formula"),
      ("added × investment", "indicators[2].definitions[0].formula"),
      ("", "indicators[2].definitions"), ("share × added ÷ investment", "indicators[2].definitions"),
    ])
  func faults(formula: String, field: String) async throws {
    try await Self.with { handlers in
      var request = Self.request()
      request.indicators[2] = Self.ratio("share", formula)
      let error = await refusal { _ = try await handlers.catalogue.applyProgramme(request, anyCall()) }
      #expect(error?.fields == [field])
    }
  }

  @Test("a definition that begins within the year is told under the board")
  func definitions() async throws {
    try await Self.with { handlers in
      var request = Self.request()
      request.indicators[0].definitions = [
        .with { $0.text = .with { $0.zh = "50万元及以上项目" } },
        .with {
          $0.validFrom = "2013-01-01"
          $0.text = .with { $0.zh = "500万元及以上项目" }
        },
      ]
      let changes = try await handlers.catalogue.applyProgramme(request, anyCall()).changes
      #expect(changes.flatMap(\.fields) == ["definitions"])
      let kept = try await handlers.catalogue.getIndicator(.with { $0.name = request.indicators[0].name }, anyCall())
      #expect(kept.definitions == request.indicators[0].definitions)
      let board = try await handlers.analysis.getScoreboard(SmallProgramme.board(), anyCall())
      #expect(board.notes.contains { $0.zh.hasPrefix("本指标口径自2013年1月1日起调整") })
      request.indicators[0].definitions.swapAt(0, 1)
      let error = await refusal { _ = try await handlers.catalogue.applyProgramme(request, anyCall()) }
      #expect(error?.fields == ["indicators[0].definitions[1].valid_from"])
    }
  }
}
