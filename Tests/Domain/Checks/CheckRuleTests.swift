import Testing

@testable import Domain

@Suite("Check rules")
struct CheckRuleTests {
  private static let parts = CheckRule(
    id: "r", .partsDisagree, indicators: ["i"], others: ["part", "other"], margin: .of(1, 100))
  private static let within = CheckRule(id: "r", .partsExceed, indicators: ["i"], others: ["part"])
  private static let source = CheckRule(
    id: "r", .sourcesDiffer, indicators: ["i"], others: ["other"], margin: .of(1, 50))
  private static let share = CheckRule(
    id: "r", .quotient, indicators: ["part"], others: ["i"], lower: .of(1, 20), upper: .of(3, 5))
  private static let power = CheckRule(id: "r", .quotient, indicators: ["i"], others: ["power"], upper: Ratio(100))

  private static func i(_ value: Int64?) -> Figure { CheckCases.figure("2013-06", value) }
  private static func part(_ value: Int64?) -> Figure { CheckCases.figure("2013-06", value, of: "part") }
  private static func other(_ value: Int64?) -> Figure { CheckCases.figure("2013-06", value, of: "other") }

  @Test(
    "say what does not fit, in words with the numbers",
    arguments: [
      (parts, [i(100), part(60), other(40)], nil),
      (parts, [i(100), part(60), other(41)], nil),  // Exactly the margin.
      (parts, [i(100), part(60), other(42)], "分项之和与合计不符：住宅投资、其他投资合计102亿元，本项100亿元"),
      (parts, [i(100), part(60)], nil),  // What is missing is not zero.
      (within, [i(100), part(100)], nil),
      (within, [i(100), part(101)], "其中项大于总项：住宅投资为101亿元，本项100亿元"),
      (source, [i(102), other(100)], nil),
      (source, [i(103), other(100)], "与其他投资不一致：本项103亿元，该来源100亿元，相差3.0%"),
      (source, [i(3), other(0)], "与其他投资不一致：本项3亿元，该来源0亿元"),
      (share, [part(5), i(100)], nil),
      (share, [part(60), i(100)], nil),
      (share, [part(61), i(100)], "与投资之比异常：61亿元 ÷ 100亿元 = 61.0%，应不低于5%、不高于60%"),
      (share, [part(4), i(100)], "与投资之比异常：4亿元 ÷ 100亿元 = 4.0%，应不低于5%、不高于60%"),
      (share, [part(60), i(0)], nil),
      (
        power, [i(2), CheckCases.exact("2013-06", 1_000_000, of: "power")],
        "与用电量之比异常：2亿元 ÷ 100万千瓦时 = 200.00，应不高于100"
      ),
      (
        CheckRule(id: "r", .range, indicators: ["firms"], upper: Ratio(500)),
        [CheckCases.exact("2013-06", 501, of: "firms")], "501家高于上限500家"
      ),
    ] as [(CheckRule, [Figure], String?)])
  func words(rule: CheckRule, figures: [Figure], text: String?) throws {
    #expect(rule.faults.isEmpty)
    let found = try CheckCases.checks([rule]).findings(for: figures, known: FigureBook())
    #expect(found.map(\.text.zh) == [text].compactMap(\.self))
    #expect(found.allSatisfy { !$0.text.en.isEmpty })
  }

  @Test("look at the whole also when only a part came in, and tell it at the part")
  func partAlone() throws {
    let checks = CheckCases.checks([Self.within])
    let known = FigureBook([Self.i(100)])
    let found = try checks.findings(for: [Self.part(101)], known: known)
    #expect(found.map(\.figure) == [Self.part(0).key] && found.first?.reason == .partsExceed)
    #expect(try checks.findings(for: [Self.part(100)], known: known).isEmpty)
    #expect(checks.needed(for: Self.part(0).key) == [Self.i(0).key])
  }

  @Test(
    "offer the corrected value of a slip of the unit",
    arguments: [
      (now: 520_000_000, before: 500_000_000, corrected: nil),
      (now: 1_400_000_000, before: 500_000_000, corrected: nil),  // Large growth is no slip.
      (now: 52_000, before: 500_000_000, corrected: 520_000_000),  // 万元 written as 元.
      (now: 5_200_000_000_000, before: 500_000_000, corrected: 520_000_000),  // 万元 taken once too often.
      (now: 5, before: 500_000_000, corrected: 500_000_000),  // 亿元 written as 元.
      (now: 600_000_000_000, before: 500_000_000, corrected: 600_000_000),
      (now: 0, before: 500_000_000, corrected: nil),
      (now: 5_000_000, before: 500_000_000, corrected: nil),  // A hundredth is no unit.
    ] as [(now: Int64, before: Int64, corrected: Int64?)])
  func slip(now: Int64, before: Int64, corrected: Int64?) throws {
    let rule = try #require(CheckRule.standard.first { $0.kind == .unitSlip })
    let (figure, known) = (CheckCases.exact("2013-06", now), [CheckCases.exact("2013-05", before)])
    let found = try CheckCases.checks([rule]).findings(for: [figure], known: FigureBook(known))
    #expect(found.map(\.suggestion) == [corrected].compactMap(\.self).map { Amount($0) })
  }

  @Test("see a slip in the reported base, and in the year's first month by last year's")
  func slips() throws {
    let rule = try #require(CheckRule.standard.first { $0.kind == .unitSlip })
    let checks = CheckCases.checks([rule])
    let known = FigureBook([CheckCases.figure("2012-01", 5), CheckCases.figure("2012-12", 90)])
    let found = try checks.findings(for: [CheckCases.figure("2013-01", 60_000, base: 50_000)], known: known)
    #expect(found.map(\.part) == [.cumulative, .reportedBase])
    #expect(found.map(\.suggestion) == [Amount(600_000_000), Amount(500_000_000)])
  }

  @Test("tell copies of last month and of a neighbour, whatever the unit")
  func copies() throws {
    let last = CheckRule(id: "last", .copiedFromLastMonth, least: 2)
    let neighbour = CheckRule(id: "near", .copiedFromNeighbour, least: 2)
    let checks = CheckCases.checks([last, neighbour])
    func cells(_ month: String, _ values: [Int64], zone: ZoneKey) -> [Figure] {
      zip(["i", "part", "other"] as [IndicatorKey], values).map {
        CheckCases.exact(month, $1, of: $0, zone: zone)
      }
    }
    let now = cells("2013-06", [12_345, 67_890, 200], zone: "z")
    let known =
      cells("2013-05", [12_345, 67_890, 100], zone: "z") + cells("2013-06", [123_450, 6_789, 200], zone: "y")
    let report = try checks.report(on: now, known: FigureBook(known), wholeMonth: true)
    #expect(report.findings.map(\.reason) == [.copiedFromLastMonth, .copiedFromNeighbour])
    #expect(report.findings.map(\.others) == [["i", "part"], ["i", "part"]])  // 2 is one digit: chance.
    #expect(report.findings.last?.text.zh == "2项与乙区数字完全相同：投资、住宅投资")
    #expect(try checks.findings(for: now, known: FigureBook(known)).map(\.rule) == ["last"])
    // The whole city is no zone: it copies from none, and none from it.
    let city = cells("2013-06", [12_345, 67_890, 200], zone: "city")
    #expect(try checks.report(on: city, known: FigureBook(known), wholeMonth: true).findings.isEmpty)
  }

  @Test(
    "refuse parameters that do not fit their kind",
    arguments: [
      (CheckRule(id: "r", .range), [.limits]),
      (CheckRule(id: "r", .range, lower: .one, upper: .zero), [.limits]),
      (CheckRule(id: "r", .range, lower: .one, upper: .one), []),
      (CheckRule(id: "r", .partsDisagree, indicators: ["i"], others: ["part"]), [.others(2...100)]),
      (CheckRule(id: "r", .partsExceed, indicators: ["i"], others: ["i"]), [.comparedWithItself("i")]),
      (CheckRule(id: "r", .quotient, others: ["i"], upper: .one), [.oneIndicator]),
      (CheckRule(id: "r", .baseAdjusted, margin: .of(-1, 100)), [.margin]),
      (CheckRule(id: "r", .unusualChange, upper: .one, least: 12), [.least(24...60)]),
      (CheckRule(id: "r", .unitSlip, upper: Ratio(3), factors: [1]), [.factors]),
      (CheckRule(id: "r", .copiedFromLastMonth, least: 1), [.least(2...100)]),
    ] as [(CheckRule, [CheckRule.Fault])])
  func faults(rule: CheckRule, faults: [CheckRule.Fault]) {
    #expect(rule.faults == faults)
  }
}
