import Chassis
import Domain
import WireTupo

/// What tupo-indicators answered, all at one version.
struct FigureAnswers: Sendable {
  var programme: IndicatorsV1.Programme
  var indicators: [IndicatorsV1.Indicator]
  /// Of the main indicators, in their order.
  var boards: [IndicatorsV1.Scoreboard]
  var status: IndicatorsV1.ReportingStatus
  var attainment: IndicatorsV1.Attainment
  var thresholds: IndicatorsV1.ThresholdReport
  /// The zones' targets of the year.
  var targets: [IndicatorsV1.Target] = []
  /// What units said beside figures with findings, by the figure's name.
  var notes: [String: String]
  var version: CommonV1.DataVersion

  /// `programmes/{programme}/zones/{zone}/indicators/{indicator}/figures/{month}`.
  static func figureName(zone: String, indicator: String, month: String) -> String? {
    ResourcePattern.indicator.match(indicator)?.last.map { "\(zone)/indicators/\($0)/figures/\(month)" }
  }
}

/// What tupo-planning answered, all at one version.
struct TrackAnswers: Sendable {
  var report: PlanningV1.TrackReport
  var tracks: [PlanningV1.Track]
}

/// What the three services answered.
struct SourceAnswers: Sendable {
  var series: Series
  var month: Month
  var signedOn: Day
  var figures: FigureAnswers
  var promotion: InvestmentV1.ProjectSummary
  var works: TrackAnswers
  /// What this service itself knows: supervised items that were not answered on the day of signing.
  var unanswered: [Unanswered] = []
  /// And whom it can supervise: the offices' titles.
  var offices: Set<String> = []
}

extension SourceAnswers {
  /// The version of each service.
  var versions: SourceVersions {
    SourceVersions(
      indicators: .init(figures.version), investment: .init(promotion.version ?? .init()),
      planning: .init(works.report.version ?? .init()))
  }

  /// Whether any figure, project or track was made for a demonstration.
  var isDemonstration: Bool {
    figures.boards.contains(where: \.demonstration) || promotion.demonstration || works.report.demonstration
      || unanswered.contains(where: \.isDemonstration)
  }

  /// Whether any unit has reported anything of the month: all that it was asked, or a figure that a board shows.
  var hasReports: Bool {
    figures.status.entries.contains { $0.state.isReceived }
      || figures.boards.contains { $0.rows.contains { $0.state.isReceived } }
  }

  /// The first day after that of signing on which a unit's report came; nil when none did.
  var firstReportAfterSigning: Day? {
    figures.status.entries.compactMap { Day($0.receivedOn) }.filter { $0 > signedOn }.min()
  }

  /// What the composer works on.
  var input: BulletinInput {
    let deadlines = figures.indicators.flatMap(\.deadlines).map(\.month)
    let indicators = Dictionary(figures.indicators.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var reports = Reports(figures.status, indicators: indicators)
    reports.hasDeadline = deadlines.contains("\(month)")
    return BulletinInput(
      series: series, unitNoun: figures.programme.unitNoun?.zh ?? "单位",
      calendar: WorkingCalendar(figures.programme.calendar), month: month, signedOn: signedOn,
      boards: figures.boards.map { board in
        let targets = figures.targets.comparisons(of: board.indicator)
        return Board(board, of: indicators[board.indicator], notes: figures.notes, targets: targets)
      },
      reports: reports, floors: FloorCount(figures.attainment),
      thresholds: figures.thresholds.standings.map { standing in
        ThresholdStanding(standing, scale: indicators[standing.target?.indicator ?? ""].map(UnitScale.init))
      },
      promotion: Promotion(promotion), tracks: TrackBoard(works), unanswered: unanswered,
      offices: offices, versions: versions.texts,
      isDemonstration: isDemonstration)
  }
}

extension IndicatorsV1.ReportState {
  fileprivate var isReceived: Bool { self == .received || self == .late }
}
