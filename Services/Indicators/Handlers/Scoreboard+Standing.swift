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
    let marker = StandingMarker(standings, record, catalogue.programme.calendar, month, evening)
    var cells: [MonthStandings.Cell] = []
    for index in rows.indices {
      guard let zone = ResourcePattern.zone.match(rows[index].zone)?.last,
        let cell = marker.cell(ZoneKey(zone))
      else { continue }
      marker.mark(&rows[index], cell)
      cells.append(cell)
    }
    count(cells)
  }

  /// Tells how many figures of the board are provisional.
  mutating func count(_ cells: some Collection<MonthStandings.Cell>) {
    let counts = StandingCounts(cells)
    (unreviewed, unpublished, provisionalRule) = (counts.unreviewed, counts.unpublished, counts.rule)
    demonstration = demonstration || cells.contains { $0.unsettled != nil && $0.report.isDemonstration }
  }
}
