import Domain
import RPC
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Indicators

private typealias Desk = WorkflowDesk

@Suite("Reminders and timeliness")
struct TimelinessHandlerTests {
  @Test("press the longest late first, with clerk, telephone and words, within the caller's scope")
  func reminders() async throws {
    try await withDesk(Desk.create(opens: -60, due: -3, grace: 90)) { desk in
      let persons = PersonHandler(store: desk.store)
      _ = try await persons.createPerson(
        Persons.create(posts: [Persons.post(from: "2012-01-01", to: "")]), anyCall())
      try await desk.fill("b", 3)
      try await desk.submit("b")
      try await desk.fill("c", 3)
      try await desk.submit("c")
      try await desk.giveBack("c", until: "\(Desk.today.adding(days: 30))", by: "verifier")
      let handler = TimelinessHandler(store: desk.store)
      let list = { @Sendable (name: String) in
        try await handler.listReminders(
          .with {
            $0.parent = Desk.form
            $0.on = "\(Desk.today)"
          }, Desk.call(name)
        ).reminders
      }
      let found = try await list("office")
      #expect(found.map(\.zone) == ["a", "c"].map { "\(SmallProgramme.parent)/zones/\($0)" })
      #expect(found[0].person == Persons.name("p1") && found[0].telephone == "0537-2967018")
      #expect(found[0].workingDaysLate > 0 && found[1].workingDaysLate < 0)
      #expect(found[0].missingIndicators == ["investment", "added"].map(Desk.indicator))
      #expect(found[1].missingIndicators == [Desk.indicator("investment")])
      #expect(found[0].message?.zh.contains("尚未报送：投资、增加值") == true)
      #expect(found[1].message?.zh.contains("退回待修改：投资") == true)
      #expect(try await list("county").map(\.zone) == ["\(SmallProgramme.parent)/zones/a"])
      #expect(try await list("clerk-a").isEmpty)
    }
  }

  @Test("rank units by what came in time: more time does not make it timely")
  func timeliness() async throws {
    try await withDesk { desk in
      try await desk.wholeWay("a", 1)
      try await desk.fill("b", 1)
      try await desk.submit("b")
      try await desk.giveBack("b")
      var late = Desk.create("may", opens: -60, due: -3, grace: 90, month: "2013-05")
      late.form?.routes.removeAll { $0.zone.hasSuffix("/c") }
      _ = try await desk.forms.createForm(late, Desk.call("office"))
      let may = "\(SmallProgramme.parent)/zones/a/submissions/may"
      _ = try await desk.submissions.updateSubmission(
        .with {
          $0.submission = .with {
            $0.name = may
            $0.cells = ["investment", "added"].map { id in
              .with {
                $0.indicator = Desk.indicator(id)
                $0.reported = .with { $0.cumulative = 1 }
                $0.explanation = "核实"
              }
            }
          }
        }, Desk.call("clerk-a"))
      _ = try await desk.submissions.submitSubmission(.with { $0.name = may }, Desk.call("clerk-a"))
      let found = try await TimelinessHandler(store: desk.store).getTimeliness(
        .with {
          $0.parent = SmallProgramme.parent
          $0.fromMonth = "2013-05"
          $0.toMonth = "2013-06"
        }, Desk.call("clerk-a")
      ).rows
      // Nothing of c is due yet.
      #expect(found.map { String($0.zone.last ?? " ") } == ["a", "b", "c"])
      #expect(found.map(\.due) == [4, 4, 0] && found.map(\.received) == [4, 2, 0])
      #expect(found.map(\.inTime) == [2, 2, 0] && found.map(\.returned) == [0, 1, 0])
      #expect(found.map(\.rank) == [1, 2, nil])
      #expect(found[0].completeness?.display == "100.0" && found[1].timeliness?.display == "50.0")
    }
  }

  @Test("refuse months in the wrong order, and a form that is not there")
  func refused() async throws {
    try await withDesk { desk in
      let handler = TimelinessHandler(store: desk.store)
      let reversed = await refusal {
        _ = try await handler.getTimeliness(
          .with {
            $0.parent = SmallProgramme.parent
            $0.fromMonth = "2013-06"
            $0.toMonth = "2013-05"
          }, anyCall())
      }
      #expect(reversed?.fields == ["to_month"])
      let missing = await refusal {
        _ = try await handler.listReminders(
          .with {
            $0.parent = "\(SmallProgramme.parent)/forms/none"
            $0.on = "2013-06-30"
          }, anyCall())
      }
      #expect(missing?.code == .notFound)
    }
  }
}
