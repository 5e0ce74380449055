/// How completely and timely a unit reported, over one or more months: counts of cells.
public struct Timeliness: Sendable, Hashable {
  /// Cells that were due.
  public var due: Int
  /// Those of them that came.
  public var received: Int
  /// Those of them that came in time. More time does not make a report one that came in time.
  public var inTime: Int
  /// How often a form was returned.
  public var returned: Int
  /// Cells revised after publication.
  public var revised: Int

  /// Counts; none where nothing is said.
  public init(due: Int = 0, received: Int = 0, inTime: Int = 0, returned: Int = 0, revised: Int = 0) {
    self.due = due
    self.received = received
    self.inTime = inTime
    self.returned = returned
    self.revised = revised
  }

  /// Received over due; nil when nothing was due.
  public var completeness: Ratio? { Ratio(Int64(received), over: Int64(due)) }
  /// In time over due; nil when nothing was due.
  public var timeliness: Ratio? { Ratio(Int64(inTime), over: Int64(due)) }

  /// Both months' counts together: counts are added before anything is divided.
  public static func + (first: Self, second: Self) -> Self {
    Timeliness(
      due: first.due + second.due, received: first.received + second.received, inTime: first.inTime + second.inTime,
      returned: first.returned + second.returned, revised: first.revised + second.revised)
  }

  /// The place of each unit: by timeliness, then by completeness; equals share the better place, and the next is skipped.
  /// Units to which nothing was due have none.
  public static func ranks<Key: Hashable>(_ units: [Key: Timeliness]) -> [Key: Int] {
    let judged = units.compactMapValues { own in
      own.timeliness.flatMap { timeliness in own.completeness.map { (timeliness, $0) } }
    }
    return judged.mapValues { own in 1 + judged.values.count { $0 > own } }
  }
}
