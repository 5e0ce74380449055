/// The way of a supervised item (督办事项, clause A5): what one unit has to do by a day, from its entering to its striking
/// off (销号).
///
/// A value: a step gives the next value or is refused, and then nothing has changed.
public struct Supervision: Sendable, Hashable {
  /// Where it stands.
  public enum State: String, Sendable, Hashable, CaseIterable {
    /// Not answered (办理中).
    case open
    /// Answered, not looked at (已回复).
    case replied
    /// The answer was not enough (退回重办).
    case returned
    /// Struck off (已销号).
    case closed
  }

  /// Where it stands.
  public private(set) var state: State
  /// The last day.
  public private(set) var dueOn: Day
  /// How often the unit got more time.
  public private(set) var extensions: Int
  /// How often a reply went back.
  public private(set) var returns: Int
  /// The day of the reply that stands; nil: none.
  public private(set) var repliedOn: Day?
  /// The day of striking off; nil: not yet.
  public private(set) var closedOn: Day?
  /// Everybody who has replied, or in whose stead it was: none of them judges a reply.
  public private(set) var repliers: Set<String>

  /// An item as it is kept; one that was just entered where nothing else is said.
  public init(
    dueOn: Day, state: State = .open, extensions: Int = 0, returns: Int = 0, repliedOn: Day? = nil,
    closedOn: Day? = nil, repliers: Set<String> = []
  ) {
    self.state = state
    self.dueOn = dueOn
    self.extensions = extensions
    self.returns = returns
    self.repliedOn = repliedOn
    self.closedOn = closedOn
    self.repliers = repliers
  }

  /// Whether it is with the unit.
  public var isOwed: Bool { state == .open || state == .returned }

  /// Whether it is owed, and its last day lies before a day.
  public func isOverdue(on day: Day) -> Bool { isOwed && dueOn < day }

  /// Days past the last day: up to the reply that stands, otherwise up to a day; 0 when in time.
  public func daysLate(on day: Day) -> Int { max(0, dueOn.days(to: repliedOn ?? day)) }

  /// Takes a step. Throws why it cannot be taken.
  public mutating func take(
    _ step: SupervisionStep, by hand: SupervisionHand, on today: Day
  ) throws(SupervisionRefusal) {
    switch step {
    case .reply:
      try require(hand.isUnit, isOwed)
      (state, repliedOn) = (.replied, today)
      repliers.formUnion(hand.names)
    case .giveBack(let day):
      try require(hand.isOffice, state == .replied)
      try judge(hand)
      guard day >= today else { throw .dayPassed }
      (state, repliedOn, dueOn) = (.returned, nil, day)
      returns += 1
    case .extend(let day):
      try require(hand.isOffice, isOwed)
      guard day > dueOn else { throw .notLater }
      dueOn = day
      extensions += 1
    case .close:
      try require(hand.isOffice, state == .replied)
      try judge(hand)
      (state, closedOn) = (.closed, today)
    }
  }

  private func require(_ isTheirs: Bool, _ isNow: Bool) throws(SupervisionRefusal) {
    guard isTheirs else { throw .notYours }
    guard isNow else { throw .wrongState(state) }
  }

  /// Throws when one of the hand's names has replied.
  private func judge(_ hand: SupervisionHand) throws(SupervisionRefusal) {
    if let name = hand.names.sorted().first(where: repliers.contains) { throw .makerIsChecker(name: name) }
  }
}
