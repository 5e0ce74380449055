import Domain
import Testing

/// What changes where less is better, and where a target is a limit from above.
@Suite("Where less is better")
struct DirectionTests {
  /// Growth in percent, by unit, this month and the one before.
  private static func board(
    _ now: [Int64], before: [Int64] = [], targets: [Target] = [], direction: Indicator.Direction = .lowerIsBetter
  ) throws -> Scoreboard {
    let figures = [("06", now), ("05", before)].flatMap { month, growths in
      growths.enumerated().flatMap { index, growth in
        [
          BoardTests.figure(ZoneKey("z\(index)"), "2013-\(month)", 100 + growth),
          BoardTests.figure(ZoneKey("z\(index)"), "2012-\(month)", 100),
        ]
      }
    }
    return try BoardTests.board(figures, targets: targets) { $0.indicator.direction = direction }
  }

  @Test(
    "ranks begin with the least growth, equals share, and movements follow",
    arguments: [
      (
        Indicator.Direction.lowerIsBetter, [3, 1, 1, 4, 5],
        [RankMovement.down(2), .up(1), .up(3), .down(1), .unchanged]
      ),
      (.higherIsBetter, [3, 4, 4, 2, 1], [.up(2), .unchanged, .down(2), .up(1), .unchanged]),
    ])
  func ranks(direction: Indicator.Direction, ranks: [Int], movements: [RankMovement]) throws {
    let board = try Self.board([10, -5, -5, 20, 30], before: [1, 2, 4, 3, 30], direction: direction)
    #expect(board.rows.map(\.rank) == ranks)
    #expect(board.rows.map(\.rankMovement) == movements)
  }

  @Test("the first three and the last three follow the ranks")
  func edges() throws {
    let board = try Self.board([50, 10, 20, 30, 40, 60, 5])
    #expect(board.leading == ["z6", "z1", "z2"])
    #expect(board.trailing == ["z4", "z0", "z5"])
  }

  @Test(
    "the growth light is met at the limit or within it, near beyond it by the margin, else missed",
    arguments: [
      (Comparison.atLeast, [Light.missed, .near, .near, .met, .met, .met, .met]),
      (.above, [.missed, .near, .near, .near, .met, .met, .met]),
      (.atMost, [.met, .met, .met, .met, .near, .near, .missed]),
      (.below, [.met, .met, .met, .near, .near, .near, .missed]),
    ])
  func growthLights(comparison: Comparison, lights: [Light]) throws {
    let target = Target(
      zone: nil, indicator: "i", year: 2013, demand: .growth(Ratio(percent: 10)), comparison: comparison)
    let board = try Self.board([6, 7, 9, 10, 11, 13, 14], targets: [target])
    #expect(board.rows.map(\.growthLight) == lights)
    #expect(board.rows.map(\.distanceToFloor.value) == [-4, -3, -1, 0, 1, 3, 4].map { Ratio(percent: $0) })
    #expect(board.growthLightRule.zh.contains("上限") == comparison.isCeiling)
    #expect(board.progressLightRule.en.contains("ceiling") == comparison.isCeiling)
  }

  @Test(
    "the progress light is met at the schedule or behind it, near ahead of it by the margin, else missed",
    arguments: [
      (Comparison.atLeast, [Light.missed, .near, .met, .met, .met]),
      (.above, [.missed, .near, .near, .met, .met]),
      (.atMost, [.met, .met, .met, .near, .missed]),
      (.below, [.met, .met, .near, .near, .missed]),
    ])
  func progressLights(comparison: Comparison, lights: [Light]) throws {
    // In June half of 200 is on schedule; three points are 6.
    let values: [Int64] = [93, 94, 100, 106, 107]
    let targets = values.indices.map { index in
      Target(
        zone: ZoneKey("z\(index)"), indicator: "i", year: 2013, demand: .value(BoardTests.yuan(200)),
        comparison: comparison)
    }
    let board = try Self.board(values.map { $0 - 100 }, targets: targets)
    #expect(board.rows.map(\.progressLight) == lights)
    #expect(board.total.progressLight == .met)  // Exactly on schedule.
  }

  @Test("the total is not lit where some targets are floors and some ceilings")
  func mixedTotal() throws {
    let targets = [(ZoneKey("z0"), Comparison.atLeast), ("z1", .atMost)].map { zone, comparison in
      Target(
        zone: zone, indicator: "i", year: 2013, demand: .value(BoardTests.yuan(200)), comparison: comparison)
    }
    let board = try Self.board([0, 0], targets: targets)
    #expect(board.rows.map(\.progressLight) == [.met, .met])
    #expect(board.total.progressLight == .unlit)
  }

  @Test("no board is computed by columns", arguments: [false, true])
  func noPlan(isCeiling: Bool) {
    var input = ScoreboardInput(
      indicator: BoardTests.indicator, month: .of("2013-06"), zones: ["z"], figures: FigureBook(),
      calendar: BoardTests.calendar, asOf: .end)
    #expect(BriefBoardPlan(input, territories: Territories(), cube: FigureCube()) != nil)
    if isCeiling {
      input.targets = TargetBook([
        Target(zone: "z", indicator: "i", year: 2013, demand: .value(Amount(1)), comparison: .below)
      ])
    } else {
      input.indicator.direction = .lowerIsBetter
    }
    #expect(BriefBoardPlan(input, territories: Territories(), cube: FigureCube()) == nil)
  }

  @Test(
    "compound growth keeps to a limit by its operator",
    arguments: [
      (Comparison.atLeast, [true, true, false]), (.above, [true, false, false]), (.atMost, [false, true, true]),
      (.below, [false, false, true]),
    ])
  func compound(comparison: Comparison, holds: [Bool]) throws {
    let growth = try #require(CompoundGrowth(now: Amount(121), then: Amount(100), years: 2))
    #expect([9, 10, 11].map { growth.reaches(Ratio(percent: $0), comparison) } == holds)
  }

  @Test(
    "the annual value of a growth target is the nearest whole one that keeps to it",
    arguments: [(Comparison.atLeast, Int64(12)), (.above, 12), (.atMost, 11), (.below, 11)])
  func annual(comparison: Comparison, value: Int64) throws {
    let target = Target(
      zone: "z", indicator: "i", year: 2013, demand: .growth(Ratio(percent: 15)), comparison: comparison)
    #expect(try target.annualValue(lastYear: Amount(10)) == Amount(value))
  }

  @Test(
    "a cube counts by every operator",
    arguments: [(Comparison.atLeast, 2), (.above, 1), (.atMost, 2), (.below, 1)])
  func counts(comparison: Comparison, count: Int) {
    var cube = FigureCube()
    for (zone, value) in [(ZoneKey("x"), Int64(1)), ("y", 2), ("z", 3)] {
      let key = FigureKey(zone: zone, indicator: "i", month: .of("2013-06"))
      cube[key] = Figure(key: key, cumulative: Amount(value))
    }
    #expect(cube.count(of: "i", .of("2013-06"), comparison, Amount(2)) == count)
  }
}
