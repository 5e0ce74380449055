/// One person standing in for another between two days (AB岗): what may be handed over, and for how long.
public struct Delegation: Sendable, Hashable {
  /// Where it stands on a day.
  public enum State: String, Sendable, Hashable, CaseIterable {
    /// Its first day lies ahead.
    case scheduled
    /// It holds.
    case inForce
    /// Its last day has passed.
    case over
    /// It was ended before its last day.
    case revoked
  }

  /// Who is away.
  public var delegator: String
  /// Who acts.
  public var deputy: String
  /// What is handed over: a role, and of what it holds. Two are of the same when these words are.
  public var duty: String
  /// The first day.
  public var firstDay: Day
  /// The last day.
  public var lastDay: Day
  /// Whether it was ended before its last day.
  public var isRevoked: Bool

  /// A delegation.
  public init(
    delegator: String, deputy: String, duty: String, firstDay: Day, lastDay: Day, isRevoked: Bool = false
  ) {
    self.delegator = delegator
    self.deputy = deputy
    self.duty = duty
    self.firstDay = firstDay
    self.lastDay = lastDay
    self.isRevoked = isRevoked
  }

  /// The most days that one lasts: a quarter of a year. Whoever is away for longer needs a successor.
  public static let mostDays = 92

  /// Where it stands on a day.
  public func state(on day: Day) -> State {
    if isRevoked { return .revoked }
    if day < firstDay { return .scheduled }
    return day <= lastDay ? .inForce : .over
  }

  /// What keeps it from being entered on a day, however its delegator's rights and other delegations are; empty: nothing.
  public func faults(on today: Day) -> [DelegationFault] {
    var faults: [DelegationFault] = []
    if deputy == delegator { faults.append(.deputyIsDelegator) }
    if lastDay < firstDay { faults.append(.reversed) }
    if firstDay < today { faults.append(.passed) }
    if firstDay.days(to: lastDay) >= Self.mostDays { faults.append(.tooLong) }
    return faults
  }

  /// Whether both hand over the same on some day: then nobody could tell who acts.
  public func overlaps(_ other: Delegation) -> Bool {
    !isRevoked && !other.isRevoked && delegator == other.delegator && duty == other.duty
      && firstDay <= other.lastDay && other.firstDay <= lastDay
  }
}

/// What is wrong with a delegation by itself.
public enum DelegationFault: Sendable, Hashable, CaseIterable {
  /// Nobody stands in for himself.
  case deputyIsDelegator
  /// It ends before it begins.
  case reversed
  /// It would begin in the past: nobody has acted by it.
  case passed
  /// It lasts longer than ``Delegation/mostDays``.
  case tooLong
}
