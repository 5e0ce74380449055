@testable import Domain

/// A small programme whose figures are checked: values in 亿元.
enum CheckCases {
  static let indicators = [
    Indicator(key: "i", nameChinese: "投资", nameEnglish: "Investment"),
    Indicator(key: "part", nameChinese: "住宅投资", nameEnglish: "Housing"),
    Indicator(key: "other", nameChinese: "其他投资", nameEnglish: "Other"),
    Indicator(
      key: "power", nameChinese: "用电量", nameEnglish: "Electricity",
      scale: UnitScale(smallest: "千瓦时", display: "万千瓦时", displayFactor: 10_000, decimals: 0)),
    Indicator(key: "firms", nameChinese: "企业数", nameEnglish: "Firms", scale: .count("家"), kind: .stock),
  ]

  static func checks(_ own: [CheckRule] = [], only: Bool = true) -> Checks {
    let off = CheckRule.standard.map { rule in
      var rule = rule
      rule.isDisabled = true
      return rule
    }
    return Checks(
      own: own.isEmpty ? [] : (only ? off : []) + own, indicators: indicators,
      zones: ["z": Bilingual(zh: "甲区", en: "A"), "y": Bilingual(zh: "乙区", en: "B")])
  }

  static func figure(
    _ month: String, _ value: Int64?, base: Int64? = nil, growth: Int64? = nil, of indicator: IndicatorKey = "i",
    zone: ZoneKey = "z", note: String = ""
  ) -> Figure {
    exact(
      month, value.map { $0 * 100_000_000 }, base: base.map { $0 * 100_000_000 }, growth: growth, of: indicator,
      zone: zone, note: note)
  }

  /// The same with values in smallest units.
  static func exact(
    _ month: String, _ value: Int64?, base: Int64? = nil, growth: Int64? = nil, of indicator: IndicatorKey = "i",
    zone: ZoneKey = "z", note: String = ""
  ) -> Figure {
    Figure(
      key: FigureKey(zone: zone, indicator: indicator, month: .of(month)), cumulative: value.map { Amount($0) },
      reportedBase: base.map { Amount($0) }, reportedGrowth: growth, note: note)
  }
}
