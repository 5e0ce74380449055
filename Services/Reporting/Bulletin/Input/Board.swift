import Domain

/// Where a unit's report of a month stands.
enum ReportState: Sendable, Hashable {
  case received, late, missing, notDue, notApplicable
  /// Sent in, and not approved yet.
  case unreviewed
  /// Sent in, and back with the unit.
  case returned
}

/// A main indicator and its board.
struct Board: Sendable, Hashable {
  var indicator: String
  var title: String
  /// The unit on paper and its decimals.
  var scale: UnitScale
  var ownerBureau = ""
  /// Growth is judged at comparable prices.
  var comparablePrices = false
  /// Which way is better, as ranks and problems have it; how a target is held is its own to say.
  var direction = Indicator.Direction.higherIsBetter
  var total: Row
  /// In protocol order.
  var rows: [Row]
  var expected: Int
  var matched: Int
  var rising: Int
  var falling: Int
  var level: Int
  /// Units by place, by their ids: the greatest growth first, or the least where lower is better.
  var leading: [String] = []
  var trailing: [String] = []
  var reachingFloor = 0
  var growthRule = ""
  var progressRule = ""
  var notes: [String] = []
  /// The city's own total, beside that of the units.
  var city: City?
}

extension Board {
  /// A line of the board. What is nil is unknown or undefined.
  struct Row: Sendable, Hashable {
    /// Empty for the total.
    var zone = ""
    var title: String
    var state = ReportState.received
    var receivedOn: Day?
    var workingDaysLate = 0
    var cumulative: Amount?
    var base: Amount?
    /// Last year's published figure where the reported base differs from it beyond the margin.
    var publishedBase: Amount?
    /// How the base differs from what was published a year ago.
    var baseAdjustments: Set<BaseAdjustment> = []
    /// Last year's value as a bulletin first had it, where it was revised since.
    var firstPublishedBase: Amount?
    var growth: Rate?
    var nominalGrowth: Rate?
    var publishedGrowth: Rate?
    /// Why there is no growth.
    var growthAbsent = ""
    var rank: Int?
    var rankChange: Int?
    var aboveFloor: Rate?
    /// How its target of the year is held, be it a value or a growth.
    var comparison = Comparison.atLeast
    var annualTarget: Amount?
    var completion: Rate?
    var versusSchedule: Rate?
    var versusUsual: Rate?
    var requiredMonthly: Amount?
    /// How that came to be.
    var requiredAccount = Account()
    var requiredMultiple: Rate?
    var growthLight = Light.unlit
    var progressLight = Light.unlit
    var contribution: Rate?
    var lowBase = false
    var findings: [RowFinding] = []
    /// How the cumulative value came to be.
    var account = Account()
  }

  /// Something about a figure that the bulletin tells.
  struct RowFinding: Sendable, Hashable {
    /// BASE_ADJUSTED and others.
    var reason: String
    /// In Chinese, with its full stop.
    var text: String
    /// What the unit said beside the figure; empty when it said nothing.
    var note = ""
  }

  /// The row of a unit.
  func row(_ zone: String) -> Row? { rows.first { $0.zone == zone } }

  /// Growth floor, where all units that are judged have the same one.
  var floor: Ratio? {
    let floors = ([total] + rows).compactMap { row -> Ratio? in
      guard let growth = row.growth?.exact, let distance = row.aboveFloor?.exact else { return nil }
      return try? growth.subtracting(distance)
    }
    guard let first = floors.first, floors.allSatisfy({ $0 == first }) else { return nil }
    return first
  }

  /// Whether growth is held against a floor.
  var hasFloor: Bool { rows.contains { $0.aboveFloor != nil || $0.growthLight != .unlit } }
  /// Whether values are held against annual targets.
  var hasTargets: Bool { rows.contains { $0.annualTarget != nil } }
  /// How annual targets are spoken of.
  var targetWording: TargetWording {
    TargetWording(Comparison.common(rows.filter { $0.annualTarget != nil }.map(\.comparison)))
  }
  /// How growth is held against its floor or ceiling; nil where some have one and some the other.
  var growthComparison: Comparison? {
    Comparison.common(rows.filter { $0.aboveFloor != nil || $0.growthLight != .unlit }.map(\.comparison))
  }
  /// Whether less is better.
  var lowerIsBetter: Bool { direction == .lowerIsBetter }
  /// Whether one growth is better than another.
  func isBetter(_ first: Ratio, than second: Ratio) -> Bool { lowerIsBetter ? first < second : first > second }
  /// "28升3降", with "1平" where there is one; nothing where no growth is known.
  var directionText: String {
    rising + falling + level == 0 ? "" : "\(rising)升\(falling)降" + (level == 0 ? "" : "\(level)平")
  }
}
