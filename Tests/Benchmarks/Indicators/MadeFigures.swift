import Domain

/// The figures that all engines make by the same whole numbers: the province of 2,543 zones, fifty indicators, twenty
/// years of months.
struct MadeFigures {
  static let zones = 2_543
  static let indicators = 50
  static let years = 2_004...2_023
  static let provinces = 31

  let zoneKeys = (0..<zones).map { ZoneKey("zone-\($0)") }
  let indicatorKeys = (0..<indicators).map { IndicatorKey("indicator-\($0)") }

  /// A cumulative value; `sql.py` has the same formula.
  static func value(_ zone: Int, _ indicator: Int, _ year: Int, _ month: Int) -> Int64 {
    Int64(month * (100_000 + (zone * 7_919 + indicator * 104_729 + year * 104_723) % 900_007) + zone * month % 1_009)
  }

  /// An annual target.
  static func target(_ zone: Int, _ indicator: Int, _ year: Int) -> Int64 {
    value(zone, indicator, year - 1, 12) * Int64(90 + zone % 30) / 100
  }

  static func province(_ zone: Int) -> Int { zone * 13 % provinces }

  func cube() -> FigureCube {
    var cube = FigureCube()
    for indicator in 0..<Self.indicators {
      for year in Self.years {
        for month in 1...12 {
          guard let own = Month(year: year, month: month) else { continue }
          for zone in 0..<Self.zones {
            let key = FigureKey(zone: zoneKeys[zone], indicator: indicatorKeys[indicator], month: own)
            cube[key] = Figure(key: key, cumulative: Amount(Self.value(zone, indicator, year, month)))
          }
        }
      }
    }
    return cube
  }

  /// The board of one indicator and month: a floor of 5 % for all, annual values of each.
  func plan(_ indicator: Int, _ month: Month, _ cube: FigureCube) -> BriefBoardPlan? {
    let key = indicatorKeys[indicator]
    let floor = Target(zone: nil, indicator: key, year: month.year, demand: .growth(Ratio(percent: 5)))
    let values = zoneKeys.enumerated().map { zone, own in
      Target(
        zone: own, indicator: key, year: month.year, demand: .value(Amount(Self.target(zone, indicator, month.year))))
    }
    return BriefBoardPlan(
      ScoreboardInput(
        indicator: Indicator(key: key, nameChinese: "", nameEnglish: ""), month: month, zones: zoneKeys,
        figures: FigureBook(), targets: TargetBook([floor] + values),
        calendar: ReportingCalendar(months: .everyMonth, rule: .explicitOnly), asOf: .end),
      territories: Territories(), cube: cube)
  }
}
