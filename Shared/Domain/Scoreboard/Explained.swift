/// Where a computed number comes from.
public enum SourceKey: Sendable, Hashable {
  /// The cumulative value of a figure.
  case figure(FigureKey)
  /// The same period of last year as reported with a figure.
  case reportedBase(FigureKey)
  /// The growth reported or published with a figure.
  case reportedGrowth(FigureKey)
  /// The growth floor of a unit (`nil`: of all) and a year.
  case growthFloor(ZoneKey?, IndicatorKey, year: Int)
  /// The annual value demanded of a unit in a year.
  case annualTarget(ZoneKey, IndicatorKey, year: Int)
}

/// A number that can explain itself: the result, its arithmetic as text, and what it was made from.
public struct Explained<Value: Sendable & Hashable>: Sendable, Hashable {
  /// The exact result.
  public var value: Value
  /// The arithmetic with its numbers: "612.4 ÷ 466.1 − 1 = 31.4 %". Empty for a number that was reported as it is.
  public var arithmetic: String
  /// Everything that the result was made from.
  public var sources: [SourceKey]

  /// Creates an explained number.
  public init(_ value: Value, _ arithmetic: String = "", sources: [SourceKey]) {
    self.value = value
    self.arithmetic = arithmetic
    self.sources = sources
  }
}

/// Why there is no number. Never zero, never infinite.
public enum Undefined: String, Sendable, Hashable, CaseIterable {
  /// The indicator does not apply to the unit.
  case notApplicable
  /// The month is not due, or has no form.
  case notDue
  /// The figure is missing.
  case noValue
  /// The same period of last year is missing.
  case noBase
  /// The same period of last year is zero.
  case zeroBase
  /// The same period of last year is negative: only the difference is given.
  case negativeBase
  /// The real rate, which only the bureau can give, did not come.
  case noRealRate
  /// No target was set.
  case noTarget
  /// The target is not above zero: no share of it can be told.
  case noPositiveTarget
  /// A number of a size that cannot be.
  case tooLarge
  /// Past years do not have the months that are needed.
  case noPastYears
  /// Too few past months or years to judge by.
  case shortHistory
  /// No months are left in the year.
  case yearEnded
  /// The first month of the year, or no rank a month before.
  case noEarlierRank
  /// Makes no sense for this kind of indicator.
  case notMeaningful

  /// The note under the table.
  public var chineseText: String {
    switch self {
    case .notApplicable: "不适用"
    case .notDue: "未到报送期"
    case .noValue: "未报"
    case .noBase: "无上年同期数"
    case .zeroBase: "上年同期为零"
    case .negativeBase: "上年同期为负，只列增减额"
    case .noRealRate: "未提供可比价增速"
    case .noTarget: "未下达目标"
    case .noPositiveTarget: "目标值不大于零"
    case .tooLarge: "数值超出范围"
    case .noPastYears: "无往年数据"
    case .shortHistory: "样本不足"
    case .yearEnded: "全年已结束"
    case .noEarlierRank: "无上期位次"
    case .notMeaningful: "不计算"
    }
  }
}

/// A number, or the reason why there is none.
public enum Computed<Value: Sendable & Hashable>: Sendable, Hashable {
  /// The number with its explanation.
  case known(Explained<Value>)
  /// Why there is none.
  case undefined(Undefined)

  /// Creates a known number.
  public static func known(_ value: Value, _ arithmetic: String = "", sources: [SourceKey]) -> Self {
    .known(Explained(value, arithmetic, sources: sources))
  }

  /// The number, when there is one.
  public var value: Value? { explained?.value }

  /// The number with its explanation, when there is one.
  public var explained: Explained<Value>? {
    if case .known(let explained) = self { explained } else { nil }
  }

  /// The reason, when there is no number.
  public var reason: Undefined? {
    if case .undefined(let reason) = self { reason } else { nil }
  }
}
