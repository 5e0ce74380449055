import Domain
import TestRandom
import Testing

@Suite("Thresholds")
struct ThresholdTests {
  static let indicator = Indicator(key: "revenue", nameChinese: "营业收入", nameEnglish: "Operating revenue")

  static func figures(_ zone: ZoneKey, now: Int64, then: Int64, year: Int64) -> [Figure] {
    [("2013-06", now), ("2012-06", then), ("2012-12", year)].map { month, value in
      Figure(
        key: FigureKey(zone: zone, indicator: "revenue", month: .of(month)),
        cumulative: Amount(value * 10_000_000))
    }
  }

  /// Values in tenths of 亿元, the limit 100 亿元.
  static let report: ThresholdReport? = try? ThresholdReport.compute(
    Threshold(
      key: "A2", indicator: "revenue", year: 2013, zones: ["passed", "above", "short", "far", "exact", "silent"],
      limit: Amount(10_000_000_000), needed: 3),
    indicator: indicator, month: .of("2013-06"),
    figures: FigureBook(
      figures("passed", now: 1001, then: 800, year: 1700) + figures("above", now: 550, then: 500, year: 1000)
        + figures("short", now: 480, then: 400, year: 784) + figures("far", now: 100, then: 100, year: 200)
        + figures("exact", now: 500, then: 400, year: 800)))

  @Test("tell passed, expected and short, and who is closest")
  func verdicts() throws {
    let report = try #require(Self.report)
    #expect(
      report.rows.map(\.verdict) == [.passed, .landingAbove, .landingShort, .landingShort, .landingShort, .unknown])
    #expect(report.passed == ["passed"])
    #expect(report.expected == ["passed", "above"])
    #expect(report.lacking == 1)
    #expect(!report.isFulfilled)
    // Exactly 100 is not 突破: it lacks nothing to count and everything to pass.
    #expect(report.closest?.zone == "exact")
    #expect(report.closest?.short.value == .zero)
  }

  @Test("say what each remaining month must bring beyond the landing")
  func extra() throws {
    let row = try #require(Self.report?.rows[2])
    // 48 + (78.4 − 40) × 48 ÷ 40 = 94.08; (100 − 94.08) ÷ 6 = 0.987.
    #expect(row.landing.value.map { Self.indicator.scale.text($0) } == "94.1")
    #expect(row.extraMonthly.value.map { Self.indicator.scale.text($0) } == "1.0")
    #expect(row.landing.explained?.arithmetic == "48 + (78.4 − 40) × 48 ÷ 40 = 94.1 亿元")
    #expect(row.short.explained?.arithmetic == "100 − 94.08 = 5.9 亿元")
    #expect(row.extraMonthly.explained?.arithmetic == "(100 − 94.08) ÷ 6 = 1.0 亿元")
    #expect(row.landing.explained?.sources.count == 3)
  }

  @Test("in December the value itself is the landing")
  func december() throws {
    let figure = Figure(
      key: FigureKey(zone: "z", indicator: "revenue", month: .of("2013-12")), cumulative: Amount(10_000_000_000))
    let threshold = Threshold(
      key: "A2", indicator: "revenue", year: 2013, zones: ["z"], limit: Amount(10_000_000_000), needed: 1)
    let report = try ThresholdReport.compute(
      threshold, indicator: Self.indicator, month: .of("2013-12"), figures: FigureBook([figure]))
    #expect(report.rows[0].verdict == .landingShort)
    #expect(report.rows[0].extraMonthly.reason == .yearEnded)
    var reached = threshold
    reached.comparison = .atLeast
    let other = try ThresholdReport.compute(
      reached, indicator: Self.indicator, month: .of("2013-12"), figures: FigureBook([figure]))
    #expect(other.isFulfilled)
  }

  @Test("landing is the year's total times growth so far", arguments: 0..<100)
  func identity(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let (now, then) = (random.int64(0...1_000_000), random.int64(1...1_000_000))
    let year = then + random.int64(0...1_000_000)
    let landing = try Landing.seasonalNaive(
      FigureBook(Self.figures("z", now: now, then: then, year: year)), zone: "z", indicator: Self.indicator,
      month: .of("2013-06"))
    #expect(try landing.value == Ratio(year * 10_000_000).multiplied(by: .of(now, then)))
  }

  @Test("no landing without last year, on a zero or negative base, or of a stock")
  func undefined() throws {
    func reason(_ figures: [Figure], kind: Indicator.Kind = .flow) throws -> Undefined? {
      var indicator = Self.indicator
      indicator.kind = kind
      return try Landing.seasonalNaive(
        FigureBook(figures), zone: "z", indicator: indicator, month: .of("2013-06")
      ).reason
    }
    let full = Self.figures("z", now: 5, then: 5, year: 9)
    #expect(try reason([]) == .noValue)
    #expect(try reason([full[0]]) == .noBase)
    #expect(try reason([full[0], full[1]]) == .noPastYears)
    #expect(try reason(Self.figures("z", now: 5, then: 0, year: 9)) == .zeroBase)
    #expect(try reason(Self.figures("z", now: 5, then: -1, year: 9)) == .negativeBase)
    #expect(try reason(full, kind: .stock) == .notMeaningful)
  }

  @Test("attainment counts units judged in every indicator")
  func attainment() throws {
    func board(_ key: IndicatorKey, _ growths: [(ZoneKey, Int64?)]) throws -> Scoreboard {
      let figures = growths.compactMap { zone, points in
        points.map {
          Figure(key: FigureKey(zone: zone, indicator: key, month: .of("2013-06")), reportedGrowth: $0)
        }
      }
      return try Scoreboard.compute(
        ScoreboardInput(
          indicator: Indicator(key: key, nameChinese: "", nameEnglish: ""), month: .of("2013-06"),
          zones: growths.map(\.0), figures: FigureBook(figures),
          targets: TargetBook([Target(zone: nil, indicator: key, year: 2013, demand: .growth(Ratio(percent: 30)))]),
          calendar: BoardTests.calendar, asOf: .end))
    }
    let boards = try [
      board("a", [("x", 3000), ("y", 3100), ("z", 100), ("m", nil)]),
      board("b", [("x", 3500), ("y", 2999), ("z", 100), ("m", 4000)]),
      board("c", [("x", 9900), ("y", 3000), ("z", 100), ("m", 4000)]),
    ]
    let attainment = Attainment(boards: boards)
    #expect((0...3).map(attainment.count(reaching:)) == [1, 0, 1, 1])
    #expect(attainment.incomplete == ["m"])
    #expect(attainment.judged == 3)
    #expect(attainment.zonesByCount[3] == ["x"])
  }
}
