import Domain

/// An independent model of the workflow: it keeps no state but the list of what was done, and answers every question by
/// looking through it.
struct WorkflowHistory {
  struct Deed {
    var step: SubmissionStep
    var names: Set<String>
    var duty: Duty?
  }

  let route: SubmissionRoute
  private(set) var deeds: [Deed] = []

  init(route: SubmissionRoute) { self.route = route }

  // MARK: - Questions

  private func last(_ matches: (SubmissionStep) -> Bool) -> Int { deeds.lastIndex { matches($0.step) } ?? -1 }

  private var sent: Int { last { $0 == .submit } }
  private var takenBack: Int { last { $0 == .withdraw } }
  private var givenBack: Int { last { if case .giveBack = $0 { true } else { false } } }
  private var approved: Int { last { $0 == .approve } }
  private var published: Int { last { $0 == .publish } }
  private var revised: Int { last { if case .revise = $0 { true } else { false } } }

  var state: SubmissionState {
    let places: [(Int, SubmissionState)] = [
      (sent, .submitted), (takenBack, .draft), (givenBack, .returned), (approved, .approved), (published, .published),
      (revised, .draft),
    ]
    let place = places.filter { $0.0 >= 0 }.max { $0.0 < $1.0 }?.1 ?? .draft
    guard place == .submitted else { return place }
    if route.hasCounty && last({ $0 == .review }) < sent { return .submitted }
    return route.bureaux.allSatisfy(hasAgreed) ? .countersigned : .countyReviewed
  }

  func hasAgreed(_ bureau: OfficeKey) -> Bool {
    let own = Set(route.indicators(of: bureau))
    let disturbed = last { step in
      switch step {
      case .fill(let cells, _), .giveBack(let cells, _), .revise(let cells): !own.isDisjoint(with: cells)
      case .verify(let cell): own.contains(cell)
      default: false
      }
    }
    let agreed = last { $0 == .countersign(bureau) }
    return agreed >= 0 && agreed > disturbed
  }

  var isLookedAt: Bool {
    deeds.suffix(from: max(0, sent + 1)).contains { deed in
      switch deed.step {
      case .review, .countersign, .verify, .accept: true
      default: false
      }
    }
  }

  var unanswered: Set<IndicatorKey> {
    Set(
      route.indicators.filter { cell in
        last { if case .giveBack(let cells, _) = $0 { cells.contains(cell) } else { false } }
          > last { if case .fill(_, let answers) = $0 { answers.contains(cell) } else { false } }
      })
  }

  var revision: Int { 1 + deeds.count { if case .revise = $0.step { true } else { false } } }

  private var open: Set<IndicatorKey> {
    guard revised >= 0, case .revise(let cells) = deeds[revised].step else { return Set(route.indicators) }
    return Set(cells)
  }

  private var answerDay: Day? {
    guard givenBack > sent, case .giveBack(_, let day) = deeds[givenBack].step else { return nil }
    return day
  }

  /// What a name has done in this run.
  func duties(of name: String) -> Set<Duty> {
    Set(deeds.suffix(from: revised + 1).filter { $0.names.contains(name) }.compactMap(\.duty))
  }

  // MARK: - What is allowed

  private func owners(_ cells: [IndicatorKey]) -> Set<Party> {
    Set(cells.compactMap { route.bureau(of: $0).map(Party.bureau) })
  }

  private func zoneMayWrite(_ facts: SubmissionFacts, in state: SubmissionState) -> Bool {
    guard state == .draft || state == .returned, !facts.isFrozen else { return false }
    return revision > 1 || facts.phase == .open || facts.phase == .grace || answerDay.map { facts.today <= $0 } ?? false
  }

  private func isChecker(_ hand: Hand, of cells: [IndicatorKey], all: Bool) -> Bool {
    if hand.parties.contains(.city) || (route.hasCounty && hand.parties.contains(.county)) { return true }
    let own = cells.filter { route.bureau(of: $0).map { hand.parties.contains(.bureau($0)) } ?? false }
    return all || cells.isEmpty ? own.count == cells.count : !own.isEmpty
  }

  /// The duty that a step brings; nil for none.
  static func duty(of step: SubmissionStep, ownedByBureau: Bool) -> Duty? {
    switch step {
    case .fill, .submit: .make
    case .review: .review
    case .countersign: .countersign
    case .approve: .approve
    case .verify: .verify
    case .accept(_, let needsBureau): needsBureau && ownedByBureau ? .countersign : nil
    case .withdraw, .giveBack, .revise, .publish: nil
    }
  }

  func allows(_ step: SubmissionStep, _ hand: Hand, _ facts: SubmissionFacts) -> Bool {
    let inReview = state.isUnderReview && !facts.isFrozen
    let isFree = dutyIsFree(step, hand)
    let isMaker = hand.names.contains { duties(of: $0).contains(.make) }
    switch step {
    case .fill(let cells, _):
      return hand.parties.contains(.zone) && zoneMayWrite(facts, in: state) && open.isSuperset(of: cells) && isFree
    case .submit:
      return hand.parties.contains(.zone) && zoneMayWrite(facts, in: state) && isFree && facts.untimely.isEmpty
        && facts.missing.isEmpty && facts.unexplained.isEmpty && unanswered.isEmpty
    case .withdraw:
      let couldGoOn = revision > 1 || facts.phase == .open || facts.phase == .grace
      return hand.parties.contains(.zone) && inReview && !isLookedAt && couldGoOn
    case .review: return hand.parties.contains(.county) && state == .submitted && inReview && isFree
    case .countersign(let bureau):
      return route.bureaux.contains(bureau) && hand.parties.contains(.bureau(bureau)) && inReview
        && !hasAgreed(bureau) && isFree
    case .approve:
      return hand.parties.contains(.city) && state == .countersigned && inReview && isFree && facts.untimely.isEmpty
        && facts.unaccepted.isEmpty
    case .giveBack(let cells, let day):
      let isPlace = state.isUnderReview || (state == .approved && hand.parties.contains(.city))
      let hasTime = revision > 1 || facts.today <= facts.lastDay || day.map { facts.today <= $0 } ?? false
      return open.isSuperset(of: cells) && isChecker(hand, of: cells, all: true) && isPlace && !facts.isFrozen
        && !isMaker && hasTime
    case .verify(let cell):
      return open.contains(cell) && inReview && isFree
        && !hand.parties.isDisjoint(with: owners([cell]).union([.city]))
    case .accept(let cells, let needsBureau):
      if needsBureau && !owners(cells).isEmpty {
        return inReview && hand.parties.isSuperset(of: owners(cells)) && isFree
      }
      return inReview && isChecker(hand, of: cells, all: false) && !isMaker
    case .revise(let cells):
      return hand.parties.contains(.city) && state == .published && !facts.isFrozen
        && Set(route.indicators).isSuperset(of: cells)
    case .publish: return hand.parties.contains(.city) && state == .approved
    }
  }

  private func dutyIsFree(_ step: SubmissionStep, _ hand: Hand) -> Bool {
    guard let duty = duty(of: step) else { return true }
    return hand.names.allSatisfy { duties(of: $0).isSubset(of: [duty]) }
  }

  private func duty(of step: SubmissionStep) -> Duty? {
    var isOwned = false
    if case .accept(let cells, _) = step { isOwned = !owners(cells).isEmpty }
    return Self.duty(of: step, ownedByBureau: isOwned)
  }

  mutating func note(_ step: SubmissionStep, _ hand: Hand) {
    deeds.append(Deed(step: step, names: hand.names, duty: duty(of: step)))
  }
}
