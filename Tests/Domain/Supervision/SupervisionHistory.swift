import Domain

/// An independent model of a supervised item: a list of what was done, looked through for every answer.
struct SupervisionHistory {
  struct Deed {
    var step: SupervisionStep
    var hand: SupervisionHand
    var day: Day
  }

  let asked: Day
  var deeds: [Deed] = []

  /// The steps that moved it between unit and office.
  private var moves: [Deed] {
    deeds.filter { if case .extend = $0.step { false } else { true } }
  }

  var state: Supervision.State {
    switch moves.last?.step {
    case .reply: .replied
    case .giveBack: .returned
    case .close: .closed
    case .extend, nil: .open
    }
  }

  var dueOn: Day {
    deeds.reversed().lazy.compactMap { deed -> Day? in
      switch deed.step {
      case .giveBack(let day), .extend(let day): day
      case .reply, .close: nil
      }
    }.first ?? asked
  }

  /// The day of the reply after which nothing went back.
  var repliedOn: Day? {
    switch state {
    case .open, .returned: nil
    case .replied, .closed: deeds.last { $0.step == .reply }?.day
    }
  }

  func allows(_ step: SupervisionStep, _ hand: SupervisionHand, on today: Day) -> Bool {
    let hasReplied = deeds.contains { $0.step == .reply && !$0.hand.names.isDisjoint(with: hand.names) }
    return switch step {
    case .reply: hand.isUnit && [.open, .returned].contains(state)
    case .giveBack(let day): hand.isOffice && state == .replied && !hasReplied && day >= today
    case .extend(let day): hand.isOffice && [.open, .returned].contains(state) && day > dueOn
    case .close: hand.isOffice && state == .replied && !hasReplied
    }
  }
}
