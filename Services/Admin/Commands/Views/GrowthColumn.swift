import WireTupo

extension Table.Column {
  /// A column of growth from a base.
  static func growth(_ key: String, from base: IndicatorsV1.GrowthBase) -> Self {
    switch base {
    case .previousMonth: .number(key, "环比%", "growth on month %")
    case .fixedYear: .number(key, "定基%", "growth since base year %")
    default: .number(key, "同比%", "growth %")
    }
  }
}
