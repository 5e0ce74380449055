import RPC
import Storage
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Indicators

@Suite("Deliverables")
struct DeliverableTests {
  private static let (project, person) = (Breakdowns.project("x"), Breakdowns.person("p1"))

  /// Project x of 600, for which p1 answers; p1 itself has 240; p1 answers for June as a whole.
  private func withDivisions(_ body: (Breakdowns) async throws -> Void) async throws {
    try await withBreakdowns { all in
      var proposal = try await all.propose(by: [
        .project: [Breakdowns.leaf(Self.project, 600, person: Self.person)],
        .person: [Breakdowns.leaf(Self.person, 240)],
      ])
      proposal.nodes[4].person = Self.person
      _ = try await all.keep(proposal)
      try await body(all)
    }
  }

  @Test("of a project are its leaf, of a person also what it answers for, of a zone its nodes")
  func subjects() async throws {
    try await withDivisions { all in
      let project = try await all.deliverables(of: Self.project, "2013-06")
      #expect(project.map(\.leaf?.cumulative) == [300] && project.map(\.dueThisMonth) == [50])
      #expect(project[0].kind == .project && project[0].delivered == nil && project[0].completion == nil)
      let person = try await all.deliverables(of: Self.person, "2013-06")
      #expect(person.map(\.kind) == [.unspecified, .person, .project])
      #expect(person.map(\.leaf?.cumulative) == [600, 120, 300])
      #expect(person[0].leaf?.subject == "\(SmallProgramme.parent)/zones/a")
      let zone = try await all.deliverables(of: "\(SmallProgramme.parent)/zones/a", "2013-02")
      #expect(zone.map(\.leaf?.cumulative) == [200] && zone.map(\.dueThisMonth) == [200])
      #expect(try await all.deliverables(of: Breakdowns.project("y"), "2013-06").isEmpty)
      #expect(try await all.deliverables(of: Self.project, "2013-01").isEmpty)
      let other = "\(SmallProgramme.parent)/zones/b"
      #expect(try await all.deliverables(of: Self.person, "2013-06", parent: other).isEmpty)
    }
  }

  @Test("stand as it was reported; a zone's as its figure says")
  func standing() async throws {
    try await withDivisions { all in
      let reports = [Breakdowns.delivery(Self.project, 200), Breakdowns.delivery(Self.person, 150)]
      #expect(try await all.report("2013-06", reports).changed == 2)
      #expect(try await all.report("2013-06", reports).changed == 0)
      let project = try await all.deliverables(of: Self.project, "2013-06")[0]
      #expect(project.delivered == 200 && project.short == 100 && project.completion?.exact == "2/3")
      #expect(project.reportedBy?.principal == "local")
      let figure = [SmallProgramme.figure("a", "2013-06", 660)]
      _ = try await all.figures.submitFigures(SmallProgramme.submit(figure), anyCall())
      let person = try await all.deliverables(of: Self.person, "2013-06")
      #expect(person.map(\.delivered) == [660, 150, 200] && person.map(\.short) == [nil, nil, 100])
      #expect(try await all.store.check(rebuilding: true).isSound)
    }
  }

  @Test("follow the version in force")
  func inForce() async throws {
    try await withDivisions { all in
      let division = [IndicatorsV1.PartitionKind.project: [Breakdowns.leaf(Self.project, 1_200)]]
      _ = try await all.keep(all.propose(by: division), reason: "全部由该项目承担")
      #expect(try await all.deliverables(of: Self.project, "2013-06").map(\.leaf?.cumulative) == [600])
      #expect(try await all.deliverables(of: Self.person, "2013-06").map(\.kind) == [.unspecified])
    }
  }

  @Test(
    "are reported for leaves of the month only, and fall only with a word",
    arguments: [
      ("2013-06", Breakdowns.project("y"), Int64(1), "", ["deliveries[0].subject"]),
      ("2013-01", Breakdowns.project("x"), 1, "", ["deliveries[0].subject"]),
      ("2013-06", "\(SmallProgramme.parent)/zones/a", 1, "", ["deliveries[0].subject"]),
      ("2013-06", Breakdowns.project("x"), 99, "", ["deliveries[0].note"]),
      ("2013-06", Breakdowns.project("x"), 99, "核减", []), ("2013-06", Breakdowns.project("x"), 100, "", []),
      ("2013-04", Breakdowns.project("x"), 101, "", ["deliveries[0].note"]),
      ("2013-13", Breakdowns.project("x"), 1, "", ["month"]),
    ] as [(String, String, Int64, String, [String])])
  func reports(month: String, subject: String, value: Int64, note: String, fields: [String]) async throws {
    try await withDivisions { all in
      _ = try await all.report("2013-05", [Breakdowns.delivery(Breakdowns.project("x"), 100)])
      let error = await refusal {
        _ = try await all.report(month, [Breakdowns.delivery(subject, value, note: note)])
      }
      #expect((error?.fields ?? []) == fields)
    }
  }
}
