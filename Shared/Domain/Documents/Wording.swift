/// How bulletins say numbers. The caller has already subtracted; here is the only rounding.
public enum Wording {
  /// "增长31.4%", "下降3.1%" (never 增长-3.1%), "持平" for exactly zero.
  public static func growth(_ rate: Ratio, decimals: Int = 1, rounding: Rounding = .halfAwayFromZero) -> String {
    if rate.isZero { return "持平" }
    let text = rate.magnitude.percentText(decimals: decimals, apartFrom: .zero, rounding: rounding)
    return (rate.isNegative ? "下降" : "增长") + text + "%"
  }

  /// "高于目标1.4个百分点", "低于序时进度5.5个百分点", "与目标持平"; `difference` is a rate (0.014).
  public static func points(
    _ difference: Ratio, against what: String, decimals: Int = 1, rounding: Rounding = .halfAwayFromZero
  ) -> String {
    if difference.isZero { return "与\(what)持平" }
    let text = pointsText(difference.magnitude, decimals: decimals, rounding: rounding)
    return (difference.isNegative ? "低于" : "高于") + what + text + "个百分点"
  }

  /// Percentage points as a bare number, never hiding a difference: "1.4", "-0.04".
  public static func pointsText(
    _ difference: Ratio, decimals: Int = 1, rounding: Rounding = .halfAwayFromZero
  ) -> String {
    difference.percentText(decimals: decimals, apartFrom: .zero, rounding: rounding)
  }

  /// One rate less another: "29.96 % − 30.0 % = -0.04 个百分点", with as many decimals as its result needs to follow.
  static func differenceLine(_ first: Ratio, _ second: Ratio) -> String {
    let difference = try? first.subtracting(second)
    let result = pointsText(difference ?? .zero)
    let places = PrintedDecimals.ofPercent(first, second) { printed in
      try (printed[0] != printed[1] || first == second) && pointsText(printed[0].subtracting(printed[1])) == result
    }
    // A rate that ends earlier has no more digits than it needs.
    func text(_ rate: Ratio) -> String {
      rate.percentText(decimals: min(places, PrintedDecimals.exactPercent(rate)))
    }
    return "\(text(first)) % − \(text(second)) % = \(result) 个百分点"
  }

  /// "居首位", "居末位", "居第4位".
  public static func rank(_ rank: Int, of count: Int) -> String {
    if rank == 1 { return "居首位" }
    return rank == count ? "居末位" : "居第\(rank)位"
  }

  /// "位次前移2位", "位次后移1位", "位次持平"; empty when it is not comparable.
  public static func movement(_ movement: RankMovement) -> String {
    switch movement {
    case .up(let places): "位次前移\(places)位"
    case .down(let places): "位次后移\(places)位"
    case .unchanged: "位次持平"
    case .none: ""
    }
  }

  /// "↑2", "↓1", "=" for a narrow column; empty when it is not comparable.
  public static func movementSign(_ movement: RankMovement) -> String {
    switch movement {
    case .up(let places): "↑\(places)"
    case .down(let places): "↓\(places)"
    case .unchanged: "="
    case .none: ""
    }
  }

  /// Names joined by 、.
  public static func list(_ names: some Sequence<String>) -> String { names.joined(separator: "、") }

  /// "15个中14个报送，合计与增速按14个可比口径计算".
  public static func matchedNote(expected: Int, reported: Int, matched: Int) -> String {
    "\(expected)个中\(reported)个报送，合计与增速按\(matched)个可比口径计算"
  }
}
