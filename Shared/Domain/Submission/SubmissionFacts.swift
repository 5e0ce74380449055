/// What a step is judged by besides the way of the submission itself.
public struct SubmissionFacts: Sendable, Hashable {
  /// Today.
  public var today: Day
  /// Where the form stands for this zone today.
  public var phase: FormWindow.Phase
  /// The form's first day.
  public var opensOn: Day
  /// The last day on which the zone's report comes in.
  public var lastDay: Day
  /// Whether the month's data version is fixed and its bulletin not out yet.
  public var isFrozen: Bool
  /// Cells that hold what the month does not have: the programme has changed since they were filled in.
  public var untimely: [UntimelyCell]
  /// Cells that are due and empty.
  public var missing: [IndicatorKey]
  /// Findings without an explanation.
  public var unexplained: [String]
  /// Hard findings whose explanation nobody has accepted.
  public var unaccepted: [String]

  /// What is known today.
  public init(
    today: Day, phase: FormWindow.Phase, opensOn: Day, lastDay: Day, isFrozen: Bool = false,
    untimely: [UntimelyCell] = [], missing: [IndicatorKey] = [], unexplained: [String] = [], unaccepted: [String] = []
  ) {
    self.today = today
    self.phase = phase
    self.opensOn = opensOn
    self.lastDay = lastDay
    self.isFrozen = isFrozen
    self.untimely = untimely
    self.missing = missing
    self.unexplained = unexplained
    self.unaccepted = unaccepted
  }
}
