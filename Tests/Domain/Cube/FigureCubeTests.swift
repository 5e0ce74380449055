import Domain
import TestRandom
import Testing

/// Figures in columns are the same figures.
@Suite("A cube")
struct FigureCubeTests {
  static let months = Month.of("2010-01")...Month.of("2013-12")

  private static func key(_ random: inout SplitMix) -> FigureKey {
    FigureKey(
      zone: ZoneKey("z\(random.int(0...40))"), indicator: random.pick(["a", "b", "c"]),
      month: Month(index: Month.of("2010-01").index + Int32(random.int(0...47))))
  }

  private static func figure(_ random: inout SplitMix) -> Figure {
    Figure(
      key: key(&random), cumulative: random.pick([nil, Amount(0), Amount(random.int64(-50...50)), Amount(.min)]),
      reportedBase: random.pick([nil, Amount(random.int64(0...50))]),
      reportedGrowth: random.pick([nil, random.int64(-500...500)]),
      receivedOn: random.pick([nil, Day.of("2013-07-10")]), source: random.pick(["", "公报"]),
      isDemonstration: random.pick([true, false]), note: random.pick(["", "说明"]))
  }

  @Test("holds what a dictionary holds, after any writes and removals", arguments: 0..<40)
  func equal(seed: UInt64) {
    var random = SplitMix(seed: seed)
    var (cube, table): (FigureCube, [FigureKey: Figure]) = (FigureCube(), [:])
    for _ in 0..<random.int(1...600) {
      if random.int(0...4) == 0 {
        let key = table.keys.randomElement(using: &random) ?? Self.key(&random)
        cube[key] = nil
        table[key] = nil
      } else {
        let figure = Self.figure(&random)
        cube[figure.key] = figure
        table[figure.key] = figure
      }
    }
    #expect(cube.count == table.count)
    #expect(cube.all.sorted { $0.key < $1.key } == table.values.sorted { $0.key < $1.key })
    for _ in 0..<200 {
      let key = Self.key(&random)
      #expect(cube[key] == table[key])
    }
  }

  @Test("gives snapshots that no later write changes", arguments: 0..<10)
  func snapshots(seed: UInt64) {
    var random = SplitMix(seed: seed)
    var cube = FigureCube()
    var kept: [(cube: FigureCube, figures: [Figure])] = []
    for step in 0..<300 {
      let figure = Self.figure(&random)
      cube[figure.key] = figure
      if step % 30 == 0 { kept.append((cube, cube.all.sorted { $0.key < $1.key })) }
    }
    for (snapshot, figures) in kept { #expect(snapshot.all.sorted { $0.key < $1.key } == figures) }
  }

  @Test("gives the board that a book of the same figures gives", arguments: 0..<30)
  func boards(seed: UInt64) throws {
    var input = BoardPropertyTests.input(seed: seed)
    let board = try Scoreboard.compute(input)
    var cube = FigureCube()
    for figure in input.figures.all { cube[figure.key] = figure }
    input.figures = FigureBook(cube, months: Self.months)
    #expect(try Scoreboard.compute(input) == board)
    #expect(input.figures.all.count == cube.count)
  }

  @Test("read over some months does not know the others")
  func range() {
    var cube = FigureCube()
    for month in ["2009-12", "2010-01", "2013-12", "2014-01"] {
      let key = FigureKey(zone: "z", indicator: "a", month: .of(month))
      cube[key] = Figure(key: key, cumulative: Amount(1))
    }
    #expect(FigureBook(cube, months: Self.months).all.map { "\($0.key.month)" } == ["2010-01", "2013-12"])
  }

  @Test("read by an evening does not know what came later")
  func evening() {
    var cube = FigureCube()
    let key = FigureKey(zone: "z", indicator: "a", month: .of("2013-06"))
    cube[key] = Figure(key: key, cumulative: Amount(1), receivedOn: .of("2013-07-10"))
    #expect(FigureBook(cube, months: Self.months).received(by: .of("2013-07-09"))[key] == nil)
    #expect(FigureBook(cube, months: Self.months).received(by: .of("2013-07-10"))[key] != nil)
    #expect(FigureBook(cube, months: Self.months).received(by: .of("2013-07-09")).received(by: .end)[key] == nil)
  }
}
