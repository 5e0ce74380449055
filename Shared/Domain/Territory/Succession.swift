/// What became of zones on a day: they merged, one was split, renamed under another key, or taken over whole. A change of
/// a zone's county or name under the same key is none: its attributes tell it.
public struct Succession: Sendable, Hashable {
  /// The programme's key of it.
  public var id: String
  /// The first day of what comes after.
  public var day: Day
  /// The zones whose territory goes on, wholly.
  public var predecessors: [ZoneKey]
  /// The zones in which it goes on. One: their past is the sum of the predecessors' (merged, renamed, taken over).
  /// Several: no part has a past of its own (split).
  public var successors: [ZoneKey]

  /// Creates a succession.
  public init(id: String, day: Day, predecessors: [ZoneKey], successors: [ZoneKey]) {
    self.id = id
    self.day = day
    self.predecessors = predecessors
    self.successors = successors
  }

  /// The first month that is of the new territory: a month is of whoever stands at its end.
  var firstMonth: Month { day.month }
}
