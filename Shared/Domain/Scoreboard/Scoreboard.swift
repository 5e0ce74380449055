/// What a board is computed from. Only values: the same input gives the same board for ever.
public struct ScoreboardInput: Sendable {
  /// The indicator.
  public var indicator: Indicator
  /// The month.
  public var month: Month
  /// The units, in protocol order.
  public var zones: [ZoneKey]
  /// Units that nobody asks for the indicator: it does not apply to them, unless their figure is there all the same.
  public var unasked: Set<ZoneKey>
  /// Figures of this year and of past years.
  public var figures: FigureBook
  /// Targets.
  public var targets: TargetBook
  /// Margins.
  public var margins: Margins
  /// The indicator's reporting calendar.
  public var calendar: ReportingCalendar
  /// The day whose evening the board describes.
  public var asOf: Day
  /// Which base growth is computed on where both are there.
  public var basePreference: SamePeriod.Origin
  /// The year before the programme's first, from which compound growth counts (年均递增); `nil` computes none.
  public var baseYear: Int?
  /// Past years that make the usual share, at most.
  public var usualYearsLimit: Int
  /// How the indicator follows from others; `nil` for one that is reported.
  public var derived: DerivedIndicators.Derived?

  /// Creates an input.
  public init(
    indicator: Indicator, month: Month, zones: [ZoneKey], unasked: Set<ZoneKey> = [], figures: FigureBook,
    targets: TargetBook = TargetBook(), margins: Margins = Margins(), calendar: ReportingCalendar, asOf: Day,
    basePreference: SamePeriod.Origin = .reported, baseYear: Int? = nil, usualYearsLimit: Int = 5,
    derived: DerivedIndicators.Derived? = nil
  ) {
    self.indicator = indicator
    self.month = month
    self.zones = zones
    self.unasked = unasked
    self.figures = figures
    self.targets = targets
    self.margins = margins
    self.calendar = calendar
    self.asOf = asOf
    self.basePreference = basePreference
    self.baseYear = baseYear
    self.usualYearsLimit = usualYearsLimit
    self.derived = derived
  }

  /// Whether the indicator applies to a unit in the month.
  func applies(_ zone: ZoneKey) -> Bool {
    !unasked.contains(zone) || figures.figure(zone, indicator.key, month)?.hasContent ?? false
  }

  /// Whether any unit's target is a limit from above.
  var hasCeilings: Bool {
    zones.contains { zone in
      targets.floor(zone, indicator.key, month.year)?.comparison.isCeiling ?? false
        || targets.value(zone, indicator.key, month.year)?.comparison.isCeiling ?? false
    }
  }
}

/// The board of one indicator and month.
public struct Scoreboard: Sendable, Hashable {
  /// The indicator.
  public var indicator: Indicator
  /// The month.
  public var month: Month
  /// One row for each unit, in the order of the input.
  public var rows: [ScoreRow]
  /// The total over the matched set.
  public var total: ScoreRow
  /// Units in total and contributions: value and base (and, on comparable prices, the real rate) are there.
  public var matched: [ZoneKey]
  /// Who came, who did not, which way growth goes.
  public var counts: ScoreCounts
  /// The first three by place, equals included.
  public var leading: [ZoneKey]
  /// The last three by place, the last one last; none of them is among the first.
  public var trailing: [ZoneKey]
  /// How the growth light follows, to be printed beside the board.
  public var growthLightRule: Bilingual
  /// How the progress light follows.
  public var progressLightRule: Bilingual

  /// The row of a unit.
  public func row(_ zone: ZoneKey) -> ScoreRow? { rows.first { $0.zone == zone } }

  /// Computes the board. Throws an overflow that names zone and indicator; nothing else can fail.
  public static func compute(_ input: ScoreboardInput) throws(ArithmeticOverflow) -> Scoreboard {
    var known = input
    known.figures = input.figures.received(by: input.asOf)  // What came later counts as not come.
    return try naming(indicator: input.indicator.key) { () throws(ArithmeticOverflow) in
      try ScoreboardBuilder(input: known).build()
    }
  }
}

/// Counts of a board.
public struct ScoreCounts: Sendable, Hashable {
  /// Units to which the indicator applies and whose month has a form: 应报.
  public var expected: Int
  /// Those whose figure is there: 已报.
  public var reported: Int
  /// Those reported after the deadline: 迟报.
  public var late: [ZoneKey]
  /// Those that should be there and are not: 未报.
  public var missing: [ZoneKey]
  /// Units whose value grew.
  public var rising: Int
  /// Units whose value fell.
  public var falling: Int
  /// Units with exactly the same value.
  public var flat: Int
  /// Units that fulfil the growth floor.
  public var reachingFloor: Int

  /// Those reported in time: 按时.
  public var onTime: Int { reported - late.count }
  /// "28升3降", with "1平" where there is one.
  public var directionText: String { "\(rising)升\(falling)降" + (flat == 0 ? "" : "\(flat)平") }
  /// "15个中14个报送".
  public var reportedText: String { "\(expected)个中\(reported)个报送" }
}
