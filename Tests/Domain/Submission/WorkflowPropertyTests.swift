import Domain
import TestRandom
import Testing

private typealias Fixture = WorkflowFixture

@Suite("Any sequence of workflow calls")
struct WorkflowPropertyTests {
  @Test("is answered as a model does that looks through the history, and never reaches a forbidden state")
  func agreesWithHistory() {
    var random = SplitMix(seed: 20_130_603)
    var reached: [SubmissionState: Int] = [:]
    for _ in 0..<3_000 {
      let route = SubmissionRoute(
        hasCounty: random.below(4) > 0, groups: random.below(5) == 0 ? [Fixture.groups[2]] : Fixture.groups)
      var history = WorkflowHistory(route: route)
      var workflow = SubmissionWorkflow(route: route)
      for _ in 0..<48 {
        let (step, hand, facts) = draw(history, &random)
        let before = workflow
        let isAllowed = history.allows(step, hand, facts)
        do throws(SubmissionRefusal) {
          try workflow.take(step, by: hand, facts)
          #expect(isAllowed, "took \(step) by \(hand) in \(before)")
          history.note(step, hand)
        } catch {
          #expect(!isAllowed, "refused \(step) by \(hand) in \(before): \(error)")
          #expect(workflow == before)
        }
        #expect(workflow.state == history.state && workflow.revision == history.revision)
        #expect(workflow.unanswered == history.unanswered)
        expectNoForbiddenState(workflow, history)
        reached[workflow.state, default: 0] += 1
      }
    }
    // The draw is worth something only when every state is reached often.
    for state in SubmissionState.allCases { #expect(reached[state, default: 0] > 1_000, "\(state)") }
  }

  /// Approved and published forms went all the way, through as many hands as there were duties.
  private func expectNoForbiddenState(_ workflow: SubmissionWorkflow, _ history: WorkflowHistory) {
    let names = Set(history.deeds.flatMap(\.names))
    #expect(names.allSatisfy { history.duties(of: $0).count <= 1 })
    guard workflow.state == .approved else { return }
    #expect(workflow.unanswered.isEmpty)
    #expect(workflow.route.bureaux.allSatisfy(history.hasAgreed))
    #expect(!workflow.route.hasCounty || workflow.isReviewed)
  }

  private func draw(
    _ history: WorkflowHistory, _ random: inout SplitMix
  ) -> (SubmissionStep, Hand, SubmissionFacts) {
    let cells = Fixture.cells.filter { _ in random.below(3) == 0 }
    let day = Fixture.monday.adding(days: random.below(8))
    // Half of the draws take a step that leads on, so that the far end is reached.
    let onward: SubmissionStep =
      switch history.state {
      case .draft: random.below(2) == 0 ? .submit : .fill(cells)
      case .returned: random.below(2) == 0 ? .submit : .fill(cells, answering: Fixture.cells)
      case .submitted: .review
      case .countyReviewed: .countersign(random.below(2) == 0 ? Fixture.finance : Fixture.statistics)
      case .countersigned: .approve
      case .approved: .publish
      case .published: .revise(cells)
      }
    let any: [SubmissionStep] = [
      .fill(cells, answering: cells), .submit, .withdraw, .review, .countersign(Fixture.finance),
      .countersign(Fixture.statistics), .countersign("nobody"), .approve,
      .giveBack(cells, answerBy: random.below(2) == 0 ? day : nil), .verify(random.pick(Fixture.cells)),
      .verify("unknown"), .accept(cells, needsBureau: random.below(2) == 0), .revise(cells), .publish,
    ]
    return (random.below(2) == 0 ? onward : random.pick(any), hand(&random), facts(&random))
  }

  private func hand(_ random: inout SplitMix) -> Hand {
    let parties: [Party] = [.zone, .county, .bureau(Fixture.finance), .bureau(Fixture.statistics), .city]
    let names = (0..<9).map { "people/\($0)" }
    if random.below(3) == 0 {
      return Hand(
        names: Set(names.filter { _ in random.below(5) == 0 }),
        parties: Set(parties.filter { _ in random.below(2) == 0 }))
    }
    let party = random.below(parties.count)
    return Hand(names: [names[party + (party == 4 ? random.below(5) : 0)]], parties: [parties[party]])
  }

  private func facts(_ random: inout SplitMix) -> SubmissionFacts {
    let today = Fixture.monday.adding(days: random.below(6))
    var facts = SubmissionFacts(
      today: today, phase: today <= Fixture.monday.adding(days: 4) ? .open : .closed,
      opensOn: Fixture.monday.adding(days: -7), lastDay: Fixture.monday.adding(days: 4),
      isFrozen: random.below(20) == 0)
    if random.below(20) == 0 { facts.untimely = [UntimelyCell("revenue", .after(Fixture.monday))] }
    if random.below(20) == 0 { facts.missing = ["parks"] }
    if random.below(20) == 0 { facts.unexplained = ["NEGATIVE:parks"] }
    if random.below(20) == 0 { facts.unaccepted = ["BASE_ADJUSTED:revenue"] }
    return facts
  }
}
