import Domain

/// Who reported the month.
struct Reports: Sendable, Hashable {
  /// One unit's report over all indicators.
  struct Entry: Sendable, Hashable {
    var zone: String
    var title: String
    var state: ReportState
    var receivedOn: Day?
    var workingDaysLate = 0
    /// The titles of the indicators that are missing; all of them when nothing came.
    var missing: [String] = []
  }

  /// In protocol order.
  var entries: [Entry] = []
  /// Whether any indicator has a deadline for the month: without one nobody is late.
  var hasDeadline = true

  var expected: Int { entries.count { $0.state != .notDue && $0.state != .notApplicable } }
  var inTime: Int { entries.count { $0.state == .received } }
  var late: [Entry] { entries.filter { $0.state == .late } }
  var unreviewed: [Entry] { entries.filter { $0.state == .unreviewed } }
  var returned: [Entry] { entries.filter { $0.state == .returned } }
  var missing: [Entry] { entries.filter { $0.state == .missing } }
}

/// How many units reach the floors of how many main indicators.
struct FloorCount: Sendable, Hashable {
  struct Level: Sendable, Hashable {
    var indicators: Int
    var zones: [String]
  }
  /// From all indicators down to none.
  var levels: [Level] = []
  var judged = 0
}

/// A threshold target (clause A2) in the month.
struct ThresholdStanding: Sendable, Hashable {
  /// A unit beside the threshold.
  struct Candidate: Sendable, Hashable {
    var title: String
    var cumulative: Amount?
    /// Expected for the year.
    var landing: Amount?
    var passed = false
    var expected = false
    /// What each remaining month must bring beyond the expected.
    var extraMonthly: Amount?
    /// How the landing came to be.
    var account = Account()
    /// How the extra came to be.
    var extraAccount = Account()
  }
  var title: String
  var scale: UnitScale
  /// The value to pass, or to keep to.
  var limit: Amount
  /// How values are held against it.
  var comparison = Comparison.above
  /// How many units are to pass it, or to keep to it.
  var count: Int
  var passed: Int
  var landing: Int
  var short: Int
  var reached: Bool
  /// The highest landing first; below a ceiling the lowest.
  var candidates: [Candidate] = []
  var closest: Candidate?
}
