/// A figure under check, with everything that it may be held against.
struct CheckedFigure {
  let figure: Figure
  let indicator: Indicator
  let known: FigureBook
  let indicators: [IndicatorKey: Indicator]

  var zone: ZoneKey { figure.key.zone }
  var month: Month { figure.key.month }

  /// A cumulative value of the same zone and indicator.
  func cumulative(_ month: Month) -> Amount? { known.cumulative(zone, indicator.key, month) }

  /// The value before in the same year, for a flow.
  var lastMonth: Amount? {
    guard indicator.kind == .flow, let previous = indicator.months.previous(month) else { return nil }
    return cumulative(previous)
  }

  /// The value of another indicator of the same zone and month.
  func other(_ indicator: IndicatorKey) -> Amount? { known.cumulative(zone, indicator, month) }

  /// "固定资产投资", or the key of an indicator that is not known.
  func name(_ indicator: IndicatorKey) -> Bilingual {
    guard let known = indicators[indicator] else { return Bilingual(zh: indicator.rawValue, en: indicator.rawValue) }
    return Bilingual(zh: known.nameChinese, en: known.nameEnglish.isEmpty ? known.nameChinese : known.nameEnglish)
  }

  /// Every digit of an amount with its unit: "45.32亿元".
  func text(_ amount: Amount) -> String { indicator.scale.exactText(amount) + indicator.scale.display.name }

  /// Every digit of an amount of another indicator with its unit.
  func text(_ amount: Amount, of other: IndicatorKey) -> String {
    guard let scale = indicators[other]?.scale else { return "\(amount.units)" }
    return scale.exactText(amount) + scale.display.name
  }
}

/// What a rule says of a figure.
enum Verdict {
  /// Nothing to say, or nothing to hold it against.
  case sound
  /// The history is too short to judge (样本不足).
  case shortHistory
  /// What was found.
  case found([Discovery])

  /// One thing that was found.
  static func found(
    _ reason: Finding.Reason, _ text: Bilingual, part: Finding.Part = .cumulative, others: [IndicatorKey] = [],
    difference: Ratio? = nil, suggestion: Amount? = nil
  ) -> Verdict {
    .found([
      Discovery(
        reason: reason, text: text, part: part, others: others, difference: difference, suggestion: suggestion)
    ])
  }
}

/// What a rule found, before it is known which rule and how heavy it is.
struct Discovery {
  var reason: Finding.Reason
  var text: Bilingual
  var part: Finding.Part = .cumulative
  var others: [IndicatorKey] = []
  var difference: Ratio?
  var suggestion: Amount?
}
