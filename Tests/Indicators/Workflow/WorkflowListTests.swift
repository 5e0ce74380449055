import Domain
import RPC
import Storage
import TestSupport
import Testing
import Wire
import WireStandard
import WireTupo

@testable import Indicators

private typealias Desk = WorkflowDesk

@Suite("Lists of forms, submissions and reminders")
struct WorkflowListTests {
  @Test("pages tell of the day of the first one, however late the next is asked for")
  func days() async throws {
    let clock = DayClock()
    try await withDesk(clock: clock) { desk in
      for (id, month) in [("may", "2013-05"), ("april", "2013-04"), ("march", "2013-03")] {
        _ = try await desk.forms.createForm(Desk.create(id, month: month), Desk.call("office"))
      }
      let list = { @Sendable (token: String) in
        try await desk.forms.listForms(
          .with {
            $0.parent = SmallProgramme.parent
            $0.pageSize = 3
            $0.pageToken = token
            $0.filter = "state=STATE_OPEN month<2013-12"
          }, Desk.call("office"))
      }
      let first = try await list("")
      #expect(first.forms.map(\.month) == ["2013-06", "2013-05", "2013-04"])
      clock.pass(days: 60)
      let second = try await list(first.nextPageToken)
      #expect(second.forms.map(\.month) == ["2013-03"] && second.forms.allSatisfy { $0.state == .open })
      #expect(try await list("").forms.isEmpty)
    }
  }

  /// A filter and an order, and the zones whose submissions they find.
  private static let found: [(filter: String, order: String, zones: [String])] = [
    ("", "", ["a", "b", "c"]), ("state=SUBMISSION_STATE_SUBMITTED", "", ["b"]),
    ("state<SUBMISSION_STATE_APPROVED -state=SUBMISSION_STATE_DRAFT", "", ["b"]),
    ("county:*", "zone desc", ["b", "a"]), ("NOT county:*", "", ["c"]),
    ("zone=programmes/p/zones/a OR zone=c", "", ["a", "c"]), ("open_findings>0", "", ["b"]),
    ("revision=1 demonstration=false", "state desc, zone", ["b", "a", "c"]), ("answer_by:*", "", []),
  ]

  @Test("submissions are found by where they stand, whose they are and what is open")
  func submissions() async throws {
    try await withDesk { desk in
      try await desk.fill("b", -3, note: "调减")
      try await desk.submit("b")
      for (filter, order, zones) in Self.found {
        let found = try await desk.submissions.listSubmissions(
          .with {
            $0.parent = Desk.form
            $0.filter = filter
            $0.orderBy = order
            $0.readMask = .with { $0.paths = ["state"] }
          }, Desk.call("office")
        ).submissions
        #expect(found.map { String($0.name.split(separator: "/")[3]) } == zones, "\(filter)")
        #expect(found.allSatisfy { $0.cells.isEmpty && $0.state != .unspecified })
      }
    }
  }

  @Test("a telephone that no mask asks for is not given out, and not entered in the log")
  func masked() async throws {
    try await withDesk(Desk.create(opens: -60, due: -3, grace: 90)) { desk in
      _ = try await PersonHandler(store: desk.store).createPerson(
        Persons.create(posts: [Persons.post(from: "2012-01-01", to: "")]), anyCall())
      let handler = TimelinessHandler(store: desk.store)
      let list = { @Sendable (paths: [String]) in
        try await handler.listReminders(
          .with {
            $0.parent = Desk.form
            $0.on = "\(Desk.today)"
            $0.filter = "person=p1 missing_indicators:investment working_days_late>0"
            $0.readMask = .with { $0.paths = paths }
          }, Desk.call("office")
        ).reminders
      }
      let size = try await desk.store.head().size
      let without = try await list(["person", "message"])
      #expect(without.map(\.person) == [Persons.name("p1")] && without[0].telephone.isEmpty && without[0].zone.isEmpty)
      #expect(try await desk.store.head().size == size)
      #expect(try await list(["telephone"]).map(\.telephone) == ["0537-2967018"])
      #expect(try await desk.store.head().size == size + 1)
    }
  }
}
