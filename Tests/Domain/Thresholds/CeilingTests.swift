import Domain
import Testing

@Suite("A threshold that is a ceiling")
struct CeilingTests {
  private static func report(_ comparison: Comparison, month: String = "2013-06") throws -> ThresholdReport {
    let threshold = Threshold(
      key: "t", indicator: "revenue", year: 2013, zones: ["broken", "above", "exact", "below", "silent"],
      limit: Amount(10_000_000_000), comparison: comparison, needed: 3)
    return try ThresholdReport.compute(
      threshold, indicator: ThresholdTests.indicator, month: .of(month),
      figures: FigureBook(
        ThresholdTests.figures("broken", now: 1001, then: 800, year: 1700)
          + ThresholdTests.figures("above", now: 550, then: 500, year: 1000)
          + ThresholdTests.figures("exact", now: 500, then: 400, year: 800)
          + ThresholdTests.figures("below", now: 100, then: 100, year: 200)))
  }

  @Test(
    "is kept by a landing within it, and passed only when the year has ended",
    arguments: [
      (Comparison.atMost, ThresholdRow.Verdict.landingAbove), (.below, .landingShort),
    ])
  func verdicts(comparison: Comparison, exact: ThresholdRow.Verdict) throws {
    let report = try Self.report(comparison)
    #expect(report.rows.map(\.verdict) == [.landingShort, .landingShort, exact, .landingAbove, .unknown])
    #expect(report.passed.isEmpty)
  }

  @Test("tells how far beyond it a landing is, and what each remaining month must save")
  func short() throws {
    let row = try Self.report(.atMost).rows[1]
    // 55 + (100 − 50) × 55 ÷ 50 = 110.
    #expect(row.short.value.map { ThresholdTests.indicator.scale.text($0) } == "10.0")
    #expect(row.short.explained?.arithmetic == "110 − 100 = 10.0 亿元")
    #expect(row.extraMonthly.explained?.arithmetic == "(110 − 100) ÷ 6 = 1.7 亿元")
  }

  @Test(
    "in December the value tells it",
    arguments: [(Comparison.atMost, [true, false]), (.below, [false, false])])
  func december(comparison: Comparison, kept: [Bool]) throws {
    let figures = [("z", Int64(100)), ("y", 101)].map { zone, value in
      Figure(
        key: FigureKey(zone: ZoneKey(zone), indicator: "revenue", month: .of("2013-12")), cumulative: Amount(value))
    }
    let report = try ThresholdReport.compute(
      Threshold(
        key: "t", indicator: "revenue", year: 2013, zones: ["z", "y"], limit: Amount(100), comparison: comparison,
        needed: 1),
      indicator: ThresholdTests.indicator, month: .of("2013-12"), figures: FigureBook(figures))
    #expect(report.rows.map { $0.verdict == .passed } == kept)
  }

  @Test(
    "is as likely kept as its opposite is not reached", arguments: 0..<6,
    [(Comparison.atMost, Comparison.above), (.below, .atLeast)])
  func chances(seed: UInt64, pair: (ceiling: Comparison, floor: Comparison)) throws {
    let outlook = try ThresholdOutlookTests.outlook(seed)
    for row in outlook.rows {
      guard let landing = row.landing.value, let reached = row.cumulative.value else { continue }
      for limit in [reached, landing, Amount(landing.units / 2)] {
        let kept = try outlook.chance(row, of: limit.ratio, pair.ceiling).value
        let passed = try outlook.chance(row, of: limit.ratio, pair.floor).value
        guard let kept, let passed else {
          #expect(kept == nil && passed == nil)
          continue
        }
        #expect(try kept.adding(passed) == .one)
      }
    }
  }

  @Test("of many units is never sure before the year's end")
  func threshold() throws {
    let outlook = try ThresholdOutlookTests.outlook(1)
    var threshold = try ThresholdOutlookTests.threshold(outlook, units: 20, needed: 1)
    threshold.comparison = .atMost
    let judged = try ThresholdOutlook(threshold, outlook)
    let chance = try #require(judged.chance.value)
    #expect(chance > .zero && chance <= .one)
    threshold.limit = Amount(-1)
    #expect(try ThresholdOutlook(threshold, outlook).chance.value == .zero)
  }
}
