import Domain

/// How it is said that growth does what its targets ask, and that it does not: 达到30%, 未达到.
struct GrowthVerdict: Sendable, Hashable {
  let yes: String
  let no: String

  /// Of several boards; nil is one whose targets are not alike. The number is said where all have the same one.
  init(_ comparisons: [Comparison?], goal: Ratio?) {
    let known = comparisons.compactMap(\.self)
    let limit = goal?.goalText ?? "目标"
    let common = known.count == comparisons.count ? Comparison.common(known) : nil
    let words: (yes: String, no: String) =
      switch common {
      case .atLeast: ("达到\(limit)", "未达到")
      case .above: ("超过\(limit)", "未超过")
      case .atMost: ("不超过\(limit)", "超过")
      case .below: ("低于\(limit)", "不低于")
      case nil: ("符合目标", "不符合")
      }
    yes = words.yes
    no = words.no
  }
}

extension Ratio {
  /// A goal as it was set, which is in whole basis points: 30%, 12.55%.
  var goalText: String { percentText(decimals: 2).trimmingPercent + "%" }
}
