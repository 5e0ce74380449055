/// A check as data: what is held against what, how much it weighs, and what is asked of the zone.
public struct CheckRule: Sendable, Hashable {
  /// What is looked at. Which parameters a kind uses is said beside it; the others stay empty.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The cumulative value of a flow below last month's.
    case cumulativeFell
    /// The value of a flow the same as last month's, not zero.
    case unchanged
    /// At least `least` values of a zone the same as last month's, not zero.
    case copiedFromLastMonth
    /// At least `least` values of a zone with the digits of one other zone's of the month, three digits or more.
    case copiedFromNeighbour
    /// The value outside of `lower` to `upper`, in the indicator's smallest unit.
    case range
    /// The reported base away from last year's published value by more than `margin` of it (the programme's margin, when
    /// there is none).
    case baseAdjusted
    /// The reported nominal growth away from the one computed on the reported base, else on last year's published value,
    /// by more than `margin`.
    case growthDisagrees
    /// The value away from the sum of `others` by more than `margin` of it.
    case partsDisagree
    /// The sum of `others` above the value by more than `margin` of it.
    case partsExceed
    /// The value away from that of the one in `others`, the same from another source, by more than `margin` of it.
    case sourcesDiffer
    /// The value over that of the one in `others` outside of `lower` to `upper`, both in smallest units.
    case quotient
    /// The month's change over the same month of last year, with a robust z-score above `upper` among the zone's own
    /// changes of five years. `margin`: how far from the median change it must lie at least; `least`: months of history
    /// without which nothing is said (样本不足).
    case unusualChange
    /// The value about one of `factors` times what is expected, or that part of it; `upper`: how far from it that may be.
    case unitSlip
    /// An enterprise that another zone counts in the same indicator and month, where the register does not have it in both
    /// in the time that the value is of, or both count the same amount; and one that a zone counts in which the register
    /// does not have it then.
    case countedTwice
  }

  /// The programme's key of the rule.
  public var id: String
  /// Grows with each change of the rule in a programme; 0 for a rule of the product itself.
  public var version: Int
  /// What is looked at.
  public var kind: Kind
  /// How heavy a finding is.
  public var severity: Finding.Severity
  /// Whether a note beside the figure releases a hard finding.
  public var isReleasedByNote: Bool
  /// Kept, but not applied.
  public var isDisabled: Bool
  /// The indicators that it is for; empty: all.
  public var indicators: [IndicatorKey]
  /// The indicators that a value is held against.
  public var others: [IndicatorKey]
  /// A margin.
  public var margin: Ratio?
  /// A lower limit.
  public var lower: Ratio?
  /// An upper limit.
  public var upper: Ratio?
  /// A least number.
  public var least: Int
  /// Factors between units.
  public var factors: [Int64]
  /// What is asked of the zone when something is found.
  public var request: Bilingual

  /// Creates a rule.
  public init(
    id: String, version: Int = 0, _ kind: Kind, severity: Finding.Severity = .soft, isReleasedByNote: Bool = false,
    isDisabled: Bool = false, indicators: [IndicatorKey] = [], others: [IndicatorKey] = [], margin: Ratio? = nil,
    lower: Ratio? = nil, upper: Ratio? = nil, least: Int = 0, factors: [Int64] = [],
    request: Bilingual = Bilingual(zh: "")
  ) {
    self.id = id
    self.version = version
    self.kind = kind
    self.severity = severity
    self.isReleasedByNote = isReleasedByNote
    self.isDisabled = isDisabled
    self.indicators = indicators
    self.others = others
    self.margin = margin
    self.lower = lower
    self.upper = upper
    self.least = least
    self.factors = factors
    self.request = request
  }

  /// Whether it is for an indicator.
  public func isFor(_ indicator: IndicatorKey) -> Bool { indicators.isEmpty || indicators.contains(indicator) }
}
