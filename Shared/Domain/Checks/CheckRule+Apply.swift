extension CheckRule {
  /// What the rule says of one figure. Rules over several cells say nothing here.
  func verdict(_ cell: CheckedFigure, margins: Margins) throws(ArithmeticOverflow) -> Verdict {
    switch kind {
    case .cumulativeFell: LastMonth.fell(cell)
    case .unchanged: LastMonth.unchanged(cell)
    case .range: ValueRange.check(cell, lower: lower, upper: upper)
    case .baseAdjusted: try ReportedBase.check(cell, margin: margin ?? margins.baseDifference)
    case .growthDisagrees: try ReportedGrowth.check(cell, margin: margin ?? .zero)
    case .partsDisagree: try Parts.disagree(cell, others, margin: margin ?? .zero)
    case .partsExceed: try Parts.exceed(cell, others, margin: margin ?? .zero)
    case .sourcesDiffer:
      try others.first.map { other throws(ArithmeticOverflow) in
        try Parts.differ(cell, from: other, margin: margin ?? .zero)
      } ?? .sound
    case .quotient: others.first.map { Quotient.check(cell, over: $0, lower: lower, upper: upper) } ?? .sound
    case .unusualChange:
      try UnusualChange(limit: upper ?? .zero, margin: margin ?? .zero, leastMonths: least).check(cell)
    case .unitSlip: try UnitSlip(factors: factors, band: upper ?? .one).check(cell)
    case .copiedFromLastMonth, .copiedFromNeighbour, .countedTwice: .sound
    }
  }

  /// What the rule says of all figures of one zone and month together.
  func verdict(_ cells: [CheckedFigure], zones: [ZoneKey: Bilingual]) -> Verdict {
    switch kind {
    case .copiedFromLastMonth: Copies.fromLastMonth(cells, least: least)
    case .copiedFromNeighbour: Copies.fromNeighbour(cells, zones: zones, least: least)
    default: .sound
    }
  }

  /// What was found, as this rule weighs it.
  func findings(_ verdict: Verdict, in figure: FigureKey) -> [Finding] {
    guard case .found(let found) = verdict else { return [] }
    return found.map {
      Finding(
        figure: figure, others: $0.others, part: $0.part, reason: $0.reason, rule: id, ruleVersion: version,
        severity: severity, isReleasedByNote: isReleasedByNote, text: $0.text, request: request,
        difference: $0.difference, suggestion: $0.suggestion)
    }
  }
}
