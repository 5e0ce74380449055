/// What holds between two days.
public protocol Dated {
  /// The first day; `nil`: since ever.
  var validFrom: Day? { get }
  /// The last day; `nil`: until further notice.
  var validTo: Day? { get }
}

extension Dated {
  /// Whether it holds on a day.
  public func holds(on day: Day) -> Bool { (validFrom ?? .beginning) <= day && day <= (validTo ?? .end) }

  /// Whether it holds on any day of a month.
  public func holds(in month: Month) -> Bool {
    (validFrom ?? .beginning) <= month.lastDay && month.firstDay <= (validTo ?? .end)
  }
}
