/// A step that somebody wants to take with a supervised item.
public enum SupervisionStep: Sendable, Hashable {
  /// The unit says what it has done.
  case reply
  /// The office sends the reply back as not enough, with a new last day.
  case giveBack(until: Day)
  /// The office gives more time.
  case extend(until: Day)
  /// The office strikes it off (销号).
  case close
}

/// Who takes a step of a supervised item.
public struct SupervisionHand: Sendable, Hashable {
  /// The caller, and in whose stead it acts. Empty where nobody says who calls.
  public var names: Set<String>
  /// Whether it may act for the unit that has to answer.
  public var isUnit: Bool
  /// Whether it may act for the city's office.
  public var isOffice: Bool

  /// A hand.
  public init(names: Set<String>, isUnit: Bool, isOffice: Bool) {
    self.names = names
    self.isUnit = isUnit
    self.isOffice = isOffice
  }
}

/// Why a step is not taken. Nothing has changed then.
public enum SupervisionRefusal: Error, Hashable {
  /// The hand acts for nobody who may take it.
  case notYours
  /// It does not stand where the step begins.
  case wrongState(Supervision.State)
  /// One of the hand's names has replied.
  case makerIsChecker(name: String)
  /// The new last day lies in the past.
  case dayPassed
  /// More time ends after the last day.
  case notLater
}
