extension SubmissionWorkflow {
  /// Takes a step. Throws why it cannot be taken; the workflow is as it was then.
  public mutating func take(
    _ step: SubmissionStep, by hand: Hand, _ facts: SubmissionFacts
  ) throws(SubmissionRefusal) {
    var next = self
    try next.go(step, by: hand, facts)
    self = next
  }

  private mutating func go(_ step: SubmissionStep, by hand: Hand, _ facts: SubmissionFacts) throws(SubmissionRefusal) {
    switch step {
    case .fill(let cells, let answering): try fill(cells, answering, by: hand, facts)
    case .submit: try submit(by: hand, facts)
    case .withdraw: try withdraw(by: hand, facts)
    case .review: try review(by: hand, facts)
    case .countersign(let bureau): try countersign(bureau, by: hand, facts)
    case .approve: try approve(by: hand, facts)
    case .giveBack(let cells, let day): try giveBack(cells, answerBy: day, by: hand, facts)
    case .verify(let cell): try verify(cell, by: hand, facts)
    case .accept(let cells, let needsBureau): try accept(cells, needsBureau: needsBureau, by: hand, facts)
    case .revise(let cells): try revise(cells, by: hand, facts)
    case .publish: try publish(by: hand)
    }
  }

  // MARK: - The zone

  private mutating func fill(
    _ cells: [IndicatorKey], _ answering: [IndicatorKey], by hand: Hand, _ facts: SubmissionFacts
  ) throws(SubmissionRefusal) {
    try require([.zone], of: hand)
    try requireUnlocked(facts)
    try requireOpen(cells)
    try charge(hand, with: .make)
    unanswered.subtract(answering)
    // A bureau agreed to other figures.
    agreed.subtract(cells.compactMap(route.bureau(of:)))
  }

  private mutating func submit(by hand: Hand, _ facts: SubmissionFacts) throws(SubmissionRefusal) {
    try require([.zone], of: hand)
    try requireUnlocked(facts)
    guard facts.untimely.isEmpty else { throw .untimely(facts.untimely) }
    guard facts.missing.isEmpty else { throw .cellsMissing(facts.missing) }
    guard facts.unexplained.isEmpty else { throw .findingsOpen(facts.unexplained) }
    guard unanswered.isEmpty else { throw .remarksUnanswered(unanswered.sorted()) }
    try charge(hand, with: .make)
    (leg, isReviewed, isLookedAt, answerBy) = (.review, false, false, nil)
  }

  private mutating func withdraw(by hand: Hand, _ facts: SubmissionFacts) throws(SubmissionRefusal) {
    try require([.zone], of: hand)
    guard leg == .review else { throw .wrongState(state) }
    if facts.isFrozen { throw .locked(Lock(.frozen, openers: [.city])) }
    guard !isLookedAt else { throw .underReview }
    leg = .draft
    // What could not be sent in again stays where it is.
    try requireUnlocked(facts)
  }

  // MARK: - Those who check

  private mutating func review(by hand: Hand, _ facts: SubmissionFacts) throws(SubmissionRefusal) {
    try require([.county], of: hand)
    try requireReview(facts)
    guard state == .submitted else { throw .wrongState(state) }
    try charge(hand, with: .review)
    (isReviewed, isLookedAt) = (true, true)
  }

  private mutating func countersign(
    _ bureau: OfficeKey, by hand: Hand, _ facts: SubmissionFacts
  ) throws(SubmissionRefusal) {
    guard route.bureaux.contains(bureau) else { throw .notTheOwner([]) }
    try require([.bureau(bureau)], of: hand)
    try requireReview(facts)
    guard !agreed.contains(bureau) else { throw .wrongState(state) }
    try charge(hand, with: .countersign)
    agreed.insert(bureau)
    isLookedAt = true
  }

  private mutating func approve(by hand: Hand, _ facts: SubmissionFacts) throws(SubmissionRefusal) {
    try require([.city], of: hand)
    try requireReview(facts)
    guard state == .countersigned else { throw .wrongState(state) }
    guard facts.untimely.isEmpty else { throw .untimely(facts.untimely) }
    guard facts.unaccepted.isEmpty else { throw .findingsOpen(facts.unaccepted) }
    try charge(hand, with: .approve)
    leg = .approved
  }

  private mutating func giveBack(
    _ cells: [IndicatorKey], answerBy day: Day?, by hand: Hand, _ facts: SubmissionFacts
  ) throws(SubmissionRefusal) {
    try requireOpen(cells)
    try requireChecker(of: cells, all: true, hand)
    if facts.isFrozen { throw .locked(Lock(.frozen, openers: [.city])) }
    switch leg {
    case .review: break
    case .approved: try require([.city], of: hand)
    case .draft, .returned, .published: throw .wrongState(state)
    }
    try refuse(hand, having: .make)
    let last = max(facts.lastDay, day ?? facts.lastDay)
    guard revision > 1 || facts.today <= last else { throw .answerDayNeeded }
    (leg, isReviewed, isLookedAt, answerBy) = (.returned, false, false, day)
    unanswered.formUnion(cells)
    agreed.subtract(cells.compactMap(route.bureau(of:)))
  }

  private mutating func verify(_ cell: IndicatorKey, by hand: Hand, _ facts: SubmissionFacts) throws(SubmissionRefusal)
  {
    try requireOpen([cell])
    let owner = route.bureau(of: cell)
    let mayBe = [.city] + (owner.map { [Party.bureau($0)] } ?? [])
    guard !hand.parties.isDisjoint(with: mayBe) else {
      if hand.parties.contains(where: \.isBureau) { throw .notTheOwner([cell]) }
      throw .notYours(mayBe)
    }
    try requireReview(facts)
    try charge(hand, with: .verify)
    isLookedAt = true
    // The bureau agreed to another figure.
    if let owner { agreed.remove(owner) }
  }

  private mutating func accept(
    _ cells: [IndicatorKey], needsBureau: Bool, by hand: Hand, _ facts: SubmissionFacts
  ) throws(SubmissionRefusal) {
    try requireReview(facts)
    if needsBureau {
      let owners = Set(cells.compactMap(route.bureau(of:)))
      guard !owners.isEmpty else { return try accept(cells, needsBureau: false, by: hand, facts) }
      let parties = owners.sorted().map(Party.bureau)
      guard parties.allSatisfy(hand.parties.contains) else {
        if hand.parties.contains(where: \.isBureau) { throw .notTheOwner(cells) }
        throw .notYours(parties)
      }
      try charge(hand, with: .countersign)
    } else {
      try requireChecker(of: cells, all: false, hand)
      try refuse(hand, having: .make)
    }
    isLookedAt = true
  }

  // MARK: - After the city's yes

  private mutating func revise(
    _ cells: [IndicatorKey], by hand: Hand, _ facts: SubmissionFacts
  ) throws(SubmissionRefusal) {
    try require([.city], of: hand)
    let asked = Set(route.indicators)
    let unknown = cells.filter { !asked.contains($0) }
    guard unknown.isEmpty else { throw .cellsClosed(unknown) }
    if facts.isFrozen { throw .locked(Lock(.frozen, openers: [.city])) }
    guard leg == .published else { throw .wrongState(state) }
    let touched = Set(cells.compactMap(route.bureau(of:)))
    self = SubmissionWorkflow(
      route: route, agreed: agreed.subtracting(touched), revision: revision + 1, revised: Set(cells))
  }

  private mutating func publish(by hand: Hand) throws(SubmissionRefusal) {
    try require([.city], of: hand)
    guard leg == .approved else { throw .wrongState(state) }
    leg = .published
  }
}
