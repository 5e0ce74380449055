/// The months that a brief board looks at, by columns, on the territory of its month.
struct BriefFigures {
  let now: MonthCells
  let lastYear: MonthCells
  /// The published month before, in the same year.
  let previous: MonthCells?
  let previousLastYear: MonthCells?
  /// Where a target may follow from last year's total.
  let lastYearEnd: MonthCells?
  let usual: BriefUsualShares?

  /// Nil where a number is so large that 128 bits may not hold its products.
  init?(_ plan: BriefBoardPlan, _ cube: FigureCube) throws(ArithmeticOverflow) {
    var reader = BriefReader(plan, cube)
    let month = plan.month
    now = try reader.cells(month, isWhole: true)
    lastYear = try reader.cells(month.samePeriodLastYear)
    if let earlier = plan.indicator.months.previous(month) {
      previous = try reader.cells(earlier, isWhole: true)
      previousLastYear = try reader.cells(earlier.samePeriodLastYear)
    } else {
      (previous, previousLastYear) = (nil, nil)
    }
    if plan.needsPastYears {
      lastYearEnd = try reader.cells(month.samePeriodLastYear.yearEnd)
      usual = try BriefUsualShares(&reader)
    } else {
      (lastYearEnd, usual) = (nil, nil)
    }
    guard reader.isNarrow else { return nil }
  }
}

/// Reads months out of a cube for a plan.
struct BriefReader {
  let plan: BriefBoardPlan
  private let cube: FigureCube
  private(set) var isNarrow = true

  init(_ plan: BriefBoardPlan, _ cube: FigureCube) {
    (self.plan, self.cube) = (plan, cube)
  }

  /// A month's cells; all that a figure has, or its value alone.
  mutating func cells(_ month: Month, isWhole: Bool = false) throws(ArithmeticOverflow) -> MonthCells {
    var cells = cube.cells(
      of: plan.indicator.key, month, at: plan.columns, by: plan.input.asOf, isWhole: isWhole)
    if !plan.restated.isEmpty {
      let book = try restated(month)
      for (place, zone) in plan.restated {
        cells.replace(place, by: book.figure(zone, plan.indicator.key, month))
      }
    }
    isNarrow = isNarrow && cells.isNarrow
    return cells
  }

  /// The figures of those units only that a succession concerns.
  private func restated(_ month: Month) throws(ArithmeticOverflow) -> FigureBook {
    let own = plan.concerned.compactMap { zone in
      cube[FigureKey(zone: zone, indicator: plan.indicator.key, month: month)]
    }
    return try plan.territories.restated(FigureBook(own).received(by: plan.input.asOf), at: plan.month)
  }
}
