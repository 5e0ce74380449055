import Domain

extension Rate {
  /// The number without its sign, which opens its arithmetic.
  func figure(unit: String) -> Figure {
    Figure(magnitudeText, unit: unit, arithmetic: account.lines, sources: account.sources)
  }

  /// The number with its sign, for a table.
  func signedFigure(plus: Bool = false) -> Figure {
    let sign = plus && !exact.isNegative && !exact.isZero ? "+" : ""
    return Figure(sign + signedText, arithmetic: account.lines, sources: account.sources)
  }

  /// 增长31.4%, 下降3.1%, 持平: never 增长-3.1%.
  var growthWords: Words {
    if exact.isZero { return "持平" }
    return "\(exact.isNegative ? "下降" : "增长")\(figure(unit: "%"))"
  }

  /// 高于目标1.4个百分点, 低于序时进度5.5个百分点, 与目标持平.
  func pointsWords(against what: String) -> Words {
    if exact.isZero { return "与\(what)持平" }
    return "\(exact.isNegative ? "低于" : "高于")\(what)\(figure(unit: "个百分点"))"
  }
}

extension Account {
  /// The arithmetic as the document model has it.
  var lines: [String] { arithmetic.isEmpty ? [] : [arithmetic] }
}

extension UnitScale {
  /// An amount on paper that opens where it comes from, with more decimals where it would seem to be nothing.
  func figure(_ amount: Amount, _ account: Account = Account(), withUnit: Bool = true) -> Figure {
    Figure(
      text(amount.ratio, apartFrom: .zero), unit: withUnit ? display.name : "", arithmetic: account.lines,
      sources: account.sources)
  }

  /// A round limit without needless decimals: 500亿元.
  func shortText(_ amount: Amount) -> String { exactText(amount) + display.name }
}

/// How many indicators, in Chinese: 三项, 两项, 一项.
func itemsText(_ count: Int) -> String { (count == 2 ? "两" : ChineseNumeral.text(count)) + "项" }

/// Names joined by 、, at most `limit` of them, then 等n个.
func namesText(_ names: [String], limit: Int = 8) -> String {
  names.count <= limit ? Wording.list(names) : Wording.list(names.prefix(limit)) + "等\(names.count)个"
}
