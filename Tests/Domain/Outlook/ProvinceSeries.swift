import Domain
import Foundation

/// A whole series of the bureau: 31 provinces, values in yuan.
struct ProvinceSeries {
  let indicator: Indicator
  let zones: [ZoneKey]
  let figures: FigureBook

  /// The two series of 2017 to 2019, as the programme in `deploy` has them.
  static func both() throws -> [ProvinceSeries] {
    try ["real_estate_investment", "real_estate_residential_investment"].map { try ProvinceSeries($0, files: [whole]) }
  }

  /// Residential investment with the years 2024 and 2025, which no choice in the method was made on.
  static func later() throws -> ProvinceSeries {
    try ProvinceSeries("real_estate_residential_investment", files: [whole, recent])
  }

  private static let whole = Fixtures.folder.appending(
    path: "../../deploy/programmes/provinces-real-estate/source/nbs-2017-2019.csv")
  private static let recent = Fixtures.folder.appending(path: "Fixtures/residential-2024-2026.csv")

  private init(_ name: String, files: [URL]) throws {
    indicator = Indicator(
      key: IndicatorKey(name), nameChinese: name, nameEnglish: name, months: .januaryWithFebruary)
    var (zones, figures): ([ZoneKey], [Figure]) = ([], [])
    for file in files {
      let rows = try DelimitedText.rows(String(contentsOf: file, encoding: .utf8))
      for row in rows where row.count == 8 && row[3] == name {
        let zone = ZoneKey(row[0])
        if !zones.contains(zone) { zones.append(zone) }
        let value = try? DecimalNumber(parsing: row[6]).integer(places: 0, factor: 100_000_000)
        let month = Month.of("\(row[4])-\(row[5].count == 1 ? "0" : "")\(row[5])")
        figures.append(
          Figure(
            key: FigureKey(zone: zone, indicator: indicator.key, month: month), cumulative: value.map(Amount.init)))
      }
    }
    (self.zones, self.figures) = (zones, FigureBook(figures))
  }

  func input(_ month: Month) -> ScoreboardInput {
    ScoreboardInput(
      indicator: indicator, month: month, zones: zones, figures: figures,
      calendar: ReportingCalendar(months: .januaryWithFebruary, rule: .explicitOnly), asOf: .end)
  }

  func actual(_ zone: ZoneKey, _ year: Int) -> Amount? {
    figures.cumulative(zone, indicator.key, .of("\(year)-12"))
  }
}
