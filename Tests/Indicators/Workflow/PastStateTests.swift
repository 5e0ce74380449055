import Chassis
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

/// What the workflow's reads say together.
private struct Page: Equatable {
  let form: IndicatorsV1.Form
  let forms: [IndicatorsV1.Form]
  let submissions: [IndicatorsV1.Submission]
  let own: IndicatorsV1.Submission
  let timeliness: [IndicatorsV1.Timeliness.Row]

  init(_ desk: Desk, _ read: CommonV1.ReadPoint? = nil) async throws {
    let office = Desk.call("office")
    form = try await desk.forms.getForm(
      .with {
        $0.name = Desk.form
        $0.read = read
      }, office)
    forms =
      try await desk.forms.listForms(
        .with {
          $0.parent = SmallProgramme.parent
          $0.read = read
        }, office
      ).forms
    submissions =
      try await desk.submissions.listSubmissions(
        .with {
          $0.parent = Desk.form
          $0.read = read
        }, office
      ).submissions
    own = try await desk.submissions.getSubmission(
      .with {
        $0.name = Desk.submission("a")
        $0.read = read
      }, office)
    timeliness =
      try await TimelinessHandler(store: desk.store).getTimeliness(
        .with {
          $0.parent = SmallProgramme.parent
          ($0.fromMonth, $0.toMonth) = ("2013-06", "2013-06")
          $0.read = read
        }, office
      ).rows
  }
}

@Suite("A past moment of the workflow")
struct PastStateTests {
  @Test("comes back exactly, by version and by time: states, locks, days and who is late, whatever came after")
  func past() async throws {
    let clock = DayClock()
    try await withDesk(clock: clock) { desk in
      var pages: [(page: Page, version: CommonV1.DataVersion, time: Int64)] = []
      func turn(_ days: Int = 0) async throws {
        let page = try await Page(desk)
        let version = try await desk.store.head().version
        pages.append((page, CommonV1.DataVersion(version), clock.now))
        clock.pass(days: days)
      }
      try await turn()
      try await desk.fill("a", 120)
      try await turn()
      try await desk.submit("a")
      try await turn(6)
      // In its days of grace: b's report is late, and a's county looks at it.
      try await desk.fill("b", 7)
      try await desk.submit("b")
      try await desk.review("a")
      try await turn(40)
      try await desk.countersign("a")
      try await desk.approve("a")
      try await turn()
      try await desk.freeze(without: ["b", "c"])
      try await turn()
      #expect(Set(pages.map(\.page.form.state)) == [.open, .grace, .closed, .frozen])
      for (page, version, time) in pages {
        let byVersion = try await Page(desk, .with { $0.point = .version(version) })
        let byTime = try await Page(desk, .with { $0.point = .time(.init(micros: time)) })
        #expect(byVersion == page && byTime == page)
      }
    }
  }

  @Test("of a day without a write is of that day: the form that closed meanwhile is closed")
  func quietDay() async throws {
    let clock = DayClock()
    try await withDesk(clock: clock) { desk in
      let begun = clock.now
      clock.pass(days: 100)
      func state(_ days: Int64) async throws -> IndicatorsV1.Form.State {
        try await Page(desk, .with { $0.point = .time(.init(micros: begun + days * 86_400_000_000)) }).form.state
      }
      var states: [IndicatorsV1.Form.State] = []
      // What is to come is not foretold.
      for days: Int64 in [1, 50, 5_000] { states.append(try await state(days)) }
      #expect(states == [.open, .closed, .closed])
    }
  }
}
