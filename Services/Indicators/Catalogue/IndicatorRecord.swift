import Chassis
import Domain

/// An indicator with its reporting deadlines.
struct IndicatorRecord: Sendable, Hashable {
  var programme: String
  var id: String
  var title: Bilingual
  var definition: Bilingual
  var kind: Indicator.Kind
  var unit: String
  var displayUnit: String
  var displayScale: Int64
  var displayDecimals: Int
  var growthBasis: Indicator.GrowthBasis
  var months: MonthRule
  var deadlines: [Month: Day]
  var ownerBureau: String
  var order: Int
  var validFrom: Day?
  var clauses: [String]
  /// Whether the bulletin gives it a board.
  var isMain: Bool
  var etag = ""
}

extension IndicatorRecord {
  /// The indicator as the arithmetic knows it.
  var indicator: Indicator {
    Indicator(
      key: IndicatorKey(id), nameChinese: title.zh, nameEnglish: title.en,
      scale: UnitScale(
        smallest: unit, display: displayUnit, displayFactor: displayScale, decimals: displayDecimals),
      kind: kind, growthBasis: growthBasis, months: months, definition: definition.zh, ownerBureau: ownerBureau)
  }

  /// When its months are due.
  func calendar(_ working: WorkingCalendar) -> ReportingCalendar {
    ReportingCalendar(months: months, rule: .explicitOnly, explicit: deadlines, working: working)
  }
}
