import Domain
import RPC
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Indicators

private typealias Desk = WorkflowDesk

/// The cases are on record: Zoucheng's two zones merged (2020) and a part came back (2025), Jiaxiang's zone was taken over
/// whole and a new one begun (2014). Days and numbers are made for the test.
@Suite("Submissions of zones that merged, were taken over or were divided")
struct SubmissionTerritoryTests {
  private static func with(
    _ day: String, _ before: [String], _ after: [String], _ body: (Desk) async throws -> Void
  ) async throws {
    try await withDesk { desk in
      var request = SmallProgramme.request()
      request.successions = [
        .with {
          $0.name = "\(SmallProgramme.parent)/successions/s"
          $0.title = .with { $0.zh = "区划调整" }
          $0.validFrom = day
          $0.predecessors = before.map { "\(SmallProgramme.parent)/zones/\($0)" }
          $0.successors = after.map { "\(SmallProgramme.parent)/zones/\($0)" }
        }
      ]
      _ = try await CatalogueHandler(store: desk.store).applyProgramme(request, anyCall())
      let past: [(String, String, Int64)] = [
        ("a", "2012-06", 100), ("b", "2012-06", 50), ("a", "2013-05", 90), ("b", "2013-05", 40),
      ]
      _ = try await desk.figures.submitFigures(
        SmallProgramme.submit(past.map { SmallProgramme.figure($0.0, $0.1, $0.2) }), anyCall())
      try await body(desk)
    }
  }

  @Test("Zoucheng: prefilled with both zones' past together, and held against it")
  func merged() async throws {
    try await Self.with("2013-06-01", ["a", "b"], ["a"]) { desk in
      let cell = try #require(try await desk.get("a").cells.first)
      #expect(cell.reported?.base == 150 && cell.samePeriod?.cumulative == 150 && cell.lastMonth?.cumulative == 130)
      #expect(try await desk.fill("a", 140, base: 150).findings.isEmpty)
      let found = try await desk.fill("a", 120, base: 100).findings
      #expect(Set(found.map(\.id)) == ["BASE_ADJUSTED:investment", "CUMULATIVE_FELL:investment"])
    }
  }

  @Test("Jiaxiang: who took it over goes on from its past, and the new zone of that name begins without one")
  func takenOver() async throws {
    try await Self.with("2013-06-01", ["b"], ["c"]) { desk in
      let taken = try #require(try await desk.get("c").cells.first)
      #expect(taken.reported?.base == 50 && taken.lastMonth?.cumulative == 40)
      #expect(try await desk.fill("c", 30, base: 50).findings.map(\.id) == ["CUMULATIVE_FELL:investment"])
      let begun = try #require(try await desk.get("b").cells.first)
      #expect(begun.reported?.base == nil && begun.samePeriod == nil && begun.lastMonth == nil)
      #expect(try await desk.fill("b", 3).findings.isEmpty)
    }
  }

  @Test("Zoucheng again: when a part comes back, nobody can tell its past, and none is made up")
  func divided() async throws {
    try await Self.with("2013-03-01", ["a"], ["a", "c"]) { desk in
      let cell = try #require(try await desk.get("a").cells.first)
      #expect(cell.reported?.base == nil && cell.lastMonth?.cumulative == 90)
      #expect(try await desk.fill("a", 95, base: 60).findings.isEmpty)
    }
  }

  @Test("one page of all zones says the same as each alone")
  func list() async throws {
    try await Self.with("2013-06-01", ["a", "b"], ["a"]) { desk in
      let all = try await desk.submissions.listSubmissions(.with { $0.parent = Desk.form }, Desk.call("office"))
      for (zone, own) in zip(["a", "b", "c"], all.submissions) { #expect(try await desk.get(zone).cells == own.cells) }
    }
  }
}
