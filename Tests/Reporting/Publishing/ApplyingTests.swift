import Chassis
import Storage
import Testing
import Wire
import WireStandard
import WireTupo

@testable import Reporting

/// Applying a programme is idempotent.
@Suite struct ApplyingTests {
  private static func office(_ id: String, order: Int32) -> ReportingV1.Office {
    .with {
      $0.name = "\(Desk.parent)/offices/\(id)"
      $0.title = .with { $0.zh = "单位\(id)" }
      $0.order = order
    }
  }

  private static func meeting(_ id: String, _ on: String, by heldBy: String = "") -> ReportingV1.Meeting {
    .with {
      $0.name = "\(Desk.parent)/meetings/\(id)"
      $0.title = .with { $0.zh = "现场会" }
      $0.on = on
      $0.heldBy = heldBy
    }
  }

  @Test("a second call with the same contents changes nothing and writes nothing")
  func idempotent() async throws {
    try await Desk.with { desk in
      let first = try await desk.apply { $0.offices = [Self.office("b", order: 2), Self.office("a", order: 1)] }
      #expect(first.changes.map(\.kind) == [.created, .created, .created])
      let version = try await desk.store.version()
      let second = try await desk.apply { $0.offices = [Self.office("b", order: 2), Self.office("a", order: 1)] }
      #expect(second.changes.isEmpty)
      #expect(second.version == first.version)
      #expect(try await desk.store.version() == version)
    }
  }

  @Test("only what differs is named, and what is gone is removed")
  func differences() async throws {
    try await Desk.with { desk in
      try await desk.apply { $0.offices = [Self.office("a", order: 1), Self.office("b", order: 2)] }
      let answer = try await desk.apply {
        $0.series?.issuer = "另一单位"
        $0.offices = [Self.office("a", order: 3)]
      }
      #expect(
        answer.changes.map(\.resource) == [Desk.series.name, "\(Desk.parent)/offices/a", "\(Desk.parent)/offices/b"])
      #expect(answer.changes.map(\.fields) == [["issuer"], ["order"], []])
      #expect(answer.changes.map(\.kind) == [.updated, .updated, .removed])
    }
  }

  @Test("a check tells the differences and keeps nothing")
  func check() async throws {
    try await Desk.with { desk in
      let answer = try await desk.apply { $0.validateOnly = true }
      #expect(answer.changes.map(\.kind) == [.created])
      #expect(try await desk.store.version().sequence == 0)
    }
  }

  @Test("offices are listed in protocol order, meetings by their day")
  func lists() async throws {
    try await Desk.with { desk in
      try await desk.apply {
        $0.offices = [Self.office("a", order: 2), Self.office("b", order: 1)]
        $0.meetings = [Self.meeting("x", "", by: "2013-12-31"), Self.meeting("y", "2013-08-01"), Self.meeting("z", "")]
      }
      let offices = try await desk.handler.listOffices(.with { $0.parent = Desk.parent }, desk.call)
      #expect(offices.offices.map(\.name) == ["\(Desk.parent)/offices/b", "\(Desk.parent)/offices/a"])
      let meetings = try await desk.handler.listMeetings(.with { $0.parent = Desk.parent }, desk.call)
      #expect(meetings.meetings.compactMap { $0.name.last } == ["y", "x", "z"])
      let undated = try await desk.handler.listMeetings(
        .with {
          $0.parent = Desk.parent
          $0.filter = "NOT on:*"
          $0.orderBy = "held_by desc"
          $0.readMask = .with { $0.paths = ["held_by"] }
        }, desk.call)
      #expect(undated.meetings.compactMap { $0.name.last } == ["x", "z"] && undated.meetings[0].title == nil)
    }
  }

  @Test("every fault is told at once, by its field")
  func faults() async throws {
    try await Desk.with { desk in
      let failure = await #expect(throws: Failure.self) {
        try await desk.apply {
          $0.series?.code = ""
          $0.series?.name = "programmes/other/series/monthly"
          $0.offices = [Self.office("a", order: 1), Self.office("a", order: 2)]
          $0.meetings = [Self.meeting("x", "someday")]
        }
      }
      #expect(failure?.values["violations"] == "4")
    }
  }
}
