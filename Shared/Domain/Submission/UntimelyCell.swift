/// A cell that holds something of a month that its indicator or its zone does not have, by the programme as it is now.
public struct UntimelyCell: Sendable, Hashable {
  /// Its indicator.
  public var indicator: IndicatorKey
  /// Why it has no figure of the month.
  public var why: OutOfTime

  /// A cell.
  public init(_ indicator: IndicatorKey, _ why: OutOfTime) {
    self.indicator = indicator
    self.why = why
  }
}
