import Chassis
import Domain
import Storage

/// What the analyses of a month are computed from, read in one transaction.
struct Analysis: Sendable {
  let catalogue: Catalogue
  let targets: TargetBook
  let thresholds: [ThresholdRecord]
  /// What had come by the evening, as it was reported.
  let reported: FigureBook
  /// The same on the territory of the month, with what follows from it.
  let figures: FigureBook
  /// The reported figures behind one of a board, of the sources that count. Made once: it is asked for each row.
  let origins: @Sendable (FigureKey) -> [FigureKey]
  /// Writes rates with the figures behind them.
  let rates: RateWriter
  private let derived: DerivedIndicators
  let month: Month
  /// The evening that is described.
  let evening: Day
  /// The zones that are looked at; nil: all.
  var group: ZoneGroupRecord?
  /// The indicators that are looked at; nil: all.
  var wanted: Set<IndicatorKey>?
  /// How firmly the figures stand.
  var standings = MonthStandings()
  /// What was first published of the figures that growth is counted from.
  var publications = FirstPublications()
  /// What the forms of the month's year ask for; nil: nobody says.
  var set: IndicatorSetRecord?

  /// Years before its month that a board looks at.
  static let usualYears = 6

  /// Reads what the indicators named need, back to `years` before the month; all indicators when none is named. Figures
  /// come from the snapshot where it is of the transaction's version.
  ///
  /// Throws NOT_FOUND for an unknown programme or indicator.
  init(
    _ programme: String, indicators: [String]? = nil, month: Month, years: Int = usualYears, evening: Day,
    from snapshot: FigureCubes.Snapshot? = nil, _ catalogues: KeptCatalogues, in transaction: ReadTransaction
  ) throws {
    guard let catalogue = try catalogues.find(programme, in: transaction) else {
      throw Failure.notFound(ResourcePattern.programme.name(programme))
    }
    let wanted = indicators ?? catalogue.indicators.map(\.id)
    for id in wanted where catalogue.indicator(id) == nil {
      throw Failure.notFound(ResourcePattern.indicator.name(programme, id))
    }
    self.catalogue = catalogue
    self.month = month
    self.evening = evening
    targets = TargetBook(try TargetStore.list(programme, in: transaction).map(\.target))
    thresholds = try TargetStore.thresholds(programme, in: transaction)
    let keys = wanted.map { IndicatorKey($0) }
    let derived = try catalogue.derived(in: month).needed(for: keys)
    self.derived = derived
    let precedence = catalogue.precedence
    // What is computed now may have been reported before.
    let earlier = derived.keys.filter { catalogue.indicator($0.rawValue)?.isReported ?? false }
    if let snapshot, snapshot.version == transaction.version {
      reported = FigureBook(snapshot.cube, months: month.adding(-12 * years)...month).received(by: evening)
    } else {
      let all = (derived.sources(of: keys) + earlier).flatMap(precedence.sources(of:))
      reported = try FigureStore.book(
        programme, indicators: all.map(\.rawValue), until: month, years: years, in: transaction
      ).received(by: evening)
    }
    let counting = precedence.applied(
      to: reported, of: derived.sources(of: keys), zones: catalogue.zones.map { ZoneKey($0.id) },
      months: month.adding(-12 * years)...month)
    let territories = catalogue.territories
    figures = try derived.adding(to: territories.restated(counting, at: month))
    let (behind, book) = (FigureOrigins(derived: derived, territories: territories, month: month), reported)
    let origins: @Sendable (FigureKey) -> [FigureKey] = { key in
      let own = territories.origins(of: key, at: month)
      let stands = derived.wasReported(key.indicator, in: key.month) && own.contains { book[$0] != nil }
      return (stands ? own : behind.figures(behind: key)).map { precedence.origin(of: $0, in: book) }
    }
    self.origins = origins
    rates = RateWriter(catalogue, book, origins: origins)
  }

  /// The indicators under which the figures of some are reported, or were before they were computed, by all sources.
  func sources(of indicators: [IndicatorKey]) -> [IndicatorKey] {
    let earlier = indicators.filter { key in
      derived.keys.contains(key) && catalogue.indicator(key.rawValue)?.isReported ?? false
    }
    return (derived.sources(of: indicators) + earlier).flatMap(catalogue.precedence.sources(of:))
  }

  /// The zones that stand in the month and are looked at, in protocol order.
  var zones: [ZoneKey] {
    let standing = catalogue.standing(in: month)
    guard let wanted = group?.group.zones(on: month.lastDay) else { return standing }
    return standing.filter(wanted.contains)
  }

  /// What the arithmetic needs of an indicator.
  func input(_ record: IndicatorRecord) -> ScoreboardInput {
    ScoreboardInput(
      indicator: record.indicator, month: month, zones: zones,
      unasked: standings.unasked(zones, record, in: month), figures: figures, targets: targets,
      margins: catalogue.programme.judging, calendar: calendar(record), asOf: evening,
      derived: record.derived(in: month))
  }

  /// When an indicator's months are due.
  func calendar(_ record: IndicatorRecord) -> ReportingCalendar {
    standings.calendar(record, catalogue.programme.calendar)
  }

  /// Where a report stands by its indicator's calendar.
  func state(of figure: Figure?, _ calendar: ReportingCalendar) -> (state: CellState, workingDaysLate: Int?) {
    FigureStates.state(of: figure, month: month, calendar: calendar, asOf: evening)
  }

  func board(_ record: IndicatorRecord) throws(ArithmeticOverflow) -> Scoreboard {
    try Scoreboard.compute(input(record))
  }

  /// The boards of the main indicators, in the programme's order.
  func mainBoards() throws(ArithmeticOverflow) -> [Scoreboard] {
    var boards: [Scoreboard] = []
    for record in catalogue.indicators where record.isMain { boards.append(try board(record)) }
    return boards
  }

  /// What the checks find in the figures of a board that its readers must know.
  func findings(on board: Scoreboard) throws(ArithmeticOverflow) -> [ZoneKey: [Finding]] {
    let own = zones.compactMap { reported.figure($0, board.indicator.key, month) }
    let found = try catalogue.checks.findings(for: own, known: reported)
    let told = found.filter { [.baseAdjusted, .cumulativeFell, .negative].contains($0.reason) }
    return Dictionary(grouping: told, by: \.figure.zone)
  }
}
