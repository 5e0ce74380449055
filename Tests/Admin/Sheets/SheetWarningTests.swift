import Domain
import TestRandom
import Spreadsheet
import Testing
import Wire
import WireTupo

@testable import Admin

@Suite("A form's warnings")
struct SheetWarningTests {
  private static let money = MeasureUnit("万元", factor: 10_000)
  private static let june = Month("2013-06")
  private static let names = [
    "revenue": "营业收入", "manufacturing": "制造业", "trade": "商贸业", "power": "用电量", "stock": "在建面积",
  ]

  private static let rules: [CheckRule] =
    CheckRule.standard + [
      CheckRule(
        id: "limits", .range, severity: .hard, indicators: ["power"], lower: Ratio(5), upper: Ratio(20_000)),
      CheckRule(
        id: "sum", .partsDisagree, severity: .hard, isReleasedByNote: true, indicators: ["revenue"],
        others: ["manufacturing", "trade"], margin: Ratio(percent: 1), request: Domain.Bilingual(zh: "请核对分项")),
      CheckRule(
        id: "part", .partsExceed, indicators: ["revenue"], others: ["manufacturing", "trade"],
        request: Domain.Bilingual(zh: "请核对\"其中\"项")),
      CheckRule(id: "other-source", .sourcesDiffer, indicators: ["trade"], others: ["manufacturing"], margin: .one),
      CheckRule(
        id: "share", .quotient, indicators: ["manufacturing"], others: ["revenue"], lower: Ratio(percent: 5),
        upper: Ratio(percent: 60)),
      CheckRule(id: "intensity", .quotient, indicators: ["revenue"], others: ["power"], lower: Ratio(100)),
      CheckRule(id: "beyond", .quotient, indicators: ["revenue"], others: ["not-asked"], lower: Ratio(100)),
    ]

  private static func draft(_ rules: [CheckRule] = rules) -> FormDraft {
    let lines = ["revenue", "manufacturing", "trade", "power", "stock"].map { id in
      FormDraft.Line(
        id: id, name: names[id] ?? id, unit: id == "power" ? MeasureUnit("千瓦时", factor: 1) : money, isComparable: false,
        isFlow: id != "stock")
    }
    return FormDraft(
      programme: "jining-2013", title: "", zones: [], lines: lines, rules: rules, baseMargin: 100,
      isDemonstration: false)
  }

  /// What the form says of an indicator whose cells are these: by row and column.
  private func warning(
    _ indicator: String, _ cells: [String: FormulaEvaluator.Value], _ draft: FormDraft = draft()
  ) throws -> String {
    let formula = try #require(SheetWarnings(draft, firstRow: 5).formula(IndicatorKey(indicator)))
    #expect(formula.utf16.count <= 8_192)
    return try FormulaEvaluator(cells: cells).value(of: formula).text
  }

  private static let cases: [(String, [String: FormulaEvaluator.Value], String)] = [
    ("revenue", [:], "未填"),
    ("revenue", ["D5": .text("五亿")], "累计应为数字"),
    ("revenue", ["D5": .number(100)], ""),
    ("revenue", ["D5": .number(0), "E5": .number(0)], ""),
    ("revenue", ["D5": .number(90), "E5": .number(100)], "累计低于上月，请说明是否核减。"),
    ("revenue", ["D5": .number(90), "E5": .number(100), "I5": .text("已核减")], "累计低于上月。"),
    ("revenue", ["D5": .number(100), "E5": .number(100)], "累计与上月相同。"),
    ("stock", ["D9": .number(90), "E9": .number(100)], ""),
    ("revenue", ["D5": .number(-1)], "累计为负数。"),
    ("power", ["D8": .number(4)], "须改正：低于下限5千瓦时。"),
    ("power", ["D8": .number(20_000)], ""),
    ("power", ["D8": .number(20_001), "I8": .text("属实")], "须改正：高于上限20000千瓦时。"),
    // The margin is the programme's; a note says why.
    (
      "stock", ["D9": .number(100), "F9": .number(102), "J9": .number(100)],
      "基数调整：上年同期与上年公布数不同，请在备注中说明原因。"
    ),
    ("stock", ["D9": .number(100), "F9": .number(101), "J9": .number(100)], ""),
    ("stock", ["D9": .number(100), "F9": .number(102), "J9": .number(100), "I9": .text("口径调整")], ""),
    ("revenue", ["D5": .number(0.3), "D6": .number(0.1), "D7": .number(0.2)], ""),
    (
      "revenue", ["D5": .number(100), "D6": .number(50.5), "D7": .number(40)],
      "分项之和与合计不符：制造业、商贸业合计90.5万元，请核对分项。"
    ),
    ("revenue", ["D5": .number(100), "D6": .number(50.5), "D7": .number(40), "I5": .text("另有农业")], ""),
    ("revenue", ["D5": .number(100), "D6": .number(50.5)], ""),
    ("revenue", ["D5": .number(100), "D6": .number(101)], "其中项大于总项：制造业、商贸业为101万元，请核对\"其中\"项。"),
    ("trade", ["D7": .number(100), "D6": .number(40)], "与制造业不一致：该来源40万元。"),
    ("manufacturing", ["D6": .number(70), "D5": .number(100)], "与营业收入之比异常：70%，应不低于5%、不高于60%。"),
    ("manufacturing", ["D6": .number(5), "D5": .number(100)], ""),
    ("manufacturing", ["D6": .number(4.99), "D5": .number(100)], "与营业收入之比异常：4.99%，应不低于5%、不高于60%。"),
    ("manufacturing", ["D6": .number(70), "D5": .text("百万")], ""),
    ("revenue", ["D5": .number(1), "D8": .number(200)], "与用电量之比异常：50，应不低于100。"),
    (
      "stock", ["D9": .number(200_000), "F9": .number(180), "J9": .number(180)],
      "疑似单位错误：偏大约1000倍，改正后为200，请核对计量单位。与上年同期相差三倍以上，请核对。"
    ),
    (
      "revenue", ["D5": .number(0.02), "E5": .number(180)],
      "累计低于上月，请说明是否核减。疑似单位错误：偏小约10000倍，改正后为200，请核对计量单位。"
    ),
    ("stock", ["D9": .number(700), "F9": .number(180)], "与上年同期相差三倍以上，请核对。"),
  ]

  @Test("say in words what the programme's rules find", arguments: cases)
  func words(_ indicator: String, _ cells: [String: FormulaEvaluator.Value], _ expected: String) throws {
    #expect(try warning(indicator, cells) == expected)
  }

  @Test("find what the checks find, whatever is filled in")
  func asTheChecks() throws {
    let indicators = Self.draft().lines.map { line in
      Indicator(
        key: IndicatorKey(line.id), nameChinese: line.name, nameEnglish: "",
        scale: line.id == "power" ? .count("千瓦时") : .tenThousandYuan, kind: line.isFlow ? .flow : .stock)
    }
    let june = try #require(Self.june)
    let checks = Checks(own: Array(Self.rules.dropFirst(CheckRule.standard.count)), indicators: indicators)
    var random = SplitMix(seed: 7)
    var told: [Finding.Reason: Int] = [:]
    for _ in 0..<60 {
      var (cells, book, figures) = ([String: FormulaEvaluator.Value](), FigureBook(), [Figure]())
      for (index, line) in Self.draft().lines.enumerated() {
        let factor = line.unit.factor
        /// A number of two digits in the form's unit, by chance in another unit or below zero.
        func number() -> Int64 {
          let scale: Int64 = random.pick([1, 1, 1, 1, 10, 1_000, 10_000])
          return random.int64(-3...40) * scale * max(1, factor / 10)
        }
        func put(_ column: FigureForm.Column, _ value: Int64) {
          cells["\(CellPlace(row: 5 + index, column: column.number))"] = .number(Double(value) / Double(factor))
        }
        func key(_ month: Month) -> FigureKey {
          FigureKey(zone: "wenshang", indicator: IndicatorKey(line.id), month: month)
        }
        let (value, published) = (number(), number())
        let last = random.below(5) == 0 ? value : number()
        put(.cumulative, value)
        var figure = Figure(key: key(june), cumulative: Amount(value))
        if Bool.random(using: &random) {
          put(.lastMonth, last)
          book[key(june.adding(-1))] = Figure(key: key(june.adding(-1)), cumulative: Amount(last))
        }
        if Bool.random(using: &random) {
          let base = Bool.random(using: &random) ? published : number()
          put(.publishedBase, published)
          put(.base, base)
          figure.reportedBase = Amount(base)
          let past = key(june.samePeriodLastYear)
          book[past] = Figure(key: past, cumulative: Amount(published))
          // Where nothing positive was published the sheet goes by what the form says, the checks by last month.
          if published <= 0, base > 0 { continue }
        }
        figures.append(figure)
      }
      let findings = try checks.findings(for: figures, known: book)
      guard figures.count == Self.draft().lines.count else { continue }
      for line in Self.draft().lines {
        let words = try warning(line.id, cells)
        let reasons = Set(findings.filter { $0.figure.indicator == IndicatorKey(line.id) }.map(\.reason))
        for (reason, phrase) in Self.phrases {
          #expect(words.contains(phrase) == reasons.contains(reason), "\(reason) of \(line.id): \(words) \(cells)")
          if reasons.contains(reason) { told[reason, default: 0] += 1 }
        }
      }
    }
    #expect(Set(told.keys) == Set(Self.phrases.map(\.0)), "every kind came up: \(told)")
  }

  private static let phrases: [(Finding.Reason, String)] = [
    (.cumulativeFell, "累计低于上月"), (.unchangedSinceLastMonth, "累计与上月相同"), (.negative, "累计为负数"),
    (.outOfRange, "限"), (.baseAdjusted, "基数调整"), (.partsDisagree, "分项之和与合计不符"), (.partsExceed, "其中项大于总项"),
    (.sourcesDiffer, "不一致"), (.quotientImplausible, "之比异常"), (.unitSlip, "疑似单位错误"),
  ]

  @Test("of more rules than a formula holds say so, the gravest kept")
  func tooMany() throws {
    let asked = Domain.Bilingual(zh: String(repeating: "请说明", count: 100))
    let many = (0..<40).map { CheckRule(id: "soft-\($0)", .range, upper: Ratio(10_000), request: asked) }
    let draft = Self.draft(
      many + [CheckRule(id: "hard", .range, severity: .hard, upper: Ratio(20_000))])
    let words = try warning("revenue", ["D5": .number(5)], draft)
    #expect(words.hasPrefix("须改正：高于上限2万元。高于上限1万元，请说明请说明"))
    #expect(words.hasSuffix("规则较多，其余在报送时检查。"))
  }

  @Test("leave out rules that are out of force, or that no sheet can say")
  func wire() {
    let rule = IndicatorsV1.CheckRule.with {
      $0.name = "programmes/jining-2013/checkRules/share"
      ($0.kind, $0.severity, $0.lowerLimit, $0.upperLimit) = (.quotient, .soft, "0.05", "0.6")
      $0.indicators = ["programmes/jining-2013/indicators/manufacturing"]
      $0.others = ["programmes/jining-2013/indicators/revenue"]
    }
    #expect(
      CheckRule(inSheet: rule)
        == CheckRule(
          id: "share", .quotient, indicators: ["manufacturing"], others: ["revenue"], lower: Ratio(percent: 5),
          upper: Ratio(percent: 60)))
    var other = rule
    other.disabled = true
    #expect(CheckRule(inSheet: other) == nil)
    other = rule
    other.kind = .unusualChange
    #expect(CheckRule(inSheet: other) == nil)
  }
}
