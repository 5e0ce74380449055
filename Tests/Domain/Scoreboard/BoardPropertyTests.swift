import Domain
import TestRandom
import Testing

/// Boards of made units: whatever the figures, some things always hold.
@Suite("Any board")
struct BoardPropertyTests {
  static let month = Month.of("2013-06")

  /// Up to twenty units, some missing, some without base, zero or negative here and there.
  static func input(seed: UInt64, basis: Indicator.GrowthBasis = .nominal) -> ScoreboardInput {
    var random = SplitMix(seed: seed)
    let zones = (0..<random.int(1...20)).map { ZoneKey("z\($0)") }
    var figures: [Figure] = []
    for zone in zones {
      for (back, chance) in [(0, 8), (1, 8), (12, 9), (13, 9), (6, 0), (18, 9)] where random.int(0...9) < chance {
        figures.append(figure(zone, month.adding(-back), &random))
      }
    }
    let floor = Target(zone: nil, indicator: "i", year: 2013, demand: .growth(Ratio(percent: 30)))
    return ScoreboardInput(
      indicator: Indicator(key: "i", nameChinese: "", nameEnglish: "", growthBasis: basis), month: month,
      zones: zones, figures: FigureBook(figures), targets: TargetBook([floor]),
      calendar: ReportingCalendar(months: .everyMonth, rule: .explicitOnly), asOf: .end)
  }

  private static func figure(_ zone: ZoneKey, _ month: Month, _ random: inout SplitMix) -> Figure {
    let odd = random.int(0...20)
    let value = odd == 0 ? 0 : random.int64(odd == 1 ? -50...(-1) : 1...40)  // Small, so that ranks tie.
    return Figure(
      key: FigureKey(zone: zone, indicator: "i", month: month), cumulative: Amount(value),
      reportedGrowth: random.int(0...3) == 0 ? nil : random.int64(-2000...5000))
  }

  @Test("adds up: parts to the growth, matched values to the total", arguments: 0..<150)
  func sums(seed: UInt64) throws {
    for basis in Indicator.GrowthBasis.allCases {
      let board = try Scoreboard.compute(Self.input(seed: seed, basis: basis))
      let matched = board.rows.filter { row in row.zone.map(board.matched.contains) ?? false }
      #expect(matched.allSatisfy { $0.cumulative.value != nil && $0.samePeriod != nil })
      guard !matched.isEmpty else { continue }
      #expect(try Amount.sum(matched.compactMap(\.cumulative.value)) == board.total.cumulative.value)
      #expect(try Amount.sum(matched.compactMap(\.samePeriod?.used)) == board.total.samePeriod?.used)
      let parts = board.rows.compactMap(\.contribution.value)
      if let growth = board.total.growth.value {
        #expect(parts.count == matched.count)
        #expect(try Ratio.sum(parts) == growth)
      } else {
        #expect(parts.isEmpty)
      }
    }
  }

  @Test("does not depend on the order of its units", arguments: 0..<100)
  func permutation(seed: UInt64) throws {
    var input = Self.input(seed: seed)
    let board = try Scoreboard.compute(input)
    var random = SplitMix(seed: seed &+ 1)
    input.zones.shuffle(using: &random)
    let other = try Scoreboard.compute(input)
    for row in board.rows {
      let twin = try #require(row.zone.flatMap(other.row))
      #expect(twin == row)
    }
    #expect(other.total.growth.value == board.total.growth.value)
    #expect(Set(other.leading) == Set(board.leading))
  }

  @Test("ranks as counting those ahead does", arguments: 0..<100)
  func ranks(seed: UInt64) throws {
    let board = try Scoreboard.compute(Self.input(seed: seed))
    let growths = board.rows.compactMap(\.growth.value)
    for row in board.rows {
      let expected = row.growth.value.map { own in growths.count { $0 > own } + 1 }
      #expect(row.rank == expected)
    }
    #expect(Set(board.leading).isDisjoint(with: board.trailing))
    let counts = board.counts
    #expect(counts.rising + counts.falling + counts.flat == growths.count)
  }

  @Test("never gives a rate on a base that is not above zero", arguments: 0..<100)
  func undefined(seed: UInt64) throws {
    let board = try Scoreboard.compute(Self.input(seed: seed))
    for row in board.rows {
      guard let base = row.samePeriod?.used, row.cumulative.value != nil else { continue }
      #expect((row.growth.value != nil) == (base > .zero))
      if base == .zero { #expect(row.growth.reason == .zeroBase) }
      if base < .zero { #expect(row.growth.reason == .negativeBase && row.difference.value != nil) }
    }
  }

  @Test("a missing unit changes the others' rows only in rank and part", arguments: 0..<60)
  func missing(seed: UInt64) throws {
    var input = Self.input(seed: seed)
    let board = try Scoreboard.compute(input)
    let zone = input.zones[0]
    input.figures[FigureKey(zone: zone, indicator: "i", month: Self.month)] = nil
    let other = try Scoreboard.compute(input)
    #expect(other.row(zone)?.state == .missing)
    for row in other.rows.dropFirst() {
      let twin = try #require(row.zone.flatMap(board.row))
      #expect(row.growth == twin.growth && row.completion == twin.completion && row.growthLight == twin.growthLight)
    }
    #expect(other.matched == board.matched.filter { $0 != zone })
  }
}
