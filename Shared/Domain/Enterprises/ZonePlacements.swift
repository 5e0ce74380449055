/// In which zone an enterprise lies, by days: in one at a time, and never in two.
public struct ZonePlacements: Sendable, Hashable {
  /// A zone and its days.
  public struct Placement: Sendable, Hashable {
    /// The zone.
    public var zone: ZoneKey
    /// The first day.
    public var from: Day
    /// The last day; nil: until further notice.
    public var to: Day?

    /// Creates a placement.
    public init(zone: ZoneKey, from: Day, to: Day? = nil) {
      self.zone = zone
      self.from = from
      self.to = to
    }

    /// Whether it holds on one of some days.
    public func meets(_ days: ClosedRange<Day>) -> Bool { from <= days.upperBound && days.lowerBound <= (to ?? .end) }
  }

  /// Why a move or a closing is none.
  public enum Refusal: Error, Sendable, Hashable {
    /// It is closed since that day's evening.
    case closed(Day)
    /// It lies in that zone already.
    case alreadyThere(ZoneKey)
    /// The day lies before the first full day in its present zone, which is told.
    case tooEarly(Day)
  }

  /// The placements, in order of their days, without overlap.
  public private(set) var list: [Placement]

  /// `nil` where two overlap, one ends before it begins, or one has no end and is followed by another.
  public init?(_ list: [Placement]) {
    let sorted = list.sorted { $0.from < $1.from }
    guard sorted.allSatisfy({ $0.from <= ($0.to ?? .end) }),
      zip(sorted, sorted.dropFirst()).allSatisfy({ before, next in before.to.map { $0 < next.from } ?? false })
    else { return nil }
    self.list = sorted
  }

  /// Places it in another zone from a day on; until the day before it stays where it is.
  public mutating func move(to zone: ZoneKey, from day: Day) throws(Refusal) {
    if let last = list.last {
      if let end = last.to { throw .closed(end) }
      guard last.zone != zone else { throw .alreadyThere(zone) }
      guard last.from < day else { throw .tooEarly(last.from.adding(days: 1)) }
      list[list.count - 1].to = day.adding(days: -1)
    }
    list.append(Placement(zone: zone, from: day))
  }

  /// Ends its last placement on a day.
  public mutating func close(on day: Day) throws(Refusal) {
    guard let last = list.last else { return }
    if let end = last.to { throw .closed(end) }
    guard last.from <= day else { throw .tooEarly(last.from) }
    list[list.count - 1].to = day
  }

  /// The zone on a day; nil: none.
  public func zone(on day: Day) -> ZoneKey? { list.first { $0.meets(day...day) }?.zone }

  /// Whether it lay in a zone on one of some days.
  public func lay(in zone: ZoneKey, _ days: ClosedRange<Day>) -> Bool {
    list.contains { $0.zone == zone && $0.meets(days) }
  }
}
