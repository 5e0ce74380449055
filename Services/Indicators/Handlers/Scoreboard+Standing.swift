import Chassis
import Domain
import Wire
import WireTupo

extension IndicatorsV1.Scoreboard {
  /// Marks what is provisional. What waits for the city's yes is told beside, and has come into no number of the board.
  mutating func mark(
    _ standings: MonthStandings, _ record: IndicatorRecord, of catalogue: Catalogue, _ month: Month, on evening: Day
  ) {
    guard !standings.cells.isEmpty else { return }
    var counts = StandingCounts()
    let calendar = standings.calendar(record, catalogue.programme.calendar)
    for index in rows.indices {
      guard let zone = ResourcePattern.zone.match(rows[index].zone)?.last,
        let cell = standings.cell(ZoneKey(zone), record.indicator.key, month)
      else { continue }
      rows[index].standing = cell.standing.wire
      rows[index].provisional = cell.waiting?.cumulative?.units
      counts.add(cell)
      guard cell.isUnreviewed, let waiting = cell.waiting else { continue }
      let judged = FigureStates.state(of: waiting, month: month, calendar: calendar, asOf: evening)
      rows[index].state = .unreviewed
      rows[index].receivedOn = waiting.receivedOn.map { "\($0)" } ?? ""
      rows[index].workingDaysLate = Int32(clamping: judged.workingDaysLate ?? 0)
      rows[index].growthAbsent = StandingCounts.unreviewedText
      demonstration = demonstration || waiting.isDemonstration
    }
    (unreviewed, unpublished, provisionalRule) = (counts.unreviewed, counts.unpublished, counts.rule)
  }
}
