import Chassis
import Domain
import Wire
import WireTupo

extension IndicatorsV1.Scoreboard {
  /// Marks what is provisional and what went back. What waits for the city's yes is told beside, and has come into no number
  /// of the board.
  mutating func mark(
    _ standings: MonthStandings, _ record: IndicatorRecord, of catalogue: Catalogue, _ month: Month, on evening: Day
  ) {
    guard !standings.cells.isEmpty else { return }
    var counts = StandingCounts()
    for index in rows.indices {
      guard let zone = ResourcePattern.zone.match(rows[index].zone)?.last,
        let cell = standings.cell(ZoneKey(zone), record.indicator.key, month)
      else { continue }
      rows[index].standing = cell.standing?.wire ?? .unspecified
      rows[index].provisional = cell.waiting?.cumulative?.units
      counts.add(cell)
      guard let state = cell.unsettled, !rows[index].state.hasFigure else { continue }
      let judged = FigureStates.state(
        of: cell.report, month: month, calendar: standings.calendar(record, catalogue.programme.calendar),
        asOf: evening)
      rows[index].state = state
      rows[index].receivedOn = cell.report.receivedOn.map { "\($0)" } ?? ""
      rows[index].workingDaysLate = Int32(clamping: judged.workingDaysLate ?? 0)
      rows[index].growthAbsent = StandingMark(state: state).absent
      demonstration = demonstration || cell.report.isDemonstration
    }
    (unreviewed, unpublished, provisionalRule) = (counts.unreviewed, counts.unpublished, counts.rule)
  }
}

extension IndicatorsV1.ReportState {
  /// Whether a figure stands.
  fileprivate var hasFigure: Bool { self == .received || self == .late }
}
