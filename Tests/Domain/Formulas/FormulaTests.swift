import TestRandom
import Testing

@testable import Domain

@Suite("Formulas")
struct FormulaTests {
  private static let values: [IndicatorKey: Ratio] = ["a": Ratio(6), "b": Ratio(4), "big-b": Ratio(0), "c": .of(1, 3)]

  @Test(
    "are computed exactly, products before sums, from the left",
    arguments: [
      ("a", .value(Ratio(6))), ("a + b × c", .value(.of(22, 3))), ("(a + b) × c", .value(.of(10, 3))),
      ("a − b − 1", .value(Ratio(1))), ("a / b / 2", .value(.of(3, 4))), ("-a * -2", .value(Ratio(12))),
      ("（a＋b）÷2.5", .value(Ratio(4))), ("a ÷ big-b", .dividedByZero), ("a ÷ (b - b)", .dividedByZero),
      ("a + d", .missing("d")), ("d ÷ big-b", .missing("d")), ("--a", .value(Ratio(6))),
    ] as [(String, Formula.Result)])
  func computed(text: String, result: Formula.Result) throws {
    #expect(try Formula(text).evaluate { Self.values[$0] } == result)
  }

  @Test(
    "are refused at the place that is wrong",
    arguments: [
      ("", .empty), ("  ", .empty), ("a +", .incomplete), ("(a", .incomplete), ("a b", .unexpected("b", position: 3)),
      ("a + )", .unexpected(")", position: 5)), ("a × A", .unexpected("A", position: 5)),
      ("1.2.3", .unexpected("1", position: 1)), ("a % 2", .unexpected("%", position: 3)),
      (String(repeating: "(", count: 40) + "a", .tooDeep), (String(repeating: "-", count: 40) + "a", .tooDeep),
    ] as [(String, Formula.Fault)])
  func refused(text: String, fault: Formula.Fault) {
    #expect(throws: fault) { try Formula(text) }
  }

  @Test("name their inputs once, with hyphens in keys")
  func inputs() throws {
    #expect(try Formula("x-1 ÷ (y + x-1) - z").inputs == ["x-1", "y", "z"])
  }

  @Test(
    "have units that must go together",
    arguments: [
      ("tax ÷ revenue", "基点", nil), ("tax + revenue", "元", nil), ("revenue ÷ people", "元/人", nil),
      ("tax × 2 − revenue ÷ 3", "元", nil), ("revenue ÷ people × people", "元", nil),
      ("tax + people", "元", .unlike(FormulaUnit("元"), FormulaUnit("人"))),
      ("tax + 1", "元", .unlike(FormulaUnit("元"), .none)),
      ("tax ÷ people", "元", .result(FormulaUnit("元/人"), wanted: FormulaUnit("元"))),
      ("tax × tax", "元", .result(FormulaUnit("元").multiplied(by: FormulaUnit("元")), wanted: FormulaUnit("元"))),
      ("land", "元", .unknown("land")),
    ] as [(String, String, Formula.UnitFault?)])
  func units(text: String, unit: String, fault: Formula.UnitFault?) throws {
    let units: [IndicatorKey: FormulaUnit] = [
      "tax": FormulaUnit("元"), "revenue": FormulaUnit("元"), "people": FormulaUnit("人"),
    ]
    var found: Formula.UnitFault?
    do { try Formula(text).checkUnit(FormulaUnit(unit)) { units[$0] } } catch { found = error as? Formula.UnitFault }
    #expect(found == fault)
  }

  @Test(
    "are worked out step by step, however long or signed they are",
    arguments: [
      ("a", "+a", 200_000, 1_200_006), ("1", "×a÷a", 50_000, 1), ("b + ", "−", 30, 10),
    ] as [(String, String, Int, Int64)])
  func long(start: String, more: String, count: Int, value: Int64) throws {
    let formula = try Formula(start + String(repeating: more, count: count) + (more == "−" ? "a" : ""))
    var asked = 0
    let result = try formula.evaluate { key in
      asked += 1
      return Self.values[key]
    }
    #expect(result == .value(Ratio(value)))
    let named = formula.steps.filter { if case .indicator = $0 { true } else { false } }
    #expect(asked == named.count)
    #expect(throws: Formula.UnitFault.self) { try formula.checkUnit(FormulaUnit("人")) { _ in FormulaUnit("元") } }
  }

  @Test("ask for an input once where it is missing beneath any number of signs")
  func signs() throws {
    var asked = 0
    let result = try Formula(String(repeating: "-", count: 30) + "d").evaluate { _ in
      asked += 1
      return nil
    }
    #expect(result == .missing("d") && asked == 1)
  }

  @Test("never trap, whatever the text")
  func hostile() {
    var random = SplitMix(seed: 3)
    let characters = Array("ab-c 01.+−×÷*/()（）%é\u{301}　")
    for _ in 0..<5_000 {
      let text = String((0..<random.int(0...24)).map { _ in random.pick(characters) })
      guard let formula = try? Formula(text) else { continue }
      _ = try? formula.evaluate { _ in Ratio(Int64(random.int(-9...9))) }
    }
  }

  @Test("give what an independent reading gives, for random trees")
  func trees() throws {
    var random = SplitMix(seed: 4)
    for _ in 0..<1_000 {
      let (text, value) = tree(&random, depth: 4)
      #expect(try Formula(text).evaluate { Self.values[$0] }.value == value)
    }
  }

  private func tree(_ random: inout SplitMix, depth: Int) -> (String, Ratio?) {
    guard depth > 0, random.below(4) > 0 else {
      let key = random.pick(["a", "b", "big-b", "c"])
      return (key, Self.values[IndicatorKey(key)])
    }
    let (left, right) = (tree(&random, depth: depth - 1), tree(&random, depth: depth - 1))
    let sign = random.pick(["+", "−", "×", "÷"])
    guard let a = left.1, let b = right.1 else { return ("(\(left.0)) \(sign) (\(right.0))", nil) }
    let value =
      switch sign {
      case "+": try? a.adding(b)
      case "−": try? a.subtracting(b)
      case "×": try? a.multiplied(by: b)
      default: try? a.divided(by: b)
      }
    return ("(\(left.0)) \(sign) (\(right.0))", value)
  }
}

@Suite("Derived indicators")
struct DerivedIndicatorTests {
  private static func derived(
    _ key: IndicatorKey, _ formula: String, unit: String = "元", months: MonthRule = .everyMonth
  ) throws -> DerivedIndicators.Derived {
    DerivedIndicators.Derived(
      Indicator(
        key: key, nameChinese: key.rawValue, nameEnglish: "",
        scale: UnitScale(smallest: unit, display: unit, displayFactor: 1, decimals: 0), kind: .ratio, months: months),
      try Formula(formula))
  }

  private static func figure(
    _ indicator: IndicatorKey, _ value: Int64?, base: Int64? = nil, _ month: String = "2013-06"
  ) -> Figure {
    CheckCases.exact(month, value, base: base, of: indicator)
  }

  @Test("follow from what was reported, each after what it needs; what is missing stays missing")
  func adding() throws {
    let derived = try DerivedIndicators([
      Self.derived("share", "net ÷ revenue", unit: "基点"), Self.derived("net", "tax − refund"),
      Self.derived("none", "tax ÷ zero"),
    ])
    let book = try derived.adding(
      to: FigureBook([
        Self.figure("tax", 70, base: 50), Self.figure("refund", 10, base: 20), Self.figure("revenue", 900),
        Self.figure("zero", 0), Self.figure("tax", 70, "2013-05"),
      ]))
    func figure(_ indicator: IndicatorKey, _ month: String = "2013-06") -> Figure? {
      book.figure("z", indicator, .of(month))
    }
    #expect(figure("net")?.cumulative == Amount(60) && figure("net")?.reportedBase == Amount(30))
    #expect(figure("share")?.cumulative == Amount(667))  // 60 ÷ 900 is 666.67 basis points.
    #expect(figure("share")?.reportedBase == nil)
    #expect(figure("none") == nil && figure("net", "2013-05") == nil)
    #expect(derived.sources(of: ["share", "other"]) == ["tax", "refund", "revenue", "other"])
  }

  @Test("have their sources found once each, however often they name each other")
  func ladder() throws {
    let steps = try (2..<200).map { try Self.derived(IndicatorKey("i-\($0)"), "i-\($0 - 1) + i-\($0 - 2)") }
    #expect(try DerivedIndicators(steps).sources(of: ["i-199"]) == ["i-1", "i-0"])
  }

  @Test("that follow from each other are refused with the round")
  func cycle() throws {
    let all = try [Self.derived("a", "b + x"), Self.derived("b", "c"), Self.derived("c", "a")]
    var path: [IndicatorKey] = []
    do throws(DerivedIndicators.Cycle) { _ = try DerivedIndicators(all) } catch { path = error.path }
    #expect(path.count == 4 && path.first == path.last && Set(path) == ["a", "b", "c"])
    #expect(throws: DerivedIndicators.Cycle.self) { try DerivedIndicators([Self.derived("a", "a + x")]) }
  }
}
