import Domain
import TestRandom
import Testing

/// Boards by columns are the explained boards, number by number.
@Suite("A brief board")
struct BriefBoardTests {
  private static let month = Month.of("2013-06")
  private static let first = Month.of("2007-01")

  /// A made programme: every kind of gap, targets of both kinds, days, successions, and values that tie.
  private struct Made {
    var input: ScoreboardInput
    var territories = Territories()
    var cube = FigureCube()

    init(seed: UInt64, most: Int64 = 40) {
      var random = SplitMix(seed: seed)
      let zones = (0..<random.int(1...24)).map { ZoneKey("z\($0)") }
      for zone in zones {
        for index in first.index...month.index where random.int(0...9) < 8 {
          let figure = Self.figure(zone, Month(index: index), most, &random)
          cube[figure.key] = figure
        }
      }
      for _ in 0..<random.int(0...60) {  // Revisions and withdrawals.
        let figure = Self.figure(random.pick(zones), month.adding(-random.int(0...30)), most, &random)
        cube[figure.key] = random.int(0...2) == 0 ? nil : figure
      }
      let margins = Margins(
        growthNear: Ratio(percent: Int32(random.int(0...5))), progressNear: Ratio(percent: Int32(random.int(0...5))),
        lowBaseOfMedian: random.pick([nil, Ratio(percent: 25)]))
      input = ScoreboardInput(
        indicator: Indicator(
          key: "i", nameChinese: "", nameEnglish: "", kind: random.pick([.flow, .flow, .stock]),
          growthBasis: random.pick([.nominal, .comparable]),
          months: random.pick([.everyMonth, .januaryWithFebruary])),
        month: Month(index: random.pick([month, month, .of("2013-01"), .of("2013-02"), .of("2012-12")]).index),
        zones: zones, unasked: Set(zones.filter { _ in random.int(0...9) == 0 }), figures: FigureBook(),
        targets: TargetBook(Self.targets(zones, &random)), margins: margins,
        calendar: ReportingCalendar(
          months: .everyMonth, rule: random.pick([.explicitOnly, .dayOfNextMonth(8, movesToWorkingDay: true)])),
        asOf: random.pick([.end, .of("2013-07-09"), .of("2013-06-30")]),
        basePreference: random.pick([.reported, .published]), usualYearsLimit: random.int(1...5))
      if zones.count > 4, random.int(0...1) == 0 { territories = Self.territories(zones, &random) }
    }

    /// The board with its explanations, from the same figures.
    func explained() throws -> Scoreboard {
      var own = input
      let book = FigureBook(cube, months: first...own.month).received(by: own.asOf)
      own.figures = try territories.restated(book, at: own.month)
      return try Scoreboard.compute(own)
    }

    private static func figure(_ zone: ZoneKey, _ month: Month, _ most: Int64, _ random: inout SplitMix) -> Figure {
      let day = Day.of(random.pick(["2013-07-05", "2013-07-09", "2013-07-10"]))
      return Figure(
        key: FigureKey(zone: zone, indicator: "i", month: month),
        cumulative: random.pick([nil, Amount(0), Amount(random.int64(-most...most))])
          ?? (random.int(0...3) == 0 ? nil : Amount(random.int64(1...most))),
        reportedBase: random.int(0...2) == 0 ? Amount(random.int64(-1...most)) : nil,
        reportedGrowth: random.int(0...2) == 0 ? random.int64(-2000...5000) : nil,
        receivedOn: month.year == 2013 && random.int(0...1) == 0 ? day : nil, isDemonstration: random.int(0...9) == 0)
    }

    private static func targets(_ zones: [ZoneKey], _ random: inout SplitMix) -> [Target] {
      var targets: [Target] = []
      for zone in [nil] + zones.map(Optional.some) where random.int(0...2) > 0 {
        targets.append(
          Target(
            zone: zone, indicator: "i", year: 2013, demand: .growth(Ratio(basisPoints: random.int64(-500...4000))),
            comparison: random.pick([.atLeast, .above])))
      }
      for zone in zones where random.int(0...1) == 0 {
        targets.append(
          Target(
            zone: zone, indicator: "i", year: 2013, demand: .value(Amount(random.int64(-1...90))),
            comparison: random.pick([.atLeast, .above])))
      }
      return targets
    }

    private static func territories(_ zones: [ZoneKey], _ random: inout SplitMix) -> Territories {
      Territories([
        Succession(
          id: "merged", day: .of("2013-03-01"), predecessors: [zones[0], zones[1]], successors: [zones[2]]),
        Succession(
          id: "split", day: .of(random.pick(["2011-05-01", "2013-06-30", "2013-07-01"])), predecessors: [zones[2]],
          successors: [zones[2], zones[3]]),
      ])
    }
  }

  @Test("has the explained board's numbers, whatever is missing, late, revised or taken over", arguments: 0..<100)
  func equal(seed: UInt64) throws {
    let made = Made(seed: seed)
    let plan = try #require(BriefBoardPlan(made.input, territories: made.territories, cube: made.cube))
    let brief = try #require(BriefBoard(plan, made.cube))
    let board = try made.explained()
    for (place, row) in board.rows.enumerated() { try Self.expect(brief.row(place), equals: row) }
    #expect(brief.matched == board.matched.count)
    #expect(brief.leading == board.leading && brief.trailing == board.trailing)
    #expect(brief.isDemonstration == board.rows.contains(where: \.isDemonstration))
    let (counts, own) = (board.counts, brief.counts)
    #expect((own.expected, own.reported) == (counts.expected, counts.reported))
    #expect((own.rising, own.falling, own.flat) == (counts.rising, counts.falling, counts.flat))
    #expect(own.reachingFloor == counts.reachingFloor)
    Self.expect(try brief.total(), equals: board.total)
  }

  @Test("is not made of numbers whose products may not fit", arguments: 0..<20)
  func wide(seed: UInt64) throws {
    let made = Made(seed: seed, most: .max / 100)
    let plan = try #require(BriefBoardPlan(made.input, territories: made.territories, cube: made.cube))
    let hasWide = try made.explained().rows.contains { ($0.cumulative.value?.units.magnitude ?? 0) >> 53 != 0 }
    if hasWide { #expect(BriefBoard(plan, made.cube) == nil) }
  }

  @Test("is not made by a plan of fewer zones than the cube has now")
  func stale() throws {
    var made = Made(seed: 3)
    let plan = try #require(BriefBoardPlan(made.input, territories: made.territories, cube: made.cube))
    let key = FigureKey(zone: "new", indicator: "i", month: Self.month)
    made.cube[key] = Figure(key: key, cumulative: Amount(1))
    #expect(BriefBoard(plan, made.cube) == nil)
  }

  @Test("ranks values that differ in their last digit only", arguments: 0..<20)
  func near(seed: UInt64) throws {
    var (random, made) = (SplitMix(seed: seed), Made(seed: seed))
    made.input.zones = (0..<300).map { ZoneKey("n\($0)") }
    made.input.unasked = []
    (made.input.indicator.growthBasis, made.input.basePreference) = (.nominal, .published)
    (made.input.month, made.input.asOf, made.territories) = (Self.month, .end, Territories())
    let high: Int64 = 1 << 52
    for zone in made.input.zones {
      for month in [Self.month, Self.month.samePeriodLastYear] {
        let key = FigureKey(zone: zone, indicator: "i", month: month)
        made.cube[key] = Figure(key: key, cumulative: Amount(high + random.int64(0...9)))
      }
    }
    let plan = try #require(BriefBoardPlan(made.input, territories: made.territories, cube: made.cube))
    let brief = try #require(BriefBoard(plan, made.cube))
    #expect(made.input.zones.indices.map { brief.row($0).rank } == (try made.explained()).rows.map(\.rank))
  }

  private static func expect(_ brief: BriefRow, equals row: ScoreRow) throws {
    #expect(brief.state == row.state && brief.workingDaysLate == row.workingDaysLate)
    #expect(brief.isDemonstration == row.isDemonstration)
    #expect(brief.cumulative == row.cumulative.value?.units)
    #expect(brief.month == row.month.value?.units)
    #expect(brief.base == row.samePeriod?.used.units)
    #expect(brief.base == nil || brief.published == row.samePeriod?.published?.units)
    #expect(brief.isLow == row.samePeriod?.isLow ?? false)
    #expect(brief.difference == row.difference.value?.units)
    #expect(try brief.growth?.ratio == row.growth.value)
    #expect(brief.growthAbsent == row.growth.reason)
    #expect(brief.publishedGrowth.map(Ratio.init(basisPoints:)) == row.publishedGrowth)
    #expect(brief.rank == row.rank)
    #expect(brief.rankChange == places(row.rankMovement))
    #expect(try brief.distanceToFloor?.ratio == row.distanceToFloor.value)
    #expect(try brief.target?.ratio == row.target.value)
    #expect(brief.targetIsValue == row.targetIsValue)
    #expect(try brief.completion?.ratio == row.completion.value)
    #expect(try brief.againstLinear?.ratio == row.againstLinear.value)
    #expect(brief.growthLight == row.growthLight && brief.progressLight == row.progressLight)
    #expect(try brief.contribution?.ratio == row.contribution.value)
  }

  private static func expect(_ brief: ScoreRow, equals total: ScoreRow) {
    #expect(brief.cumulative.value == total.cumulative.value && brief.month.value == total.month.value)
    #expect(brief.samePeriod?.used == total.samePeriod?.used && brief.difference.value == total.difference.value)
    #expect(brief.growth.value == total.growth.value && brief.growth.reason == total.growth.reason)
    #expect(brief.distanceToFloor.value == total.distanceToFloor.value && brief.target.value == total.target.value)
    #expect(brief.completion.value == total.completion.value)
    #expect(brief.againstLinear.value == total.againstLinear.value)
    #expect(brief.contribution.value == total.contribution.value)
    #expect(brief.growthLight == total.growthLight && brief.progressLight == total.progressLight)
    #expect(brief.isDemonstration == total.isDemonstration)
  }

  private static func places(_ movement: RankMovement) -> Int? {
    switch movement {
    case .up(let places): places
    case .down(let places): -places
    case .unchanged: 0
    case .none: nil
    }
  }
}
