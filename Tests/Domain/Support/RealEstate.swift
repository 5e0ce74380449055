import Domain
import Foundation

/// The bureau's whole series as the programme of 31 provinces has it: two indicators, 2017 to 2019, in yuan, with the
/// growth published beside them.
struct RealEstate {
  static let total = Indicator(
    key: "房地产开发投资", nameChinese: "房地产开发投资", nameEnglish: "Real estate", months: .januaryWithFebruary)
  static let residential = Indicator(
    key: "住宅投资", nameChinese: "住宅投资", nameEnglish: "Residential", months: .januaryWithFebruary)

  let figures: FigureBook

  init() throws {
    let root = Fixtures.folder.resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
    var figures: [Figure] = []
    for year in 2017...2019 {
      let file = root.appending(path: "deploy/programmes/provinces-real-estate/figures/\(year).csv")
      for row in try DelimitedText.rows(String(contentsOf: file, encoding: .utf8)).dropFirst() {
        let value = try DecimalNumber(parsing: row[4]).integer(places: 0, factor: 100_000_000)
        figures.append(
          Figure(
            key: FigureKey(zone: ZoneKey(row[0]), indicator: IndicatorKey(row[1]), month: .of(row[2])),
            cumulative: value.map { Amount($0) },
            reportedGrowth: try row[6].isEmpty ? nil : DecimalNumber(parsing: row[6]).integer(places: 2)))
      }
    }
    self.figures = FigureBook(figures)
  }
}
