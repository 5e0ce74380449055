/// A name besides the usual ones, and the days on which it was in use.
public struct DatedName: Sendable, Hashable {
  /// The name.
  public var name: String
  /// The first day; `nil`: since ever.
  public var validFrom: Day?
  /// The last day; `nil`: until further notice.
  public var validTo: Day?

  /// Creates a name.
  public init(_ name: String, validFrom: Day? = nil, validTo: Day? = nil) {
    self.name = name
    self.validFrom = validFrom
    self.validTo = validTo
  }

  /// Whether it was in use on a day.
  public func holds(on day: Day) -> Bool { (validFrom ?? .beginning) <= day && day <= (validTo ?? .end) }

  /// Whether it was in use on any day of a month.
  public func holds(in month: Month) -> Bool {
    (validFrom ?? .beginning) <= month.lastDay && month.firstDay <= (validTo ?? .end)
  }
}
