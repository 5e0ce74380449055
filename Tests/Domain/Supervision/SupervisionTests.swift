import Domain
import TestRandom
import Testing

@Suite("A supervised item")
struct SupervisionTests {
  private static let monday = WorkflowFixture.monday
  private static let unit = SupervisionHand(names: ["people/clerk"], isUnit: true, isOffice: false)
  private static let office = SupervisionHand(names: ["people/office"], isUnit: false, isOffice: true)

  @Test("is overdue from the day after its last one, and no more once it is answered")
  func overdue() throws {
    var item = Supervision(dueOn: Self.monday)
    let later = Self.monday.adding(days: 3)
    #expect(!item.isOverdue(on: Self.monday) && item.isOverdue(on: later) && item.daysLate(on: later) == 3)
    try item.take(.reply, by: Self.unit, on: Self.monday.adding(days: 2))
    // The lateness stays what it was, however long the office looks at the reply.
    #expect(!item.isOverdue(on: later) && item.daysLate(on: Self.monday.adding(days: 90)) == 2)
    try item.take(.giveBack(until: later), by: Self.office, on: later)
    #expect(!item.isOverdue(on: later) && item.daysLate(on: later) == 0)
  }

  @Test("goes any sequence of steps as a model does that looks through the history, and never past closing")
  func agreesWithHistory() {
    var random = SplitMix(seed: 75)
    var reached: [Supervision.State: Int] = [:]
    for _ in 0..<4_000 {
      let due = Self.monday.adding(days: random.below(6))
      var (item, history) = (Supervision(dueOn: due), SupervisionHistory(asked: due))
      var today = Self.monday
      for _ in 0..<14 {
        today = today.adding(days: random.below(3))
        let (step, hand) = draw(today, &random)
        let (before, isAllowed) = (item, history.allows(step, hand, on: today))
        do throws(SupervisionRefusal) {
          try item.take(step, by: hand, on: today)
          #expect(isAllowed, "took \(step) by \(hand) in \(before)")
          #expect(before.state != .closed)
          history.deeds.append(.init(step: step, hand: hand, day: today))
        } catch {
          #expect(!isAllowed, "refused \(step) by \(hand) in \(before): \(error)")
          #expect(item == before)
        }
        expectSame(item, history, on: today)
        reached[item.state, default: 0] += 1
      }
    }
    // The draw is worth something only when every state is reached often.
    for state in Supervision.State.allCases { #expect(reached[state, default: 0] > 1_000, "\(state)") }
  }

  private func expectSame(_ item: Supervision, _ history: SupervisionHistory, on today: Day) {
    #expect(item.state == history.state && item.dueOn == history.dueOn && item.repliedOn == history.repliedOn)
    #expect(item.extensions + item.returns == history.deeds.count { $0.step != .reply && $0.step != .close })
    #expect((item.closedOn != nil) == (item.state == .closed))
    let isAnswered = item.repliedOn != nil
    #expect(item.isOverdue(on: today) == (!isAnswered && history.dueOn < today))
  }

  private func draw(_ today: Day, _ random: inout SplitMix) -> (SupervisionStep, SupervisionHand) {
    let day = today.adding(days: random.below(7) - 1)
    let steps: [SupervisionStep] = [.reply, .reply, .giveBack(until: day), .extend(until: day), .close]
    let names = ["people/clerk", "people/wang", "people/office"].filter { _ in random.below(3) == 0 }
    let hand =
      random.below(4) > 0
      ? [Self.unit, Self.office][random.below(2)]
      : SupervisionHand(names: Set(names), isUnit: random.below(2) == 0, isOffice: random.below(2) == 0)
    return (steps[random.below(steps.count)], hand)
  }
}
