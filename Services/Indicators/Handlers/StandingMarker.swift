import Chassis
import Domain
import Wire
import WireTupo

/// Marks rows of a board by what the month's forms and reports say of them.
struct StandingMarker {
  private let standings: MonthStandings
  private let indicator: IndicatorKey
  private let month: Month
  private let evening: Day
  private let calendar: ReportingCalendar

  init(
    _ standings: MonthStandings, _ record: IndicatorRecord, _ working: WorkingCalendar, _ month: Month, _ evening: Day
  ) {
    (self.standings, indicator, self.month, self.evening) = (standings, record.indicator.key, month, evening)
    calendar = standings.calendar(record, working)
  }

  /// What a report says of a zone's figure.
  func cell(_ zone: ZoneKey) -> MonthStandings.Cell? { standings.cell(zone, indicator, month) }

  /// The same of some zones, those of which there is something to say.
  func cells(of zones: [ZoneKey]) -> [ZoneKey: MonthStandings.Cell] {
    guard !standings.cells.isEmpty else { return [:] }
    return Dictionary(
      zones.compactMap { zone in cell(zone).map { (zone, $0) } }, uniquingKeysWith: { first, _ in first })
  }

  /// Marks a zone's row by what its report says.
  func mark(_ row: inout IndicatorsV1.ScoreboardRow, _ cell: MonthStandings.Cell) {
    row.standing = cell.standing?.wire ?? .unspecified
    row.provisional = cell.waiting?.cumulative?.units
    guard let state = cell.unsettled, !row.state.hasFigure else { return }
    let judged = FigureStates.state(of: cell.report, month: month, calendar: calendar, asOf: evening)
    row.state = state
    row.receivedOn = cell.report.receivedOn.map { "\($0)" } ?? ""
    row.workingDaysLate = Int32(clamping: judged.workingDaysLate ?? 0)
    row.growthAbsent = StandingMark(state: state).absent
  }
}

extension IndicatorsV1.ReportState {
  /// Whether a figure stands.
  fileprivate var hasFigure: Bool { self == .received || self == .late }
}
