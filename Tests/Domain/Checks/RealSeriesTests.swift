import Testing

@testable import Domain

/// The bureau's own series is taken for right: what is found in it is a false alarm, but for what really fell.
@Suite("Checks on the real series of 31 provinces")
struct RealSeriesTests {
  private static let own = [
    CheckRule(id: "change", .unusualChange, margin: .of(1, 10), upper: .of(7, 2), least: 24),
    CheckRule(id: "housing", .partsExceed, indicators: [RealEstate.total.key], others: [RealEstate.residential.key]),
    CheckRule(
      id: "share", .quotient, indicators: [RealEstate.residential.key], others: [RealEstate.total.key],
      lower: .of(3, 10), upper: .of(95, 100)),
    CheckRule(id: "copies", .copiedFromNeighbour, least: 2),
  ]

  private static func checks(_ figures: FigureBook) -> Checks {
    let zones = Set(figures.all.map(\.key.zone))
    return Checks(
      own: own, indicators: [RealEstate.total, RealEstate.residential],
      zones: Dictionary(uniqueKeysWithValues: zones.map { ($0, Bilingual(zh: $0.rawValue)) }))
  }

  @Test(
    """
    of 2,046 figures 3 fell, as is known of them; 9 of 682 changed unusually, 1 share is odd, and nothing else is: the 1,363
    growths follow from the printed values, as far as those were rounded
    """)
  func alarms() throws {
    let known = try RealEstate().figures
    let report = try Self.checks(known).report(on: known.all, known: known, wholeMonth: true)
    #expect(known.all.count == 2_046)
    let byReason = Dictionary(grouping: report.findings, by: \.reason)
    #expect(
      byReason.mapValues(\.count) == [
        .cumulativeFell: 3, .unusualChange: 9, .quotientImplausible: 1,
      ])
    #expect(
      byReason[.cumulativeFell]?.map { "\($0.figure.zone.rawValue)\($0.figure.month)" }
        == ["内蒙古2017-12", "青海2017-12", "内蒙古2017-12"])
    #expect(byReason[.unusualChange]?.allSatisfy { $0.figure.month.year == 2019 } == true)
    #expect(report.shortHistory["change"] == 682)
  }

  @Test("of growths that are off by a percent, all are found but those of values that are printed with too few digits")
  func plantedGrowths() throws {
    let known = try RealEstate().figures
    let checks = Self.checks(known)
    var (cells, found) = (0, 0)
    for var figure in known.all where figure.key.month.year == 2019 {
      guard let growth = figure.reportedGrowth else { continue }
      cells += 1
      figure.reportedGrowth = growth + 100
      let reasons = try checks.findings(for: [figure], known: known).map(\.reason)
      if reasons.contains(.growthDisagrees) { found += 1 }
    }
    #expect((cells, found) == (681, 677))
  }

  @Test("of slips of 10 in the 682 months of 2019, 654 are found; of those of 10,000, 678 are offered back")
  func planted() throws {
    let known = try RealEstate().figures
    let checks = Self.checks(known)
    var (cells, tens, slips) = (0, 0, 0)
    for var figure in known.all where figure.key.month.year == 2019 {
      guard let value = figure.cumulative else { continue }
      cells += 1
      figure.cumulative = Amount(value.units * 10)
      if try checks.findings(for: [figure], known: known).contains(where: { $0.reason == .unusualChange }) { tens += 1 }
      figure.cumulative = Amount(value.units / 10_000)
      let found = try checks.findings(for: [figure], known: known)
      if found.contains(where: { $0.reason == .unitSlip && $0.suggestion == value }) { slips += 1 }
    }
    #expect(cells == 682)
    #expect(tens == 654)
    #expect(slips == 678)
  }

  @Test("the first digits of the months are told, and do not all conform: a pattern is no proof")
  func digits() throws {
    let known = try RealEstate().figures
    let patterns = try [RealEstate.total, RealEstate.residential].map { try DigitPattern(known, of: $0) }
    #expect(patterns.map(\.total) == [1_023, 1_023])
    #expect(patterns.map(\.conformity) == [.nonconforming, .acceptable])
  }
}
