import Domain
import TestRandom
import Testing

/// The probability that so many units pass a value.
@Suite("The outlook of a threshold")
struct ThresholdOutlookTests {
  static func outlook(_ seed: UInt64) throws -> Outlook {
    try Outlook.compute(OutlookTests.input(seed: seed, years: 4))
  }

  static func threshold(_ outlook: Outlook, units: Int, needed: Int) throws -> Threshold {
    let landings = outlook.rows.compactMap(\.landing.value).sorted()
    return Threshold(
      key: "t", indicator: "i", year: 2013, zones: outlook.rows.prefix(units).compactMap(\.zone),
      limit: landings[landings.count / 2], needed: needed)
  }

  @Test("of one unit is that unit's own", arguments: 0..<6)
  func one(seed: UInt64) throws {
    let outlook = try Self.outlook(seed)
    let judged = try ThresholdOutlook(Self.threshold(outlook, units: 1, needed: 1), outlook)
    #expect(judged.chance.value == judged.chances["z0"]?.value)
  }

  @Test("falls as more are needed, from certain to impossible", arguments: 0..<6)
  func falls(seed: UInt64) throws {
    let outlook = try Self.outlook(seed)
    var last = Ratio.one
    for needed in 0...21 {
      let chance = try #require(
        ThresholdOutlook(Self.threshold(outlook, units: 20, needed: needed), outlook).chance.value)
      #expect(chance <= last)
      last = chance
    }
    #expect(last == .zero)
  }

  /// The same draws thrown as dice: a vector, then an entry of it for each unit.
  @Test("is what dice come to", arguments: 0..<3)
  func dice(seed: UInt64) throws {
    let outlook = try Self.outlook(seed)
    let threshold = try Self.threshold(outlook, units: 20, needed: 11)
    let told = try #require(ThresholdOutlook(threshold, outlook).chance.value)
    // How many pass in each vector follows from what each unit alone does in it.
    let passes = try Self.passes(outlook, threshold)
    var (random, happened) = (SplitMix(seed: seed), 0)
    for _ in 0..<20_000 {
      let vector = random.pick(passes)
      if vector.count(where: { random.pick($0) }) >= threshold.needed { happened += 1 }
    }
    #expect(try told.subtracting(.of(Int64(happened), 20_000)).magnitude < .of(2, 100))
  }

  /// For each vector and unit: whether it passes with each entry.
  private static func passes(_ outlook: Outlook, _ threshold: Threshold) throws -> [[[Bool]]] {
    try outlook.residuals.vectors.map { vector in
      try threshold.zones.map { zone in
        let row = try #require(outlook.row(zone))
        let (landing, reached) = (try #require(row.landing.value), try #require(row.cumulative.value))
        return vector.map { residual in
          let year = max(reached.units, landing.units + (landing.units * residual + 500_000) / 1_000_000)
          return year > threshold.limit.units
        }
      }
    }
  }

  @Test("is certain once enough have passed, whatever the history")
  func passed() throws {
    let input = OutlookTests.input(seed: 9, years: 1)
    let outlook = try Outlook.compute(input)
    var threshold = Threshold(key: "t", indicator: "i", year: 2013, zones: input.zones, limit: Amount(1), needed: 20)
    #expect(try ThresholdOutlook(threshold, outlook).chance.value == .one)
    threshold.needed = 21
    #expect(try ThresholdOutlook(threshold, outlook).chance.reason == .shortHistory)
  }
}
