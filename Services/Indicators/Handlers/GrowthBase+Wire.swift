import Chassis
import Domain
import WireTupo

extension GrowthBase {
  /// Years before the last of some months that the boards of them look at.
  func years(of months: ClosedRange<Month>) -> Int {
    var first = months.lowerBound.adding(-12 * Analysis.usualYears)
    if case .year(let year) = self, let fixed = Month(year: year, month: 1) { first = min(first, fixed) }
    return (Int(months.upperBound.index - first.index) + 11) / 12
  }

  var wire: IndicatorsV1.GrowthBase {
    switch self {
    case .samePeriod: .samePeriod
    case .previousMonth: .previousMonth
    case .year: .fixedYear
    }
  }

  /// The fixed year; nil: none.
  var fixedYear: Int32? {
    if case .year(let year) = self { Int32(clamping: year) } else { nil }
  }
}

extension FieldFaults {
  /// What growth is to be counted from, of the fields `growth_base` and `base_year`.
  mutating func growthBase(_ base: IndicatorsV1.GrowthBase, year: Int32) -> GrowthBase? {
    let isFixed = base == .fixedYear
    if !isFixed, year != 0 {
      add(
        "base_year", "FIELD_UNEXPECTED", zh: "只用于定基增速（GROWTH_BASE_FIXED_YEAR）。",
        en: "is for GROWTH_BASE_FIXED_YEAR only.")
    }
    if isFixed { self.year("base_year", year) }
    return choice("growth_base", base) { base in
      switch base {
      case .unspecified, .samePeriod: GrowthBase.samePeriod
      case .previousMonth: GrowthBase.previousMonth
      case .fixedYear: GrowthBase.year(Int(year))
      default: nil
      }
    }
  }
}
