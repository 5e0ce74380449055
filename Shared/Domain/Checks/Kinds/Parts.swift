/// A value held against others of the same zone and month: its parts, or the same from another source.
enum Parts {
  /// A part that is missing leaves the sum open: nothing is said.
  static func disagree(_ cell: CheckedFigure, _ parts: [IndicatorKey], margin: Ratio) throws(ArithmeticOverflow)
    -> Verdict
  {
    let amounts = parts.compactMap(cell.other)
    guard amounts.count == parts.count, let whole = cell.figure.cumulative else { return .sound }
    let sum = try Amount.sum(amounts)
    guard try distance(sum, from: whole) > whole.ratio.magnitude.multiplied(by: margin) else { return .sound }
    return .found(
      .partsDisagree,
      Bilingual(
        zh: "分项之和与合计不符：\(names(parts, cell).zh)合计\(cell.text(sum))，本项\(cell.text(whole))",
        en: "not the sum of its parts: \(names(parts, cell).en) make \(cell.text(sum)), this is \(cell.text(whole))"),
      others: parts)
  }

  /// Parts that are known already exceed the whole.
  static func exceed(_ cell: CheckedFigure, _ parts: [IndicatorKey], margin: Ratio) throws(ArithmeticOverflow)
    -> Verdict
  {
    let known = parts.filter { cell.other($0) != nil }
    guard !known.isEmpty, let whole = cell.figure.cumulative else { return .sound }
    let sum = try Amount.sum(known.compactMap(cell.other))
    guard sum > whole, try distance(sum, from: whole) > whole.ratio.magnitude.multiplied(by: margin) else {
      return .sound
    }
    return .found(
      .partsExceed,
      Bilingual(
        zh: "其中项大于总项：\(names(known, cell).zh)为\(cell.text(sum))，本项\(cell.text(whole))",
        en: "parts above the whole: \(names(known, cell).en) make \(cell.text(sum)), this is \(cell.text(whole))"),
      others: known)
  }

  static func differ(_ cell: CheckedFigure, from other: IndicatorKey, margin: Ratio) throws(ArithmeticOverflow)
    -> Verdict
  {
    guard let value = cell.figure.cumulative, let their = cell.other(other) else { return .sound }
    let distance = try distance(value, from: their)
    guard distance > (try their.ratio.magnitude.multiplied(by: margin)) else { return .sound }
    let rate = their.units == 0 ? nil : try value.ratio.subtracting(their.ratio).divided(by: their.ratio.magnitude)
    let percent = rate.map { "，相差\(Wording.pointsText($0.magnitude))%" } ?? ""
    return .found(
      .sourcesDiffer,
      Bilingual(
        zh: "与\(cell.name(other).zh)不一致：本项\(cell.text(value))，该来源\(cell.text(their))" + percent,
        en: "differs from \(cell.name(other).en): \(cell.text(value)) here, \(cell.text(their)) there"),
      others: [other], difference: rate)
  }

  private static func distance(_ first: Amount, from second: Amount) throws(ArithmeticOverflow) -> Ratio {
    try first.ratio.subtracting(second.ratio).magnitude
  }

  private static func names(_ keys: [IndicatorKey], _ cell: CheckedFigure) -> Bilingual {
    let names = keys.map(cell.name)
    return Bilingual(zh: Wording.list(names.map(\.zh)), en: names.map(\.en).joined(separator: ", "))
  }
}
