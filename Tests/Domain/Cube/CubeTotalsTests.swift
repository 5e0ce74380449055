import Domain
import TestRandom
import Testing

/// Sums and counts by columns are those of the figures one by one.
@Suite("Totals of a cube")
struct CubeTotalsTests {
  private static let months = Month.of("2011-11")...Month.of("2013-02")

  private static func cube(seed: UInt64) -> FigureCube {
    var (random, cube) = (SplitMix(seed: seed), FigureCube())
    for _ in 0..<random.int(0...500) {
      let key = FigureKey(
        zone: ZoneKey("z\(random.int(0...30))"), indicator: random.pick(["a", "b"]),
        month: Month(index: Month.of("2011-06").index + Int32(random.int(0...24))))
      cube[key] =
        random.int(0...5) == 0
        ? nil : Figure(key: key, cumulative: random.pick([nil, Amount(0), Amount(random.int64(-50...50))]))
    }
    return cube
  }

  @Test("by groups and months are those of the figures", arguments: 0..<30)
  func groups(seed: UInt64) throws {
    let cube = Self.cube(seed: seed)
    let own = cube.all.filter { $0.key.indicator == "a" }
    let numbers = Dictionary(uniqueKeysWithValues: (0...30).map { (ZoneKey("z\($0)"), $0 % 5) })  // 4 is no group.
    let totals = try cube.totals(of: "a", Self.months, by: ZoneGroups(numbers, count: 4, in: cube))
    for index in Self.months.lowerBound.index...Self.months.upperBound.index {
      for group in 0..<5 {
        let values = own.filter {
          $0.key.month.index == index && numbers[$0.key.zone] == group && group < 4
        }.compactMap(\.cumulative)
        let month = Month(index: index)
        #expect(totals.count(group, month) == values.count)
        #expect(totals.sum(group, month) == (values.isEmpty ? nil : try Amount.sum(values)))
      }
    }
    #expect(totals.sum(0, .of("2013-03")) == nil)
  }

  @Test("beyond a limit count the figures that are", arguments: 0..<30)
  func limits(seed: UInt64) {
    let cube = Self.cube(seed: seed)
    for comparison in Comparison.allCases {
      for limit in [-10, 0, 17].map({ Amount($0) }) {
        let month = Month.of("2012-06")
        let expected = cube.all.count {
          $0.key.indicator == "b" && $0.key.month == month && $0.cumulative.map { comparison.holds($0, limit) } ?? false
        }
        #expect(cube.count(of: "b", month, comparison, limit) == expected)
      }
    }
  }

  @Test("that do not fit are told")
  func overflow() {
    var cube = FigureCube()
    for zone in ["x", "y"] {
      let key = FigureKey(zone: ZoneKey(zone), indicator: "a", month: .of("2012-06"))
      cube[key] = Figure(key: key, cumulative: Amount(.max))
    }
    let groups = ZoneGroups(["x": 0, "y": 0], count: 1, in: cube)
    #expect(throws: ArithmeticOverflow.self) { try cube.totals(of: "a", Self.months, by: groups) }
  }
}
