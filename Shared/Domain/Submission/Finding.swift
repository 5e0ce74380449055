/// What a check found in a submission, with its numbers.
public struct Finding: Sendable, Hashable {
  /// Stable codes.
  public enum Reason: String, Sendable, Hashable, CaseIterable {
    /// Hard: the reported base differs from last year's published value beyond the margin (基数调整).
    case baseAdjusted = "BASE_ADJUSTED"
    /// Soft: the cumulative value fell since the month before; year-end corrections are real.
    case cumulativeFell = "CUMULATIVE_FELL"
    /// Soft: the value is that of the month before.
    case unchangedSinceLastMonth = "UNCHANGED_SINCE_LAST_MONTH"
    /// Soft: it says nothing new against what was reported before for the same month.
    case sameAsBefore = "SAME_AS_BEFORE"
    /// Soft: the value is negative.
    case negative = "NEGATIVE"
    /// Soft: the reported nominal rate is not the one of value and base.
    case growthDisagrees = "GROWTH_DISAGREES"
  }

  /// How heavy it is.
  public enum Severity: String, Sendable, Hashable {
    /// Blocks approval until there is a reason and the owner bureau's consent.
    case hard
    /// Asks for an explanation.
    case soft
  }

  /// The figure.
  public var figure: FigureKey
  /// The code.
  public var reason: Reason
  /// In Chinese, with the numbers.
  public var chinese: String
  /// In English, with the numbers.
  public var english: String
  /// The difference that was found, as a rate, where there is one.
  public var difference: Ratio?

  /// How heavy it is.
  public var severity: Severity { reason == .baseAdjusted ? .hard : .soft }
}
