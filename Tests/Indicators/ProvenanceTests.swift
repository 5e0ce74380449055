import RPC
import Storage
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Chassis
@testable import Indicators

@Suite("Where a figure comes from")
struct ProvenanceTests {
  private static let figure = SmallProgramme.figure("a", "2013-06", nil)

  private func explain(
    _ handlers: Handlers, at version: Int64? = nil, name: String = figure.name
  ) async throws -> IndicatorsV1.Provenance {
    try await handlers.provenance.explainFigure(
      .with {
        $0.name = name
        $0.read = version.map { sequence in
          .with { $0.point = .version(.with { ($0.epoch, $0.sequence) = (1, sequence) }) }
        }
      }, anyCall())
  }

  private func submit(_ handlers: Handlers, _ value: Int64, note: String = "") async throws {
    _ = try await handlers.figures.submitFigures(
      SmallProgramme.submit([SmallProgramme.figure("a", "2013-06", value, note: note)]), anyCall())
  }

  @Test("every value is told, newest first, with the entry that wrote it and a proof that leads to the head")
  func revisions() async throws {
    try await withProgramme { handlers in
      try await submit(handlers, 500)
      _ = try await handlers.figures.submitFigures(
        SmallProgramme.submit([SmallProgramme.figure("b", "2013-06", 9)]), anyCall())
      try await submit(handlers, 600, note: "核实后更正")
      let told = try await explain(handlers)
      #expect(told.revisions.map { $0.figure?.cumulative } == [600, 500])
      #expect(told.revisions.map { $0.endedIn?.sequence } == [nil, told.revisions[0].entry?.recordedIn?.sequence])
      #expect(told.revisions.map { $0.entry?.method } == [Self.method, Self.method])
      #expect(told.revisions.allSatisfy { $0.entry?.stored.isEmpty == true && !$0.path.isEmpty })
      let head = try #require(told.head)
      for revision in told.revisions {
        let entry = try #require(revision.entry)
        let index = try #require(entry.recordedIn?.sequence) - 1
        let proof = InclusionProof(
          index: index, size: try #require(head.reached?.sequence), path: revision.path.map { TreeHash(bytes: $0) })
        #expect(
          proof.proves(
            leaf: TreeHash(bytes: entry.leafHash), in: TreeHash(bytes: head.root), algorithm: .sha256))
        let other = TreeHash(bytes: entry.leafHash.map { $0 ^ 1 })
        #expect(!proof.proves(leaf: other, in: TreeHash(bytes: head.root), algorithm: .sha256))
      }
    }
  }

  private static let method = IndicatorsV1.FigureServiceMethods.submitFigures.path

  @Test("at an earlier version only what was known then is told, by the head of then")
  func earlier() async throws {
    try await withProgramme { handlers in
      try await submit(handlers, 500)
      try await submit(handlers, 600)
      let then = try await explain(handlers, at: 2)
      #expect(then.revisions.map { $0.figure?.cumulative } == [500])
      #expect(then.revisions.first?.endedIn == nil && then.head?.reached?.sequence == 2)
    }
  }

  @Test("what the checks find in the value that stands is told, not what they found in older ones")
  func findings() async throws {
    try await withProgramme { handlers in
      _ = try await handlers.figures.submitFigures(
        SmallProgramme.submit([SmallProgramme.figure("a", "2013-05", 550)]), anyCall())
      try await submit(handlers, 500, note: "核减")
      #expect(try await explain(handlers).findings.map(\.reason) == ["CUMULATIVE_FELL"])
      try await submit(handlers, 600)
      #expect(try await explain(handlers).findings.isEmpty)
    }
  }

  @Test("a figure that never was is not found; a name that is none is told by its field")
  func refused() async throws {
    try await withProgramme { handlers in
      let missing = await refusal { _ = try await explain(handlers) }
      #expect(missing?.code == .notFound)
      let wrong = await refusal { _ = try await explain(handlers, name: "figures/1") }
      #expect(wrong?.code == .invalidArgument && wrong?.fields == ["name"])
    }
  }

  @Test("a figure of a form tells its submission: its own cell, and who took which step")
  func submission() async throws {
    try await withDesk { desk in
      try await desk.wholeWay("a", 600)
      let told = try await ProvenanceHandler(store: desk.store).explainFigure(
        .with { $0.name = Self.figure.name }, anyCall())
      #expect(told.revisions.first?.figure?.cumulative == 600)
      #expect(told.submission?.name == WorkflowDesk.submission("a") && told.submission?.state == .approved)
      #expect(told.submission?.cells.map(\.indicator) == [WorkflowDesk.indicator("investment")])
      let steps = told.submission?.steps ?? []
      #expect(steps.map(\.kind).contains(.submit) && steps.last?.kind == .approve)
      #expect(steps.first { $0.kind == .submit }?.by?.principal == "people/clerk-a")
      #expect(told.inputs.isEmpty)
    }
  }

  @Test("a figure tells no step that was about other cells of its form")
  func otherCells() async throws {
    try await withDesk { desk in
      try await desk.fill("a", 600)
      try await desk.submit("a")
      try await desk.verify("a", 590)
      try await desk.giveBack("a")
      func steps(of indicator: String) async throws -> [IndicatorsV1.SubmissionStep] {
        let name = SmallProgramme.figure("a", "2013-06", nil, of: indicator).name
        return try await ProvenanceHandler(store: desk.store).explainFigure(.with { $0.name = name }, anyCall())
          .submission?.steps ?? []
      }
      let own = [WorkflowDesk.indicator("investment")]
      #expect(try await steps(of: "investment").suffix(2).map(\.kind) == [.verify, .return])
      #expect(try await steps(of: "investment").suffix(2).map(\.indicators) == [own, own])
      #expect(try await steps(of: "added").map(\.kind) == [.fill, .submit])
    }
  }

  @Test("a figure that waits for the city's yes, or went back, tells what was sent in; a mere draft is not found")
  func waiting() async throws {
    try await withDesk { desk in
      func told() async throws -> IndicatorsV1.Provenance {
        try await ProvenanceHandler(store: desk.store).explainFigure(.with { $0.name = Self.figure.name }, anyCall())
      }
      try await desk.fill("a", 600)
      #expect(await refusal { _ = try await told() }?.code == .notFound)
      try await desk.submit("a")
      let waiting = try await told()
      #expect(waiting.revisions.isEmpty && waiting.standing == .unreviewed)
      #expect(waiting.submission?.state == .submitted)
      #expect(waiting.submission?.cells.map { $0.lastSubmitted?.cumulative } == [600])
      #expect(waiting.submission?.steps.map(\.by?.principal) == ["people/clerk-a", "people/clerk-a"])
      try await desk.giveBack("a")
      let back = try await told()
      #expect(back.revisions.isEmpty && back.standing == .unspecified && back.submission?.state == .returned)
      #expect(back.submission?.cells.map { $0.remarks.map(\.text) } == [["请核实"]])
    }
  }

  @Test("a figure that was approved and went back keeps the value that stood, which has ended")
  func takenBack() async throws {
    try await withDesk { desk in
      try await desk.wholeWay("a", 600)
      try await desk.giveBack("a", by: "verifier")
      let told = try await ProvenanceHandler(store: desk.store).explainFigure(
        .with { $0.name = Self.figure.name }, anyCall())
      #expect(told.revisions.map { $0.figure?.cumulative } == [600] && told.revisions.first?.endedIn != nil)
      #expect(told.standing == .unspecified && told.submission?.state == .returned)
    }
  }
}
