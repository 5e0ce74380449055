/// A name besides the usual ones, and the days on which it was in use.
public struct DatedName: Dated, Sendable, Hashable {
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
}
