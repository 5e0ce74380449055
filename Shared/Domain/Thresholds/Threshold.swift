/// A target of the kind "within the year so many of these units above so much" (A2).
public struct Threshold: Sendable, Hashable {
  /// The key in the programme: "A2-10bn".
  public var key: String
  /// The indicator; its cumulative value of the year counts, never annualised.
  public var indicator: IndicatorKey
  /// The year.
  public var year: Int
  /// The explicit set of units.
  public var zones: [ZoneKey]
  /// The value to pass, in smallest units.
  public var limit: Amount
  /// 突破 and 超过 are above, 不超过 is at most.
  public var comparison: Comparison
  /// How many units must pass.
  public var needed: Int
  /// The clause: "A2".
  public var clause: String
  /// The wording.
  public var wording: String

  /// Creates a threshold target.
  public init(
    key: String, indicator: IndicatorKey, year: Int, zones: [ZoneKey], limit: Amount,
    comparison: Comparison = .above, needed: Int, clause: String = "", wording: String = ""
  ) {
    self.key = key
    self.indicator = indicator
    self.year = year
    self.zones = zones
    self.limit = limit
    self.comparison = comparison
    self.needed = needed
    self.clause = clause
    self.wording = wording
  }
}

/// Where one unit stands before a threshold.
public struct ThresholdRow: Sendable, Hashable {
  /// The verdict, on unrounded values.
  public enum Verdict: String, Sendable, Hashable, CaseIterable {
    /// The cumulative value is past it already; below a ceiling, at the year's end.
    case passed
    /// The landing is past it, or keeps to the ceiling.
    case landingAbove
    /// The landing is short of it, or breaks the ceiling.
    case landingShort
    /// No landing can be told.
    case unknown

    /// The word in a table.
    public var chineseText: String {
      switch self {
      case .passed: "已突破"
      case .landingAbove: "预计突破"
      case .landingShort: "预计不足"
      case .unknown: "无法预计"
      }
    }
  }

  /// The unit.
  public var zone: ZoneKey
  /// The cumulative value.
  public var cumulative: Computed<Amount>
  /// The landing, in smallest units.
  public var landing: Computed<Ratio>
  /// The verdict.
  public var verdict: Verdict
  /// How much the landing lacks, or is beyond the ceiling, in smallest units; zero or less when the limit is kept.
  public var short: Computed<Ratio>
  /// What each remaining month must bring beyond the landing's own pace, or stay below it, in smallest units.
  public var extraMonthly: Computed<Ratio>
}

/// The state of a threshold target in a month.
public struct ThresholdReport: Sendable, Hashable {
  /// The target.
  public var threshold: Threshold
  /// The month.
  public var month: Month
  /// One row for each unit, in the target's order.
  public var rows: [ThresholdRow]

  /// Units that have passed it.
  public var passed: [ZoneKey] { rows.filter { $0.verdict == .passed }.map(\.zone) }
  /// Units expected past it at the year's end, those that have passed it among them.
  public var expected: [ZoneKey] {
    rows.filter { $0.verdict == .passed || $0.verdict == .landingAbove }.map(\.zone)
  }
  /// How many units are still lacking at the year's end by the landing; zero when enough.
  public var lacking: Int { max(0, threshold.needed - expected.count) }
  /// Whether enough units have passed.
  public var isFulfilled: Bool { passed.count >= threshold.needed }
  /// The unit whose landing lacks least; `nil` when none is short. The first of equals.
  public var closest: ThresholdRow? {
    rows.filter { $0.verdict == .landingShort }.min { ($0.short.value ?? .zero) < ($1.short.value ?? .zero) }
  }
}
