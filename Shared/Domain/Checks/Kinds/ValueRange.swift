/// A value held against fixed limits.
enum ValueRange {
  static func check(_ cell: CheckedFigure, lower: Ratio?, upper: Ratio?) -> Verdict {
    guard let value = cell.figure.cumulative else { return .sound }
    if let lower, value.ratio < lower {
      guard value < .zero, lower.isZero else { return outside(cell, value, lower, "低于下限", "below the limit") }
      return .found(.negative, Bilingual(zh: "累计为负数：\(cell.text(value))", en: "negative value: \(cell.text(value))"))
    }
    if let upper, value.ratio > upper { return outside(cell, value, upper, "高于上限", "above the limit") }
    return .sound
  }

  private static func outside(
    _ cell: CheckedFigure, _ value: Amount, _ limit: Ratio, _ chinese: String, _ english: String
  ) -> Verdict {
    let scale = cell.indicator.scale
    let limitText = scale.text(limit, apartFrom: value.ratio) + scale.display.name
    return .found(
      .outOfRange,
      Bilingual(
        zh: "\(cell.text(value))\(chinese)\(limitText)", en: "\(cell.text(value)) is \(english) \(limitText)"))
  }
}
