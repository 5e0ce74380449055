import Domain
import TestRandom
import Testing

/// Whatever the figures, parts are parts of the whole.
@Suite("Analyses of any board")
struct AnalysisPropertyTests {
  /// A board's input with a value target for some units beside the floor of all.
  static func input(seed: UInt64) -> ScoreboardInput {
    var input = BoardPropertyTests.input(seed: seed)
    var random = SplitMix(seed: seed &+ 7)
    var targets = [Target(zone: nil, indicator: "i", year: 2013, demand: .growth(Ratio(percent: 30)))]
    for zone in input.zones where random.int(0...2) > 0 {
      targets.append(Target(zone: zone, indicator: "i", year: 2013, demand: .value(Amount(random.int64(1...90)))))
    }
    input.targets = TargetBook(targets)
    return input
  }

  @Test("take gaps apart into parts that add up exactly", arguments: 0..<150)
  func gaps(seed: UInt64) throws {
    let board = try Scoreboard.compute(Self.input(seed: seed))
    let gaps = try GapDecomposition(board)
    #expect(gaps.parts.map(\.zone) == board.rows.compactMap(\.zone))
    if let whole = gaps.growth.value {
      #expect(try Ratio.sum(gaps.parts.compactMap(\.growth.value)) == whole)
    } else {
      #expect(gaps.parts.allSatisfy { $0.growth.value == nil })
    }
    if let whole = gaps.progress.value {
      #expect(try Ratio.sum(gaps.parts.compactMap(\.progress.value)) == whole)
    } else {
      #expect(gaps.parts.allSatisfy { $0.progress.value == nil })
    }
  }

  @Test("share the growth of the total out to the last part, where it has one", arguments: 0..<100)
  func shares(seed: UInt64) throws {
    let board = try Scoreboard.compute(Self.input(seed: seed))
    let shares = try board.rows.compactMap { try $0.share(of: board.total).value }
    let growth = board.total.growth.value ?? .zero
    #expect(growth.isZero ? shares.isEmpty : try Ratio.sum(shares) == .one)
  }

  @Test("tell the turn of a light only where it is lit in both months and differs", arguments: 0..<100)
  func turns(seed: UInt64) throws {
    var input = Self.input(seed: seed)
    let later = try Scoreboard.compute(input)
    input.month = .of("2013-05")
    let earlier = try Scoreboard.compute(input)
    let turns = LightTurn.between(earlier, later)
    for row in later.rows + [later.total] {
      let old = row.zone.map { earlier.row($0) } ?? earlier.total
      let own = turns.filter { $0.zone == row.zone }
      let isTurned = { (before: Light?, after: Light) in before != after && before != .unlit && after != .unlit }
      #expect(own.contains { $0.kind == .growth } == isTurned(old?.growthLight, row.growthLight))
      #expect(own.contains { $0.kind == .progress } == isTurned(old?.progressLight, row.progressLight))
    }
    #expect(LightTurn.between(later, later).isEmpty)
    let back = LightTurn.between(later, earlier)
    #expect(Set(back.map { [$0.before, $0.after] }) == Set(turns.map { [$0.after, $0.before] }))
    #expect(back.count { $0.isWorse } == turns.count { !$0.isWorse })
  }

  @Test("are series of the boards' own totals", arguments: 0..<60)
  func series(seed: UInt64) throws {
    var input = Self.input(seed: seed)
    let series = try TimeSeries(input, months: Month.of("2012-11")...Month.of("2013-06"))
    #expect(series.points.count == 8)
    for point in series.points {
      input.month = point.month
      let board = try Scoreboard.compute(input)
      if input.zones.count == 1 {
        #expect(point.cumulative == board.rows[0].cumulative && point.growth == board.rows[0].growth)
      } else {
        #expect(point.cumulative == board.total.cumulative && point.growth == board.total.growth)
        #expect(point.matched == board.matched.count)
      }
    }
  }

  @Test(
    "by unit are each unit's own series, from any base",
    arguments: [GrowthBase.samePeriod, .previousMonth, .year(2012)], 0..<12)
  func seriesByUnit(base: GrowthBase, seed: Int) throws {
    var input = Self.input(seed: UInt64(seed))
    let zones = input.zones
    let months = Month.of("2012-11")...Month.of("2013-06")
    let series = try TimeSeries(input, months: months, base: base, byUnit: true)
    #expect(series.units.count == zones.count)
    for (zone, points) in zip(zones, series.units) {
      input.zones = [zone]
      #expect(try TimeSeries(input, months: months, base: base).points == points)
    }
  }

  @Test("from a fixed year equal the quotient of the sums over units with both", arguments: 0..<60)
  func fixedYear(seed: UInt64) throws {
    let input = Self.input(seed: seed)
    let point = try #require(
      TimeSeries(input, months: input.month...input.month, base: .year(2012)).points.first)
    let pairs = input.zones.compactMap { zone in
      input.figures.cumulative(zone, "i", .of("2013-06")).flatMap { now in
        input.figures.cumulative(zone, "i", .of("2012-06")).map { (now.units, $0.units) }
      }
    }
    let (now, then) = pairs.reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) }
    #expect(point.matched == pairs.count)
    #expect(point.growth.value == (then > 0 ? try Ratio.of(now, then).subtracting(.one) : nil))
  }
}
