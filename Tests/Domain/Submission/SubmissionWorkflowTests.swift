import Domain
import Testing

private typealias Fixture = WorkflowFixture

@Suite("The way of a submission")
struct SubmissionWorkflowTests {
  @Test("goes from draft over county, bureaux and city into a bulletin")
  func smoothRun() throws {
    var workflow = SubmissionWorkflow(route: Fixture.route)
    var states: [SubmissionState] = [workflow.state]
    for (step, hand) in Fixture.wholeWay + [(.publish, Fixture.office)] {
      try workflow.take(step, by: hand, Fixture.facts)
      states.append(workflow.state)
    }
    #expect(
      states == [
        .draft, .draft, .submitted, .countyReviewed, .countyReviewed, .countersigned, .approved, .published,
      ])
  }

  @Test("bureaux may say yes before the county does")
  func bureauxFirst() throws {
    let workflow = try Fixture.taken([
      (.submit, Fixture.clerk), (.countersign(Fixture.finance), Fixture.treasurer),
      (.countersign(Fixture.statistics), Fixture.statistician),
    ])
    #expect(workflow.state == .submitted)
    var next = workflow
    try next.take(.review, by: Fixture.county, Fixture.facts)
    #expect(next.state == .countersigned)
  }

  @Test("a zone without a county skips its step, and one without bureaux theirs")
  func optionalSteps() throws {
    let bare = SubmissionRoute(hasCounty: false, groups: [.init(bureau: nil, indicators: ["parks"])])
    #expect(try Fixture.taken([(.submit, Fixture.clerk)], by: bare).state == .countersigned)
    let route = SubmissionRoute(hasCounty: false, groups: Fixture.groups)
    var workflow = try Fixture.taken([(.submit, Fixture.clerk)], by: route)
    #expect(workflow.state == .countyReviewed)
    #expect(throws: SubmissionRefusal.wrongState(.countyReviewed)) {
      try workflow.take(.review, by: Fixture.county, Fixture.facts)
    }
  }

  @Test("nobody has two duties in a run, in nobody's name")
  func makerIsNotChecker() throws {
    let both = Hand(names: ["people/clerk"], parties: [.zone, .county, .city])
    var workflow = try Fixture.taken([(.submit, both)])
    #expect(throws: SubmissionRefusal.makerIsChecker(name: "people/clerk", .make)) {
      try workflow.take(.review, by: both, Fixture.facts)
    }
    let deputy = Hand(names: ["people/deputy", "people/clerk"], parties: [.county])
    #expect(throws: SubmissionRefusal.makerIsChecker(name: "people/clerk", .make)) {
      try workflow.take(.review, by: deputy, Fixture.facts)
    }
    // Whoever stood in for the county has reviewed in both names.
    let stands = Hand(names: ["people/office", "people/county"], parties: [.county])
    try workflow.take(.review, by: stands, Fixture.facts)
    try workflow.take(.countersign(Fixture.finance), by: Fixture.treasurer, Fixture.facts)
    try workflow.take(.countersign(Fixture.statistics), by: Fixture.statistician, Fixture.facts)
    #expect(throws: SubmissionRefusal.makerIsChecker(name: "people/office", .review)) {
      try workflow.take(.approve, by: Fixture.office, Fixture.facts)
    }
  }

  @Test("who sets a verified figure does not approve it")
  func verifierDoesNotApprove() throws {
    var workflow = try Fixture.taken(Array(Fixture.wholeWay.dropLast()))
    try workflow.take(.verify("parks"), by: Fixture.verifier, Fixture.facts)
    #expect(throws: SubmissionRefusal.makerIsChecker(name: "people/verifier", .verify)) {
      try workflow.take(.approve, by: Fixture.verifier, Fixture.facts)
    }
    try workflow.take(.approve, by: Fixture.office, Fixture.facts)
  }

  @Test("a verified figure asks its bureau again, and only that one")
  func verifiedFigureAsksAgain() throws {
    var workflow = try Fixture.taken(Array(Fixture.wholeWay.dropLast()))
    try workflow.take(.verify("revenue"), by: Fixture.verifier, Fixture.facts)
    #expect(workflow.agreed == [Fixture.statistics])
    #expect(workflow.state == .countyReviewed)
  }

  @Test("a bureau verifies and returns its own cells only")
  func bureauKeepsToItsOwn() throws {
    var workflow = try Fixture.taken([(.submit, Fixture.clerk)])
    #expect(throws: SubmissionRefusal.notTheOwner(["investment"])) {
      try workflow.take(.verify("investment"), by: Fixture.treasurer, Fixture.facts)
    }
    #expect(throws: SubmissionRefusal.notTheOwner(["parks"])) {
      try workflow.take(.giveBack(["revenue", "parks"]), by: Fixture.treasurer, Fixture.facts)
    }
    try workflow.take(.giveBack(["revenue"]), by: Fixture.treasurer, Fixture.facts)
    #expect(workflow.state == .returned)
  }

  @Test("agreements for cells that were not returned and not changed stay")
  func agreementsStay() throws {
    var workflow = try Fixture.taken(Array(Fixture.wholeWay.dropLast()))
    try workflow.take(.giveBack(["revenue"]), by: Fixture.office, Fixture.facts)
    #expect(workflow.agreed == [Fixture.statistics])
    try workflow.take(.fill(["revenue"], answering: ["revenue"]), by: Fixture.clerk, Fixture.facts)
    try workflow.take(.submit, by: Fixture.clerk, Fixture.facts)
    #expect(workflow.agreed == [Fixture.statistics] && workflow.state == .submitted)
    try workflow.take(.withdraw, by: Fixture.clerk, Fixture.facts)
    try workflow.take(.fill(["investment"]), by: Fixture.clerk, Fixture.facts)
    #expect(workflow.agreed.isEmpty)
  }

  @Test("remarks are answered before it comes in again")
  func remarksAreAnswered() throws {
    var workflow = try Fixture.taken([
      (.submit, Fixture.clerk), (.giveBack(["revenue", "parks"]), Fixture.county),
      (.fill([], answering: ["parks"]), Fixture.clerk),
    ])
    #expect(throws: SubmissionRefusal.remarksUnanswered(["revenue"])) {
      try workflow.take(.submit, by: Fixture.clerk, Fixture.facts)
    }
  }

  @Test("it is taken back only before anybody looked")
  func withdrawal() throws {
    var workflow = try Fixture.taken([(.submit, Fixture.clerk)])
    try workflow.take(.withdraw, by: Fixture.clerk, Fixture.facts)
    #expect(workflow.state == .draft)
    try workflow.take(.submit, by: Fixture.clerk, Fixture.facts)
    try workflow.take(.accept(["revenue"]), by: Fixture.county, Fixture.facts)
    #expect(throws: SubmissionRefusal.underReview) {
      try workflow.take(.withdraw, by: Fixture.clerk, Fixture.facts)
    }
  }

  @Test("a report that could not be sent in again is not taken back")
  func withdrawalAfterTheLastDay() throws {
    var workflow = try Fixture.taken([(.submit, Fixture.clerk)])
    var late = Fixture.facts
    (late.today, late.phase) = (late.lastDay.adding(days: 1), .closed)
    #expect(throws: SubmissionRefusal.locked(Lock(.deadlinePassed, openers: [.city], day: late.lastDay))) {
      try workflow.take(.withdraw, by: Fixture.clerk, late)
    }
    #expect(workflow.state == .submitted)
  }

  @Test("a return after the last day names a day for the answer, and the zone has until then")
  func answerDay() throws {
    var workflow = try Fixture.taken([(.submit, Fixture.clerk)])
    var late = Fixture.facts
    (late.today, late.phase) = (late.lastDay.adding(days: 1), .closed)
    #expect(throws: SubmissionRefusal.answerDayNeeded) {
      try workflow.take(.giveBack(["parks"]), by: Fixture.county, late)
    }
    let day = late.today.adding(days: 3)
    try workflow.take(.giveBack(["parks"], answerBy: day), by: Fixture.county, late)
    late.today = day
    #expect(workflow.lock(late) == nil)
    late.today = day.adding(days: 1)
    #expect(workflow.lock(late) == Lock(.deadlinePassed, openers: [.city], day: day))
  }

  @Test("the base that differs is its owner bureau's to accept")
  func baseIsTheBureaus() throws {
    var workflow = try Fixture.taken([(.submit, Fixture.clerk)])
    let step = SubmissionStep.accept(["revenue"], needsBureau: true)
    #expect(throws: SubmissionRefusal.notYours([.bureau(Fixture.finance)])) {
      try workflow.take(step, by: Fixture.county, Fixture.facts)
    }
    #expect(throws: SubmissionRefusal.notTheOwner(["revenue"])) {
      try workflow.take(step, by: Fixture.statistician, Fixture.facts)
    }
    try workflow.take(step, by: Fixture.treasurer, Fixture.facts)
  }

  @Test("a revision opens the named cells of a published form, and takes the whole way again")
  func revision() throws {
    var workflow = try Fixture.taken(Fixture.wholeWay + [(.publish, Fixture.office)])
    try workflow.take(.revise(["revenue"]), by: Fixture.office, Fixture.facts)
    #expect(workflow.state == .draft && workflow.revision == 2 && workflow.agreed == [Fixture.statistics])
    #expect(throws: SubmissionRefusal.cellsClosed(["investment"])) {
      try workflow.take(.fill(["investment"]), by: Fixture.clerk, Fixture.facts)
    }
    var late = Fixture.facts
    (late.today, late.phase) = (late.lastDay.adding(days: 90), .closed)
    for (step, hand): (SubmissionStep, Hand) in [
      (.fill(["revenue"]), Fixture.clerk), (.submit, Fixture.clerk), (.review, Fixture.county),
      (.countersign(Fixture.finance), Fixture.treasurer), (.approve, Fixture.office), (.publish, Fixture.office),
    ] { try workflow.take(step, by: hand, late) }
    #expect(workflow.state == .published)
  }

  @Test("each lock says which it is, who opens it, and until when")
  func locks() throws {
    let facts = Fixture.facts
    let checkers: [Party] = [.county, .bureau(Fixture.statistics), .bureau(Fixture.finance), .city]
    let draft = SubmissionWorkflow(route: Fixture.route)
    var scheduled = facts
    scheduled.phase = .scheduled
    #expect(draft.lock(scheduled) == Lock(.notOpen, day: facts.opensOn))
    #expect(draft.lock(facts) == nil)
    var workflow = try Fixture.taken([(.submit, Fixture.clerk)])
    #expect(workflow.lock(facts) == Lock(.underReview, openers: [.zone] + checkers))
    #expect(workflow.lock(facts)?.text.zh.contains("可自行撤回") == true)
    try workflow.take(.review, by: Fixture.county, facts)
    #expect(workflow.lock(facts) == Lock(.underReview, openers: checkers))
    #expect(workflow.lock(facts)?.text.zh.contains("撤回") == false)
    workflow = try Fixture.taken(Fixture.wholeWay)
    #expect(workflow.lock(facts) == Lock(.approved, openers: [.city]))
    try workflow.take(.publish, by: Fixture.office, facts)
    #expect(workflow.lock(facts) == Lock(.published, openers: [.city]))
    var frozen = facts
    frozen.isFrozen = true
    #expect(draft.lock(frozen) == Lock(.frozen, openers: [.city]))
  }

  @Test("what is missing, unexplained or not accepted stops it where it is")
  func facts() throws {
    var workflow = SubmissionWorkflow(route: Fixture.route)
    var facts = Fixture.facts
    (facts.missing, facts.unexplained, facts.unaccepted) = (["parks"], ["NEGATIVE:parks"], ["BASE_ADJUSTED:revenue"])
    #expect(throws: SubmissionRefusal.cellsMissing(["parks"])) {
      try workflow.take(.submit, by: Fixture.clerk, facts)
    }
    facts.missing = []
    #expect(throws: SubmissionRefusal.findingsOpen(["NEGATIVE:parks"])) {
      try workflow.take(.submit, by: Fixture.clerk, facts)
    }
    workflow = try Fixture.taken(Array(Fixture.wholeWay.dropLast()))
    #expect(throws: SubmissionRefusal.findingsOpen(["BASE_ADJUSTED:revenue"])) {
      try workflow.take(.approve, by: Fixture.office, facts)
    }
  }
}

@Suite("A month's form")
struct FormTests {
  private let working = WorkingCalendar()
  private let friday = Day(year: 2013, month: 7, day: 12) ?? .end

  @Test("opens, is due, takes late reports for its working days of grace, and closes")
  func phases() throws {
    let window = try #require(
      FormWindow(
        opensOn: friday.adding(days: -4), dueOn: friday, graceWorkingDays: 2,
        extensions: ["far": friday.adding(days: 10)])
    )
    let table: [(Int, FormWindow.Phase, FormWindow.Phase)] = [
      (-5, .scheduled, .scheduled), (-4, .open, .open), (0, .open, .open), (1, .grace, .grace), (4, .grace, .grace),
      (5, .closed, .grace), (10, .closed, .grace), (11, .closed, .closed),
    ]
    for (days, all, far) in table {
      #expect(window.phase(on: friday.adding(days: days), working) == all, "\(days)")
      #expect(window.phase(for: "far", on: friday.adding(days: days), working) == far, "\(days)")
    }
    #expect(window.workingDaysLate(on: friday, working) == nil)
    #expect(window.workingDaysLate(on: friday.adding(days: 1), working) == 1)
    #expect(window.workingDaysLate(on: friday.adding(days: 4), working) == 2)
  }

  @Test("refuses days out of order and grace without measure")
  func disorder() {
    #expect(FormWindow(opensOn: friday, dueOn: friday.adding(days: -1), graceWorkingDays: 0) == nil)
    #expect(FormWindow(opensOn: friday, dueOn: friday, graceWorkingDays: -1) == nil)
    #expect(FormWindow(opensOn: friday, dueOn: friday, graceWorkingDays: 251) == nil)
  }

  @Test("is frozen when all are approved but those that it goes without")
  func freezing() {
    let states: [(ZoneKey, SubmissionState)] = [("a", .approved), ("b", .draft), ("c", .published), ("d", .submitted)]
    #expect(FormGate.unapproved(states, without: ["b"]).map(\.zone) == ["d"])
    #expect(FormGate.unapproved(states, without: ["b", "d"]).isEmpty)
  }

  @Test("keeps inside what its bureau has not published")
  func releases() {
    let groups = WorkflowFixture.groups
    #expect(
      FormGate.unreleased(groups, releases: ["revenue": friday, "investment": friday.adding(days: 1)], on: friday) == [
        "investment", "value-added",
      ])
  }

  @Test("numbers its receipts as 2013-06-0007")
  func receipts() throws {
    let month = try #require(Month(year: 2013, month: 6))
    #expect(ReceiptNumber(month: month, ordinal: 7).description == "2013-06-0007")
    #expect(ReceiptNumber(month: month, ordinal: 12_345).description == "2013-06-12345")
  }
}
