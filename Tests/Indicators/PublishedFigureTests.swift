import RPC
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Indicators

private typealias Desk = WorkflowDesk

@Suite("Figures of a month that a bulletin has told and no form asks for")
struct PublishedFigureTests {
  private static let first = SmallProgramme.figure("a", "2012-06", 120)

  private static func publish(_ handlers: Handlers, in bulletin: String = "1") async throws {
    _ = try await handlers.figures.publishFigures(
      .with {
        $0.parent = SmallProgramme.parent
        $0.month = "2012-06"
        $0.bulletin = "\(SmallProgramme.parent)/bulletins/\(bulletin)"
      }, anyCall())
  }

  /// 120 of June 2012 is out in a bulletin.
  private static func published(_ body: (Handlers) async throws -> Void) async throws {
    try await withProgramme { handlers in
      _ = try await handlers.figures.submitFigures(SmallProgramme.submit([first]), anyCall())
      try await publish(handlers)
      try await body(handlers)
    }
  }

  private static func revise(
    _ handlers: Handlers, _ figure: IndicatorsV1.Figure, reason: String = "", by call: CallContext = anyCall()
  ) async throws -> Int32 {
    var request = SmallProgramme.submit([figure])
    request.reason = reason
    return try await handlers.figures.submitFigures(request, call).changed
  }

  @Test("are revised with a reason only; what stands beside the numbers, and what was not there, needs none")
  func reason() async throws {
    try await Self.published { handlers in
      let other = SmallProgramme.figure("a", "2012-06", 130)
      let refused = await refusal { _ = try await Self.revise(handlers, other) }
      #expect(refused?.code == .failedPrecondition && refused?.reason == "FIGURE_PUBLISHED")
      #expect(refused?.message.contains("--reason") == true)
      let beside = try await Self.revise(handlers, SmallProgramme.figure("a", "2012-06", 120, note: "说明"))
      let new = try await Self.revise(handlers, SmallProgramme.figure("b", "2012-06", 90))
      let later = try await Self.revise(handlers, SmallProgramme.figure("a", "2012-07", 150))
      let revised = try await Self.revise(handlers, other, reason: "普查更正")
      #expect((beside, new, later, revised) == (1, 1, 1, 1))
    }
  }

  @Test("are revised by the city's office only", arguments: [("clerk-a", false), ("office", true)])
  func rights(name: String, mayRevise: Bool) async throws {
    try await Self.published { handlers in
      let refused = await refusal {
        _ = try await Self.revise(
          handlers, SmallProgramme.figure("a", "2012-06", 130), reason: "普查更正", by: Desk.call(name))
      }
      #expect((refused == nil) == mayRevise)
    }
  }

  @Test("are not replaced by an import either, small or large", arguments: [1, 1_000])
  func imported(layAheadFrom: Int) async throws {
    try await Self.published { handlers in
      var figures = handlers.figures
      figures.layAheadFrom = layAheadFrom
      let rows = [["a", "investment", "2012-06", "元", "130", "", ""]]
      let service = figures
      let refused = await refusal { _ = try await service.importFigures(SmallProgramme.sheet(rows), anyCall()) }
      #expect(refused?.reason == "FIGURE_PUBLISHED")
      let answer = try await service.importFigures(SmallProgramme.sheet(rows, reason: "普查更正"), anyCall())
      #expect(answer.changed == 1)
    }
  }

  @Test("keep both values with the reason, and mark the base that they become")
  func kept() async throws {
    try await Self.published { handlers in
      for value in [130, 125] as [Int64] {
        _ = try await Self.revise(handlers, SmallProgramme.figure("a", "2012-06", value), reason: "更正为\(value)")
      }
      let told = try await handlers.provenance.explainFigure(.with { $0.name = Self.first.name }, anyCall())
      #expect(told.revisions.map { $0.figure?.cumulative } == [125, 130, 120])
      #expect(told.revisions.map(\.reason) == ["更正为125", "更正为130", ""])
      _ = try await Self.revise(handlers, SmallProgramme.figure("a", "2013-06", 150))
      let row = try await handlers.analysis.board(SmallProgramme.board()).rows.first
      #expect(row?.base == 125 && row?.firstPublishedBase == 120 && row?.baseAdjustments == [.revised])
    }
  }

  @Test("are told as they were published, also when only what stands beside them has changed in between")
  func annotated() async throws {
    try await Self.published { handlers in
      _ = try await Self.revise(handlers, SmallProgramme.figure("a", "2012-06", 120, note: "说明"))
      _ = try await Self.revise(handlers, SmallProgramme.figure("a", "2012-06", 130), reason: "普查更正")
      _ = try await Self.revise(handlers, SmallProgramme.figure("a", "2013-06", 150))
      let row = try await handlers.analysis.board(SmallProgramme.board()).rows.first
      #expect(row?.base == 130 && row?.firstPublishedBase == 120 && row?.baseAdjustments == [.revised])
    }
  }

  @Test("that came after the bulletin were not published, until a correction tells them")
  func late() async throws {
    try await Self.published { handlers in
      func revise(_ value: Int64) async throws {
        _ = try await Self.revise(handlers, SmallProgramme.figure("b", "2012-06", value), reason: "补报")
      }
      func published() async throws -> Int64? {
        _ = try await Self.revise(handlers, SmallProgramme.figure("b", "2013-06", 150))
        return try await handlers.analysis.board(SmallProgramme.board()).rows[1].firstPublishedBase
      }
      try await revise(90)
      try await revise(91)
      #expect(try await published() == nil)
      try await Self.publish(handlers, in: "2")
      try await revise(92)
      #expect(try await published() == 91)
    }
  }

  @Test("are noted once for each bulletin, and for a programme that is there")
  func noted() async throws {
    try await withStore(IndicatorsService.migrations) { store in
      _ = try await CatalogueHandler(store: store).applyProgramme(SmallProgramme.request(), anyCall())
      let figures = FigureHandler(store: store)
      func request(_ programme: String = SmallProgramme.parent) -> IndicatorsV1.PublishFiguresRequest {
        .with {
          ($0.parent, $0.month, $0.bulletin) = (programme, "2012-06", "\(programme)/bulletins/1")
        }
      }
      let noted = try await figures.publishFigures(request(), anyCall()).version
      let again = try await figures.publishFigures(request(), anyCall()).version
      #expect(noted != nil && again == noted)
      let missing = await refusal { _ = try await figures.publishFigures(request("programmes/none"), anyCall()) }
      #expect(missing?.code == .notFound)
      let empty = await refusal { _ = try await figures.publishFigures(.init(), anyCall()) }
      #expect(empty?.fields == ["parent", "month", "bulletin"])
    }
  }
}
