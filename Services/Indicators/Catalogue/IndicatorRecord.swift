import Chassis
import Domain

/// An indicator with its reporting deadlines.
struct IndicatorRecord: Dated, Sendable, Hashable {
  /// What it means from a day on.
  struct Definition: Sendable, Hashable {
    var validFrom: Day?
    var text: Bilingual
    /// How it follows from others; empty when it is reported.
    var formula: String
  }

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
  /// The last day on which it is asked for; nil: until further notice.
  var validTo: Day?
  /// Which way is better.
  var direction = Indicator.Direction.higherIsBetter
  /// The office from which its figures come; nil: the zones' own.
  var sourceOffice: OfficeKey?
  /// Other names that sheets use, with their days.
  var aliases: [DatedName] = []
  var clauses: [String]
  /// Whether the bulletin gives it a board.
  var isMain: Bool
  /// In the order of their days; empty when `definition` holds.
  var definitions: [Definition] = []
  /// Indicators under which the same figure is reported, the one that prevails first; empty: there is no other source.
  var sources: [IndicatorKey] = []
  var etag = ""
}

extension IndicatorRecord {
  /// The indicator as the arithmetic knows it.
  var indicator: Indicator {
    Indicator(
      key: IndicatorKey(id), nameChinese: title.zh, nameEnglish: title.en, aliases: aliases,
      scale: UnitScale(
        smallest: unit, display: displayUnit, displayFactor: displayScale, decimals: displayDecimals),
      kind: kind, growthBasis: growthBasis, direction: direction, months: months, definition: definition.zh,
      ownerBureau: ownerBureau, validFrom: validFrom, validTo: validTo,
      turns: definitions.map { .init(from: $0.validFrom ?? .beginning, isComputed: !$0.formula.isEmpty) })
  }

  /// The definition that holds at the end of a month; nil when none has begun.
  func definition(in month: Month) -> Definition? {
    definitions.last { ($0.validFrom ?? .beginning) <= month.lastDay }
  }

  /// Whether it is computed by one of its definitions at least.
  var isDerived: Bool { definitions.contains { !$0.formula.isEmpty } }

  /// Whether it is reported by one of its definitions at least.
  var isReported: Bool { definitions.isEmpty || definitions.contains(where: \.formula.isEmpty) }

  /// Whether its figures of a month are reported: the indicator is in force then, and not computed.
  func isReported(in month: Month) -> Bool { indicator.outOfTime(in: month) == nil }

  /// How it follows from others by the definition of a month; nil where it is reported.
  func derived(in month: Month) -> DerivedIndicators.Derived? {
    guard let text = definition(in: month)?.formula, let formula = try? Formula(text) else { return nil }
    return DerivedIndicators.Derived(indicator, formula)
  }

  /// When its months are due.
  func calendar(_ working: WorkingCalendar) -> ReportingCalendar {
    ReportingCalendar(months: months, rule: .explicitOnly, explicit: deadlines, working: working)
  }
}
