extension CheckRule {
  /// A parameter that does not fit the kind.
  public enum Fault: Sendable, Hashable {
    /// `others` must name so many indicators.
    case others(ClosedRange<Int>)
    /// An indicator stands on both sides.
    case comparedWithItself(IndicatorKey)
    /// The kind needs exactly one indicator that it is for.
    case oneIndicator
    /// Neither limit is given, or the lower one is above the upper one.
    case limits
    /// The margin is negative.
    case margin
    /// The least number is outside of this range.
    case least(ClosedRange<Int>)
    /// No factor is given, or one is below 2.
    case factors
  }

  /// Everything that is wrong with the rule by itself.
  public var faults: [Fault] {
    var faults: [Fault] = []
    if let range = othersNeeded, !range.contains(others.count) { faults.append(.others(range)) }
    if let twice = others.first(where: indicators.contains) { faults.append(.comparedWithItself(twice)) }
    if othersNeeded != nil, indicators.count != 1 { faults.append(.oneIndicator) }
    if let margin, margin.isNegative { faults.append(.margin) }
    if !limitsFit { faults.append(.limits) }
    if let range = leastNeeded, !range.contains(least) { faults.append(.least(range)) }
    if kind == .unitSlip, factors.isEmpty || factors.contains(where: { $0 < 2 }) { faults.append(.factors) }
    return faults
  }

  private var othersNeeded: ClosedRange<Int>? {
    switch kind {
    case .partsDisagree: 2...100
    case .partsExceed: 1...100
    case .sourcesDiffer, .quotient: 1...1
    default: nil
    }
  }

  private var leastNeeded: ClosedRange<Int>? {
    switch kind {
    case .copiedFromLastMonth, .copiedFromNeighbour: 2...100
    case .unusualChange: 24...UnusualChange.monthsBack
    default: nil
    }
  }

  private var limitsFit: Bool {
    switch kind {
    case .range, .quotient: (lower != nil || upper != nil) && (lower ?? upper ?? .zero) <= (upper ?? lower ?? .zero)
    case .unusualChange: (upper ?? .zero) > .zero
    case .unitSlip: (upper ?? .zero) > .one
    default: true
    }
  }
}
