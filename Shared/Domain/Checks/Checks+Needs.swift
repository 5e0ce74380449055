extension Checks {
  /// The figures that a figure of this key is held against, itself left out. Neighbours are not among them.
  public func needed(for key: FigureKey) -> Set<FigureKey> {
    var keys: Set<FigureKey> = []
    for rule in rules {
      if rule.isFor(key.indicator) {
        keys.formUnion(rule.monthsBack.map { key.with(key.month.adding(-$0)) })
        keys.formUnion(rule.others.map(key.with))
      } else if rule.others.contains(key.indicator) {
        keys.formUnion((rule.indicators + rule.others).map(key.with))
      }
    }
    keys.remove(key)
    return Set(keys.flatMap { needed in territories.origins(of: needed, at: key.month) })
  }

  /// The figures that any of these is held against; they may be among them.
  public func needed(for figures: some Sequence<Figure>) -> Set<FigureKey> {
    figures.reduce(into: []) { $0.formUnion(needed(for: $1.key)) }
  }

  /// How far checks of figures of these indicators look: at which indicators, and how many months back.
  public func reach(of indicators: Set<IndicatorKey>) -> (indicators: Set<IndicatorKey>, monthsBack: Int) {
    var (wanted, months) = (indicators, 0)
    for rule in rules where indicators.contains(where: { rule.isFor($0) || rule.others.contains($0) }) {
      wanted.formUnion(rule.indicators + rule.others)
      months = max(months, rule.monthsBack.max() ?? 0)
    }
    return (wanted, months)
  }
}

extension CheckRule {
  /// The months before a figure's that are looked at.
  fileprivate var monthsBack: [Int] {
    switch kind {
    case .cumulativeFell, .unchanged, .copiedFromLastMonth: [1]
    case .baseAdjusted, .growthDisagrees: [12]
    case .unitSlip: [1, 12]
    case .unusualChange: Array(1...UnusualChange.monthsBack)
    default: []
    }
  }
}

extension FigureKey {
  /// The same zone and month, another indicator.
  func with(_ indicator: IndicatorKey) -> FigureKey { FigureKey(zone: zone, indicator: indicator, month: month) }
  /// The same zone and indicator, another month.
  func with(_ month: Month) -> FigureKey { FigureKey(zone: zone, indicator: indicator, month: month) }
}
