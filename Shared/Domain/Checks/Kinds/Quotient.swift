/// One indicator over another of the same zone and month: value added over revenue, tax over revenue, revenue over
/// electricity.
enum Quotient {
  static func check(_ cell: CheckedFigure, over other: IndicatorKey, lower: Ratio?, upper: Ratio?) -> Verdict {
    guard let value = cell.figure.cumulative, let base = cell.other(other), base > .zero,
      let quotient = value.over(base)
    else { return .sound }
    let limit: Ratio
    if let lower, quotient < lower {
      limit = lower
    } else if let upper, quotient > upper {
      limit = upper
    } else {
      return .sound
    }
    let shown = Shown(sameUnit: cell.indicator.scale.units.first?.name == unit(of: other, cell))
    let range = Bilingual(
      zh: [lower.map { "不低于\(shown.text($0))" }, upper.map { "不高于\(shown.text($0))" }].compactMap(\.self)
        .joined(separator: "、"),
      en: [lower.map { "at least \(shown.text($0))" }, upper.map { "at most \(shown.text($0))" }].compactMap(\.self)
        .joined(separator: " and "))
    let numbers = "\(cell.text(value)) ÷ \(cell.text(base, of: other)) = \(shown.text(quotient, apartFrom: limit))"
    return .found(
      .quotientImplausible,
      Bilingual(
        zh: "与\(cell.name(other).zh)之比异常：\(numbers)，应\(range.zh)",
        en: "implausible against \(cell.name(other).en): \(numbers), expected \(range.en)"),
      others: [other])
  }

  private static func unit(of other: IndicatorKey, _ cell: CheckedFigure) -> String? {
    cell.indicators[other]?.scale.units.first?.name
  }

  /// A share in percent; a quotient of different units as a number, in smallest units.
  private struct Shown {
    var sameUnit: Bool

    func text(_ ratio: Ratio) -> String {
      sameUnit ? percent(ratio.shortText(upTo: 6), ratio) : ratio.shortText(upTo: 4)
    }

    func text(_ ratio: Ratio, apartFrom limit: Ratio) -> String {
      sameUnit ? ratio.percentText(apartFrom: limit) + "%" : ratio.text(decimals: 2, apartFrom: limit)
    }

    /// A limit as it was set: "5%", "12.5%".
    private func percent(_ short: String, _ ratio: Ratio) -> String {
      guard let hundred = try? ratio.multiplied(by: Ratio(100)) else { return short }
      return hundred.shortText(upTo: 4) + "%"
    }
  }
}
