import Domain
import Spreadsheet

/// The programme's check rules as formulas of a form, so that whoever fills it in is warned before it is sent: what looks
/// at one zone's month, the month before and the same period. Rules that need more (five years of history, other zones,
/// single enterprises, an indicator that the form does not ask) say nothing here; the service applies them.
struct SheetWarnings {
  /// The rules, those that refuse a figure first.
  private let rules: [CheckRule]
  private let rows: [IndicatorKey: Place]
  private let baseMargin: Ratio

  /// A line and the row where it stands.
  private struct Place {
    var line: FormDraft.Line
    var row: Int

    func cell(_ column: FigureForm.Column) -> String { "\(CellPlace(row: row, column: column.number))" }
    var value: String { cell(.cumulative) }
    var base: String { cell(.base) }
    var lastMonth: String { cell(.lastMonth) }
    var published: String { cell(.publishedBase) }
    var note: String { cell(.note) }
    /// A value in smallest units, exact; zero while it is no number.
    var whole: String { line.unit.factor == 1 ? "N(\(value))" : "ROUND(N(\(value))*\(line.unit.factor),0)" }

    /// A limit in the form's unit, with its name.
    func text(_ limit: Ratio) -> String {
      let shown = try? limit.divided(by: Ratio(line.unit.factor))
      return (shown ?? limit).shortText(upTo: 9) + line.unit.name
    }
  }

  /// What a rule warns of: when, and in which words. The words are a formula.
  private struct Warning {
    var condition: String
    var words: String
  }

  /// `firstRow`: where the first line stands.
  init(_ draft: FormDraft, firstRow: Int) {
    let rules = draft.rules.filter { !$0.isDisabled }
    self.rules = rules.filter { $0.severity == .hard } + rules.filter { $0.severity == .soft }
    rows = Dictionary(
      draft.lines.enumerated().map { (IndicatorKey($1.id), Place(line: $1, row: firstRow + $0)) },
      uniquingKeysWith: { first, _ in first })
    baseMargin = Ratio(basisPoints: draft.baseMargin)
  }

  /// The formula of a line's warnings; `nil` for a line that the form does not have.
  func formula(_ indicator: IndicatorKey) -> String? {
    guard let place = rows[indicator] else { return nil }
    var found = rules.filter { $0.isFor(indicator) }.flatMap { rule in
      warnings(rule, place).map { part(rule, $0, place) }
    }
    found.append(contentsOf: own(place))
    let head = "IF(\(place.value)=\"\",\"未填\",IF(NOT(ISNUMBER(\(place.value))),\"累计应为数字\","
    let more = "\"规则较多，其余在报送时检查。\""
    var (kept, length) = ([String](), head.utf16.count + more.utf16.count + 3)
    for part in found {
      length += part.utf16.count + 1
      guard length <= SheetFormula.longest else {
        kept.append(more)
        break
      }
      kept.append(part)
    }
    return head + (kept.isEmpty ? "\"\"" : kept.joined(separator: "&")) + "))"
  }

  /// What only the sheet says: nothing in the rules asks for it.
  private func own(_ place: Place) -> [String] {
    let (value, base) = (place.value, place.base)
    var found = [
      "IF(AND(N(\(base))>0,OR(\(value)>3*N(\(base)),3*\(value)<N(\(base)))),\"与上年同期相差三倍以上，请核对。\",\"\")"
    ]
    if place.line.isComparable { found.append("IF(\(place.cell(.growth))=\"\",\"请填可比价增速。\",\"\")") }
    return found
  }

  /// A warning as a sentence, or nothing. What is asked of the zone is told while its note is empty; a note takes the whole
  /// warning away where the rule lets it.
  private func part(_ rule: CheckRule, _ warning: Warning, _ place: Place) -> String {
    let hard = rule.severity == .hard
    let condition =
      hard && rule.isReleasedByNote
      ? SheetFormula.and(warning.condition, "\(place.note)=\"\"") : warning.condition
    let request = rule.request.zh.isEmpty ? "" : "，" + rule.request.zh
    var words = (hard && !rule.isReleasedByNote ? SheetFormula.text("须改正：") + "&" : "") + warning.words
    if request.isEmpty || hard {
      words += "&" + SheetFormula.text(request + "。")
    } else {
      words += "&IF(\(place.note)=\"\",\(SheetFormula.text(request)),\"\")&\"。\""
    }
    return "IF(\(condition),\(words),\"\")"
  }

  private func warnings(_ rule: CheckRule, _ place: Place) -> [Warning] {
    switch rule.kind {
    case .cumulativeFell: lastMonth(place, "\(place.value)<N(\(place.lastMonth))", "累计低于上月")
    case .unchanged:
      lastMonth(place, "\(place.value)=N(\(place.lastMonth)),\(place.value)<>0", "累计与上月相同")
    case .range: range(place, lower: rule.lower, upper: rule.upper)
    case .baseAdjusted: baseAdjusted(place, margin: rule.margin ?? baseMargin)
    case .partsDisagree: partsDisagree(place, rule.others.map { rows[$0] }, margin: rule.margin ?? .zero)
    case .partsExceed: partsExceed(place, rule.others.compactMap { rows[$0] }, margin: rule.margin ?? .zero)
    case .sourcesDiffer: differs(place, rule.others.first.flatMap { rows[$0] }, margin: rule.margin ?? .zero)
    case .quotient: quotient(place, rule.others.first.flatMap { rows[$0] }, rule)
    case .unitSlip: unitSlips(place, rule.factors, band: rule.upper ?? .one)
    // The sheet computes the growth itself; the others look beyond the form.
    case .growthDisagrees, .copiedFromLastMonth, .copiedFromNeighbour, .unusualChange, .countedTwice: []
    }
  }

  private func lastMonth(_ place: Place, _ condition: String, _ words: String) -> [Warning] {
    guard place.line.isFlow else { return [] }
    return [
      Warning(
        condition: SheetFormula.and("ISNUMBER(\(place.lastMonth))", condition), words: SheetFormula.text(words))
    ]
  }

  private func range(_ place: Place, lower: Ratio?, upper: Ratio?) -> [Warning] {
    var found: [Warning] = []
    if let lower {
      let condition = "\(SheetFormula.product(place.whole, lower.denominator))<\(lower.numerator)"
      found.append(
        Warning(
          condition: condition,
          words: SheetFormula.text(lower.isZero ? "累计为负数" : "低于下限\(place.text(lower))")))
    }
    if let upper {
      found.append(
        Warning(
          condition: "\(SheetFormula.product(place.whole, upper.denominator))>\(upper.numerator)",
          words: SheetFormula.text("高于上限\(place.text(upper))")))
    }
    return found
  }

  private func baseAdjusted(_ place: Place, margin: Ratio) -> [Warning] {
    let (base, published) = (place.base, place.published)
    let distance = "ABS(N(\(base))-N(\(published)))"
    return [
      Warning(
        condition: SheetFormula.and(
          "ISNUMBER(\(base))", "N(\(published))<>0",
          SheetFormula.exceeds(distance, "ABS(N(\(published)))", times: margin)),
        words: SheetFormula.text("基数调整：上年同期与上年公布数不同"))
    ]
  }

  /// A part that the form does not ask, or that is not filled in yet, leaves the sum open.
  private func partsDisagree(_ place: Place, _ parts: [Place?], margin: Ratio) -> [Warning] {
    let known = parts.compactMap(\.self)
    guard known.count == parts.count, !known.isEmpty else { return [] }
    let sum = known.map(\.whole).joined(separator: "+")
    let distance = "ABS(\(sum)-\(place.whole))"
    return [
      Warning(
        condition: SheetFormula.and(
          known.map { "ISNUMBER(\($0.value))" }.joined(separator: ","),
          SheetFormula.exceeds(distance, "ABS(\(place.whole))", times: margin)),
        words: SheetFormula.text("分项之和与合计不符：\(names(known))合计") + "&" + shown(sum, place))
    ]
  }

  private func partsExceed(_ place: Place, _ parts: [Place], margin: Ratio) -> [Warning] {
    guard !parts.isEmpty else { return [] }
    let sum = parts.map(\.whole).joined(separator: "+")
    let above = "(\(sum)-\(place.whole))"
    return [
      Warning(
        condition: SheetFormula.and(
          "COUNT(\(parts.map(\.value).joined(separator: ",")))>0", "\(above)>0",
          SheetFormula.exceeds(above, "ABS(\(place.whole))", times: margin)),
        words: SheetFormula.text("其中项大于总项：\(names(parts))为") + "&" + shown(sum, place))
    ]
  }

  private func differs(_ place: Place, _ other: Place?, margin: Ratio) -> [Warning] {
    guard let other else { return [] }
    return [
      Warning(
        condition: SheetFormula.and(
          "ISNUMBER(\(other.value))",
          SheetFormula.exceeds("ABS(\(place.whole)-\(other.whole))", "ABS(\(other.whole))", times: margin)),
        words: SheetFormula.text("与\(other.line.name)不一致：该来源") + "&" + shown(other.whole, place))
    ]
  }

  private func quotient(_ place: Place, _ other: Place?, _ rule: CheckRule) -> [Warning] {
    guard let other else { return [] }
    let isShare = place.line.unit == other.line.unit
    func text(_ limit: Ratio) -> String {
      guard isShare, let hundred = try? limit.multiplied(by: Ratio(100)) else { return limit.shortText(upTo: 9) }
      return hundred.shortText(upTo: 7) + "%"
    }
    let limits = [rule.lower.map { "不低于\(text($0))" }, rule.upper.map { "不高于\(text($0))" }]
    var outside: [String] = []
    if let lower = rule.lower {
      let (least, given) = (lower.numerator, lower.denominator)
      outside.append("\(SheetFormula.product(other.whole, least))>\(SheetFormula.product(place.whole, given))")
    }
    if let upper = rule.upper { outside.append(SheetFormula.exceeds(place.whole, other.whole, times: upper)) }
    let computed = "\(place.whole)/\(other.whole)"
    return [
      Warning(
        condition: SheetFormula.and("\(other.whole)>0", "OR(\(outside.joined(separator: ",")))"),
        words: SheetFormula.text("与\(other.line.name)之比异常：")
          + (isShare ? "&ROUND(\(computed)*100,2)&\"%\"&" : "&ROUND(\(computed),4)&")
          + SheetFormula.text("，应" + limits.compactMap(\.self).joined(separator: "、")))
    ]
  }

  /// The value against what was published for the same period, else against what the form says of it, else against last
  /// month; the same period against what was published.
  private func unitSlips(_ place: Place, _ factors: [Int64], band: Ratio) -> [Warning] {
    let (base, published) = ("N(\(place.base))", "N(\(place.published))")
    let last = place.line.isFlow ? "N(\(place.lastMonth))" : "0"
    let expected = "IF(\(published)>0,\(published),IF(\(base)>0,\(base),\(last)))"
    return [("N(\(place.value))", expected, ""), (base, published, "上年同期")].flatMap { value, expected, what in
      factors.flatMap { factor in
        [
          (SheetFormula.product(expected, factor), value, "偏大", "/"),
          (expected, SheetFormula.product(value, factor), "偏小", "*"),
        ].map { wanted, given, word, correction in
          Warning(
            condition: SheetFormula.and(
              "\(value)>0", "\(expected)>0",
              "\(SheetFormula.product(given, band.denominator))<=\(SheetFormula.product(wanted, band.numerator))",
              "\(SheetFormula.product(wanted, band.denominator))<=\(SheetFormula.product(given, band.numerator))"),
            words: SheetFormula.text("\(what)疑似单位错误：\(word)约\(factor)倍，改正后为")
              + "&\(value)\(correction)\(factor)")
        }
      }
    }
  }

  /// A number of smallest units in the line's unit.
  private func shown(_ number: String, _ place: Place) -> String {
    "(\(number))/\(place.line.unit.factor)&\(SheetFormula.text(place.line.unit.name))"
  }

  private func names(_ places: [Place]) -> String { Wording.list(places.map(\.line.name)) }
}
