import Domain

/// The real series of the fixture: 31 provinces, values in yuan.
struct Provinces {
  static let indicator = Indicator(
    key: "real-estate-investment", nameChinese: "房地产开发投资", nameEnglish: "Real-estate investment",
    months: .januaryWithFebruary)

  let zones: [ZoneKey]
  let figures: FigureBook

  init() throws {
    let rows = try DelimitedText.rows(Fixtures.text("Fixtures/real-estate-investment.csv")).dropFirst(3)
    var (zones, figures): ([ZoneKey], [Figure]) = ([], [])
    for row in rows {
      let zone = ZoneKey(row[0])
      if !zones.contains(zone) { zones.append(zone) }
      let value = try? DecimalNumber(parsing: row[2]).integer(places: 0, factor: 100_000_000)
      let growth = try? DecimalNumber(parsing: row[3]).integer(places: 2)
      figures.append(
        Figure(
          key: FigureKey(zone: zone, indicator: Self.indicator.key, month: .of(row[1])),
          cumulative: value.map(Amount.init), reportedGrowth: growth))
    }
    (self.zones, self.figures) = (zones, FigureBook(figures))
  }

  func input(_ month: Month, without missing: Set<ZoneKey> = []) -> ScoreboardInput {
    var known = figures
    for zone in missing { known[FigureKey(zone: zone, indicator: Self.indicator.key, month: month)] = nil }
    return ScoreboardInput(
      indicator: Self.indicator, month: month, zones: zones, figures: known,
      calendar: ReportingCalendar(months: .januaryWithFebruary, rule: .explicitOnly), asOf: .end)
  }
}
