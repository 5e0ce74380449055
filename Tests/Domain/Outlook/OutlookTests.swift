import Domain
import TestRandom
import Testing

/// Landings of made series whose outcome is known.
@Suite("An outlook")
struct OutlookTests {
  static let indicator = Indicator(key: "i", nameChinese: "", nameEnglish: "")
  static let month = Month.of("2013-06")

  /// Twenty units over the years before 2013 and its first six months; each year grows by its own rate in percent.
  static func input(seed: UInt64, years: Int, units: Int = 20, target: Target.Demand? = nil) -> ScoreboardInput {
    var random = SplitMix(seed: seed)
    let zones = (0..<units).map { ZoneKey("z\($0)") }
    var figures: [Figure] = []
    for zone in zones {
      var pace = random.int64(1000...100_000)
      for year in (2013 - years)...2013 {
        var sum: Int64 = 0
        for step in 1...(year == 2013 ? 6 : 12) {
          sum += pace * random.int64(80...120)
          figures.append(Figure(key: key(zone, year, step), cumulative: Amount(sum)))
        }
        pace = pace * random.int64(100...140) / 100
      }
    }
    return ScoreboardInput(
      indicator: indicator, month: month, zones: zones, figures: FigureBook(figures),
      targets: TargetBook(target.map { [Target(zone: nil, indicator: "i", year: 2013, demand: $0)] } ?? []),
      calendar: ReportingCalendar(months: .everyMonth, rule: .explicitOnly), asOf: .end)
  }

  private static func key(_ zone: ZoneKey, _ year: Int, _ month: Int) -> FigureKey {
    FigureKey(zone: zone, indicator: "i", month: Month(year: year, month: month) ?? Month(index: 0))
  }

  @Test("with one year before is the seasonal-naive one, and says 样本不足 for everything else")
  func shortHistory() throws {
    let input = Self.input(seed: 1, years: 1, target: .growth(Ratio(percent: 30)))
    let outlook = try Outlook.compute(input)
    #expect(outlook.method == .seasonalNaive)
    #expect(outlook.record == nil)
    for row in outlook.rows {
      let zone = try #require(row.zone)
      let naive = try Landing.seasonalNaive(input.figures, zone: zone, indicator: Self.indicator, month: Self.month)
      #expect(try row.landing.value == naive.value.map { try Amount(nearest: $0) })
      #expect(row.low.reason == .shortHistory)
      #expect(row.chance.reason == .shortHistory)
    }
    #expect(outlook.row("z0")?.low.reason?.chineseText == "样本不足")
  }

  @Test(
    "of what has no landing says so of the total too, and not that nothing was reported",
    arguments: [Indicator.Kind.stock, .ratio])
  func withoutLanding(kind: Indicator.Kind) throws {
    var input = Self.input(seed: 1, years: 2)
    input.indicator.kind = kind
    let outlook = try Outlook.compute(input)
    #expect(outlook.total.landing.reason == .notMeaningful && outlook.total.low.reason == .notMeaningful)
    let sum = try Amount.sum(outlook.rows.compactMap(\.cumulative.value))
    #expect(outlook.total.cumulative.value == (kind == .stock ? sum : nil))
    #expect(outlook.total.cumulative.reason == (kind == .stock ? nil : .notMeaningful))
    input.figures = FigureBook()
    #expect(try Outlook.compute(input).total.landing.reason == .noValue)
  }

  @Test("is never chosen worse than the seasonal-naive one where it learned", arguments: 0..<12)
  func noWorse(seed: UInt64) throws {
    let outlook = try Outlook.compute(Self.input(seed: seed, years: 2))
    let record = try #require(outlook.record)  // One past year: chosen and judged on the same.
    #expect(record.years == [2012])
    #expect(record.count == 60)
    #expect(record.error <= record.naiveError)
  }

  @Test("has intervals around landings, probabilities that fall as limits rise, parts that add up", arguments: 0..<8)
  func shape(seed: UInt64) throws {
    let outlook = try Outlook.compute(Self.input(seed: seed, years: 4))
    #expect(outlook.record?.years == [2010, 2011, 2012])
    var sum = Amount.zero
    for row in outlook.rows {
      let landing = try #require(row.landing.value)
      let (low, high) = (try #require(row.low.value), try #require(row.high.value))
      let reached = try #require(row.cumulative.value)
      #expect(reached <= low && low <= high)
      sum = try sum.adding(landing)
      var last = Ratio.one
      for percent: Int64 in stride(from: 50, through: 160, by: 10) {
        let limit = try landing.ratio.multiplied(by: .of(percent, 100))
        let chance = try #require(try outlook.chance(row, of: limit, .atLeast).value)
        #expect(.zero <= chance && chance <= last)
        last = chance
      }
      #expect(try outlook.chance(row, of: reached.ratio, .atLeast).value == .one)
    }
    #expect(outlook.total.landing.value == sum)
  }

  @Test("does not depend on the order of its units", arguments: 0..<8)
  func permutation(seed: UInt64) throws {
    var input = Self.input(seed: seed, years: 3, target: .growth(Ratio(percent: 30)))
    let outlook = try Outlook.compute(input)
    var random = SplitMix(seed: seed)
    input.zones.shuffle(using: &random)
    let other = try Outlook.compute(input)
    #expect(other.method == outlook.method)
    #expect(other.record == outlook.record)
    for row in outlook.rows { #expect(row.zone.flatMap(other.row) == row) }
  }

  @Test("of a group lands each unit as that of all does, and totals the group's alone", arguments: 0..<8)
  func group(seed: UInt64) throws {
    let input = Self.input(seed: seed, years: 5, target: .growth(Ratio(percent: 30)))
    let (all, group) = (try Outlook.compute(input), Set(input.zones.prefix(7)))
    let own = try Outlook.compute(input, totalOf: group)
    #expect(own.rows == all.rows && own.method == all.method && own.record == all.record)
    let landings = own.rows.filter { $0.zone.map(group.contains) ?? false }.compactMap(\.landing.value)
    #expect(own.total.landing.value == (try Amount.sum(landings)))
    #expect(own.residuals.vectors == all.residuals.vectors && own.residuals.totals != all.residuals.totals)
    let low = try #require(own.total.low.value), high = try #require(own.total.high.value)
    #expect(low <= high && own.total.low != all.total.low)
    #expect(try Outlook.compute(input, totalOf: Set(input.zones)) == all)
    #expect(try Outlook.compute(input, totalOf: []).total.landing.reason == .noValue)
  }

  @Test("does not read what came after its month", arguments: 0..<4)
  func noForesight(seed: UInt64) throws {
    let input = Self.input(seed: seed, years: 3)
    var later = input
    for zone in input.zones {
      for step in 7...12 {
        later.figures[Self.key(zone, 2013, step)] = Figure(key: Self.key(zone, 2013, step), cumulative: Amount(1))
      }
    }
    #expect(try Outlook.compute(input) == Outlook.compute(later))
  }

  @Test("in December is the year itself, and certain")
  func december() throws {
    var input = Self.input(seed: 3, years: 3, target: .growth(Ratio(percent: 30)))
    for (index, zone) in input.zones.enumerated() {
      let key = Self.key(zone, 2013, 12)
      input.figures[key] = Figure(key: key, cumulative: Amount(index == 0 ? 1 : Int64(1) << 40))
    }
    input.month = .of("2013-12")
    let outlook = try Outlook.compute(input)
    #expect(outlook.rows.allSatisfy { $0.landing.value == $0.cumulative.value && $0.low == $0.high })
    #expect(outlook.rows.map(\.chance.value) == [.zero] + Array(repeating: .one, count: 19))
  }

  @Test("Holt-Winters is chosen where the season is the unit's own and the growth steady")
  func holtWinters() throws {
    var figures: [Figure] = []
    let zones: [ZoneKey] = (0..<12).map { ZoneKey("z\($0)") }
    for (unit, zone) in zones.enumerated() {
      for year in 2008...2013 {
        var sum: Int64 = 0
        for step in 1...(year == 2013 ? 6 : 12) {
          // A level that rises by a fixed amount, a season of the unit's own, and odd first months that mislead growth.
          let odd: Int64 = step <= 6 ? Int64((year * 7 + step * 5) % 11 - 5) * 1500 : 0
          sum += 20_000 + Int64(year - 2008) * 2000 + Int64(unit * step) * 200 + odd
          figures.append(Figure(key: Self.key(zone, year, step), cumulative: Amount(sum)))
        }
      }
    }
    let input = ScoreboardInput(
      indicator: Self.indicator, month: Self.month, zones: zones, figures: FigureBook(figures),
      calendar: ReportingCalendar(months: .everyMonth, rule: .explicitOnly), asOf: .end)
    // A back-test of 2010 to 2012 has two whole years before each.
    let panel = Panel(input.figures, indicator: Self.indicator, zones: zones, until: Self.month)
    let outlook = try Outlook.compute(input, panel, learningFrom: [2010, 2011, 2012])
    #expect(outlook.method.word == "holt-winters-damped")
    let record = try #require(outlook.record)
    #expect(record.error < record.naiveError)
  }
}
