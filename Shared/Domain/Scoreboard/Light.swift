/// A light, which is a word too. Growth and progress have one each, never merged.
public enum Light: String, Sendable, Hashable, CaseIterable {
  /// 达标.
  case met
  /// 接近: within the margin below a floor, or above a ceiling.
  case near
  /// 未达.
  case missed
  /// Not judged: no number or no target.
  case unlit

  /// The word in a table.
  public var chineseText: String {
    switch self {
    case .met: "达标"
    case .near: "接近"
    case .missed: "未达"
    case .unlit: "—"
    }
  }

  /// The word in English.
  public var englishText: String {
    switch self {
    case .met: "met"
    case .near: "near"
    case .missed: "missed"
    case .unlit: "—"
    }
  }

  /// Judges an unrounded value against a limit; `margin` is how far beyond still counts as near.
  static func judge(_ value: Ratio, limit: Ratio, _ comparison: Comparison, margin: Ratio) throws(ArithmeticOverflow)
    -> Light
  {
    if comparison.holds(value, limit) { return .met }
    let isNear =
      comparison.isCeiling ? try value <= limit.adding(margin) : try value >= limit.subtracting(margin)
    return isNear ? .near : .missed
  }
}

/// Margins of the programme: data, with their sources in the programme's file.
public struct Margins: Sendable, Hashable {
  /// How far below the growth floor, or above the ceiling, is still 接近, as a rate (0.03: three points).
  public var growthNear: Ratio
  /// How far behind the schedule, or ahead of what a ceiling allows, is still 接近, as a rate.
  public var progressNear: Ratio
  /// Reported base against last year's published value: a larger difference, either way, is a finding (基数调整).
  public var baseDifference: Ratio
  /// A base below this share of the median base of all units carries the low-base mark (低基数); `nil` marks none.
  public var lowBaseOfMedian: Ratio?
  /// How halves are rounded on paper.
  public var rounding: Rounding

  /// Creates margins.
  public init(
    growthNear: Ratio = Ratio(percent: 3), progressNear: Ratio = Ratio(percent: 3),
    baseDifference: Ratio = Ratio(percent: 1), lowBaseOfMedian: Ratio? = nil, rounding: Rounding = .halfAwayFromZero
  ) {
    self.growthNear = growthNear
    self.progressNear = progressNear
    self.baseDifference = baseDifference
    self.lowBaseOfMedian = lowBaseOfMedian
    self.rounding = rounding
  }
}
