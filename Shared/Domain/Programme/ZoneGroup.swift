/// Zones that are looked at together (the 12, the provincial ones, specialty parks): each in it between two days.
public struct ZoneGroup: Sendable, Hashable {
  /// A zone in it.
  public struct Member: Sendable, Hashable {
    /// The zone.
    public var zone: ZoneKey
    /// The first day; `nil`: since ever.
    public var validFrom: Day?
    /// The last day; `nil`: until further notice.
    public var validTo: Day?

    /// Creates a member.
    public init(zone: ZoneKey, validFrom: Day? = nil, validTo: Day? = nil) {
      (self.zone, self.validFrom, self.validTo) = (zone, validFrom, validTo)
    }
  }

  /// Each zone once.
  public var members: [Member]

  /// Creates a group.
  public init(members: [Member]) { self.members = members }

  /// The zones that are in it on a day.
  public func zones(on day: Day) -> Set<ZoneKey> {
    Set(members.filter { ($0.validFrom ?? .beginning) <= day && day <= ($0.validTo ?? .end) }.map(\.zone))
  }
}
