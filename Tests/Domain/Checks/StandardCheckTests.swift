import Testing

@testable import Domain

@Suite("Standard checks")
struct StandardCheckTests {
  private static func figure(_ month: String, _ value: Int64?, base: Int64? = nil, growth: Int64? = nil) -> Figure {
    CheckCases.figure(month, value, base: base, growth: growth)
  }

  @Test(
    "hold a figure against what was known",
    arguments: [
      (figure: figure("2013-06", 60), known: [figure("2013-05", 50)], reasons: []),
      (figure: figure("2013-06", 45), known: [figure("2013-05", 50)], reasons: [.cumulativeFell]),
      (figure: figure("2013-06", 50), known: [figure("2013-05", 50)], reasons: [.unchangedSinceLastMonth]),
      (figure: figure("2013-06", 0), known: [figure("2013-05", 0)], reasons: []),  // Nothing yet is no copy.
      (figure: figure("2013-01", 5), known: [figure("2012-12", 50)], reasons: []),  // A new year begins at nothing.
      (figure: figure("2013-06", 60, base: 94), known: [figure("2012-06", 100)], reasons: [.baseAdjusted]),
      (figure: figure("2013-06", 60, base: 99), known: [figure("2012-06", 100)], reasons: []),  // Exactly the margin.
      (figure: figure("2013-06", 60, base: 102), known: [figure("2012-06", 100)], reasons: [.baseAdjusted]),
      (figure: figure("2013-06", 60, base: 50, growth: 2000), known: [], reasons: []),
      (figure: figure("2013-06", 60, base: 50, growth: 2010), known: [], reasons: []),  // What rounding explains.
      (figure: figure("2013-06", 60, base: 50, growth: 3000), known: [], reasons: [.growthDisagrees]),
      // Without a reported base a board uses last year's published value; so is the growth held against that.
      (figure: figure("2013-06", 60, growth: 3000), known: [figure("2012-06", 50)], reasons: [.growthDisagrees]),
      (figure: figure("2013-06", 60, growth: 2000), known: [figure("2012-06", 50)], reasons: []),
      (figure: figure("2013-06", 60, growth: 2010), known: [figure("2012-06", 50)], reasons: []),
      (figure: figure("2013-06", 60, growth: 3000), known: [figure("2012-05", 50)], reasons: []),
      (figure: figure("2013-06", 60, growth: 3000), known: [figure("2012-06", 0)], reasons: []),
      (figure: figure("2013-06", 60, growth: 3000), known: [figure("2012-06", -50)], reasons: []),
      (figure: figure("2013-06", nil, growth: 3000), known: [figure("2012-06", 50)], reasons: []),
      // A reported base goes before the published one.
      (figure: figure("2013-06", 60, base: 50, growth: 2000), known: [figure("2012-06", 40)], reasons: [.baseAdjusted]),
      (
        figure: figure("2013-06", 60, base: 50, growth: 5000), known: [figure("2012-06", 40)],
        reasons: [.baseAdjusted, .growthDisagrees]
      ),
      (figure: figure("2013-06", -1), known: [], reasons: [.negative]),
      (figure: figure("2013-06", 60_000), known: [figure("2013-05", 50)], reasons: [.unitSlip]),
    ] as [(figure: Figure, known: [Figure], reasons: [Finding.Reason])])
  func findings(figure: Figure, known: [Figure], reasons: [Finding.Reason]) throws {
    let found = try CheckCases.checks().findings(for: [figure], known: FigureBook(known))
    #expect(found.map(\.reason) == reasons)
    #expect(found.allSatisfy { ($0.severity == .hard) == ($0.reason == .baseAdjusted) })
  }

  @Test("tell the numbers of an adjusted base, and what is asked while no note says why")
  func base() throws {
    let found = try CheckCases.checks().findings(
      for: [Self.figure("2013-06", 60, base: 94)], known: FigureBook([Self.figure("2012-06", 100)]))
    let finding = try #require(found.first)
    let text = "基数调整：上报同期数94亿元，上年公布100亿元，调低6.0%"
    #expect(finding.text.zh == text)
    #expect(finding.difference == .of(-6, 100) && finding.part == .reportedBase)
    #expect(finding.blocks(note: "") && !finding.blocks(note: "扣除一次性因素"))
    #expect(finding.sentence(note: "").zh == text + "，请在备注中说明原因。")
    #expect(finding.sentence(note: "扣除一次性因素").zh == text + "。")
  }

  @Test("tell on which base a growth was computed, and ask for last year's value")
  func growth() throws {
    let rule = CheckRule(id: "growth-disagrees", .growthDisagrees, margin: Ratio(basisPoints: 10))
    let checks = CheckCases.checks([rule])
    let known = FigureBook([Self.figure("2012-06", 48)])
    func text(base: Int64?) throws -> [Bilingual] {
      try checks.findings(for: [Self.figure("2013-06", 60, base: base, growth: 3000)], known: known).map(\.text)
    }
    #expect(
      try text(base: nil) == [
        Bilingual(
          zh: "上报增速30.00%，按累计与上年公布数48亿元计算为25.00%",
          en: "reported growth 30.00%, computed 25.00% on last year's published 48亿元")
      ])
    // 60.0 over 48.0, each rounded to a tenth, may be anything between 24.77 and 25.24 %.
    for (points, isFound) in [(2_468, false), (2_533, false), (2_460, true), (2_540, true)] as [(Int64, Bool)] {
      let figure = Self.figure("2013-06", 60, growth: points)
      #expect(try checks.findings(for: [figure], known: known).isEmpty != isFound)
    }
    #expect(
      try text(base: 50) == [
        Bilingual(zh: "上报增速30.00%，按累计与同期计算为20.00%", en: "reported growth 30.00%, computed 20.00%")
      ])
    let figure = FigureKey(zone: "z", indicator: "i", month: .of("2013-06"))
    #expect(checks.needed(for: figure) == [FigureKey(zone: "z", indicator: "i", month: .of("2012-06"))])
  }

  @Test("expect no real rate to be value over base")
  func realRate() throws {
    var indicator = CheckCases.indicators[0]
    indicator.growthBasis = .comparable
    let found = try Checks(indicators: [indicator]).findings(
      for: [Self.figure("2013-06", 60, growth: 3000)], known: FigureBook([Self.figure("2012-06", 50)]))
    #expect(found.isEmpty)
  }

  @Test("give way to a programme's rule with the same id, and stay beside its others")
  func overlay() throws {
    let own = CheckRule(id: "cumulative-fell", version: 3, .cumulativeFell, severity: .hard)
    let checks = CheckCases.checks([own, CheckRule(id: "top", .range, upper: Ratio(1))], only: false)
    let found = try checks.findings(
      for: [Self.figure("2013-06", 45)], known: FigureBook([Self.figure("2013-05", 50)]))
    #expect(found.map(\.rule) == ["cumulative-fell", "top"])
    #expect(found[0].blocks(note: "年终核减") && found[0].ruleVersion == 3)
    #expect(checks.rules.map(\.id) == CheckRule.standard.map(\.id) + ["top"])
  }

  @Test("hold the figures of one submission against each other")
  func together() throws {
    let figures = [Self.figure("2013-05", 50), Self.figure("2013-06", 45)]
    let found = try CheckCases.checks().findings(for: figures, known: FigureBook())
    #expect(found.map(\.figure.month) == [.of("2013-06")])
  }

  @Test("are sound in themselves")
  func sound() {
    #expect(CheckRule.standard.flatMap(\.faults) == [])
    #expect(Set(CheckRule.standard.map(\.id)).count == CheckRule.standard.count)
  }
}
