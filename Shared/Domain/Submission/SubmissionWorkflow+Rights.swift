extension Party {
  /// Whether it is a bureau.
  var isBureau: Bool {
    if case .bureau = self { true } else { false }
  }
}

extension SubmissionWorkflow {
  /// Throws when the hand acts for none of the parties.
  func require(_ parties: [Party], of hand: Hand) throws(SubmissionRefusal) {
    guard hand.parties.isDisjoint(with: parties) else { return }
    throw .notYours(parties)
  }

  /// Throws when the zone may not change it today.
  func requireUnlocked(_ facts: SubmissionFacts) throws(SubmissionRefusal) {
    if let lock = lock(facts) { throw .locked(lock) }
  }

  /// Throws when the form does not ask for all these cells, or a revision does not open them.
  func requireOpen(_ cells: [IndicatorKey]) throws(SubmissionRefusal) {
    let open = revised ?? Set(route.indicators)
    let closed = cells.filter { !open.contains($0) }
    guard closed.isEmpty else { throw .cellsClosed(closed) }
  }

  /// Throws when it is not with the levels above, or the month is frozen.
  func requireReview(_ facts: SubmissionFacts) throws(SubmissionRefusal) {
    if facts.isFrozen { throw .locked(Lock(.frozen, openers: [.city])) }
    guard leg == .review else { throw .wrongState(state) }
  }

  /// Throws when the hand does not check these cells: the city and the county check all, a bureau its own.
  func requireChecker(of cells: [IndicatorKey], all: Bool, _ hand: Hand) throws(SubmissionRefusal) {
    let general: [Party] = (route.hasCounty ? [.county] : []) + [.city]
    if !hand.parties.isDisjoint(with: general) { return }
    let foreign = cells.filter { cell in
      !(route.bureau(of: cell).map { hand.parties.contains(.bureau($0)) } ?? false)
    }
    if foreign.isEmpty || (!all && foreign.count < cells.count) { return }
    guard hand.parties.contains(where: \.isBureau) else { throw .notYours(general) }
    throw .notTheOwner(foreign)
  }

  /// Throws when one of the hand's names has another duty in this run.
  func refuse(_ hand: Hand, butFor duty: Duty) throws(SubmissionRefusal) {
    for name in hand.names.sorted() {
      if let other = duties[name], other != duty { throw .makerIsChecker(name: name, other) }
    }
  }

  /// Throws when one of the hand's names has this duty in this run.
  func refuse(_ hand: Hand, having duty: Duty) throws(SubmissionRefusal) {
    for name in hand.names.sorted() where duties[name] == duty { throw .makerIsChecker(name: name, duty) }
  }

  /// Gives the duty to all names of the hand: who acts, and for whom it stands in.
  mutating func charge(_ hand: Hand, with duty: Duty) throws(SubmissionRefusal) {
    try refuse(hand, butFor: duty)
    for name in hand.names { duties[name] = duty }
  }
}
