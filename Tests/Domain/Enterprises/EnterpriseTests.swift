import Testing

@testable import Domain

@Suite("Codes of enterprises and industries")
struct EnterpriseCodeTests {
  @Test(
    "are read where their check characters are right",
    arguments: [
      ("91350100M000100Y43", "M000100Y4"), ("91370811730004118X", "730004118"), ("91370811730005487A", "730005487"),
      ("730001371", "730001371"), ("M000100Y4", "M000100Y4"),
    ])
  func valid(text: String, organisation: String) throws {
    let code = try EnterpriseCode(text)
    #expect(code.description == text && code.organisation == organisation)
    #expect(code.kind == (text.count == 9 ? .organisation : .unifiedSocialCredit))
  }

  @Test(
    "are refused, and told why",
    arguments: [
      ("", EnterpriseCode.Fault.length(0)), ("9135010", .length(7)), ("91350100M000100Y44", .check(expected: "3")),
      ("91350100M0001O0Y43", .character(14)), ("91350100m000100y43", .character(9)),
      ("73000137X", .check(expected: "1")), ("73000137é", .check(expected: "1")),
    ])
  func invalid(text: String, fault: EnterpriseCode.Fault) {
    #expect(throws: fault) { try EnterpriseCode(text) }
  }

  /// One wrong character, or two that have changed places, never pass: the modulus is a prime, the weights are its
  /// powers of a generator.
  @Test("are refused for every single wrong character and every pair of neighbours exchanged")
  func errors() throws {
    let right = Array("91370811730004118X")
    for place in right.indices {
      for other in "0123456789ABCDEFGHJKLMNPQRTUWXY" where other != right[place] {
        var wrong = right
        wrong[place] = other
        #expect(throws: EnterpriseCode.Fault.self) { try EnterpriseCode(String(wrong)) }
      }
      guard place + 1 < right.count, right[place] != right[place + 1] else { continue }
      var swapped = right
      swapped.swapAt(place, place + 1)
      #expect(throws: EnterpriseCode.Fault.self) { try EnterpriseCode(String(swapped)) }
    }
  }

  @Test(
    "of industries are two to four digits of a division that the edition has",
    arguments: [
      ("26", IndustryCode.Edition.of2011, true), ("2614", .of2011, true), ("96", .of2011, true), ("97", .of2011, false),
      ("97", .of2017, true), ("98", .of2002, true), ("00", .of2011, false), ("2", .of2011, false),
      ("26145", .of2011, false), ("C26", .of2011, false), ("２６", .of2011, false),
    ])
  func industries(digits: String, edition: IndustryCode.Edition, isCode: Bool) {
    let code = IndustryCode(digits, edition: edition)
    #expect((code != nil) == isCode)
    if isCode { #expect(code?.division == String(digits.prefix(2))) }
  }
}

@Suite("In which zone an enterprise lies")
struct ZonePlacementsTests {
  private static func placed(_ zone: ZoneKey, _ from: String, _ to: String? = nil) -> ZonePlacements.Placement {
    ZonePlacements.Placement(zone: zone, from: .of(from), to: to.map { .of($0) })
  }

  @Test("is one at a time, also after a move and a closing")
  func way() throws {
    var own = try #require(ZonePlacements([Self.placed("a", "2012-01-01")]))
    try own.move(to: "b", from: .of("2013-06-15"))
    #expect(own.zone(on: .of("2013-06-14")) == "a" && own.zone(on: .of("2013-06-15")) == "b")
    #expect(own.zone(on: .of("2011-12-31")) == nil)
    #expect(own.lay(in: "a", Day.of("2013-06-14")...Day.of("2013-06-30")))
    #expect(!own.lay(in: "a", Day.of("2013-06-15")...Day.of("2013-06-30")))
    try own.close(on: .of("2013-08-31"))
    #expect(own.zone(on: .of("2013-08-31")) == "b" && own.zone(on: .of("2013-09-01")) == nil)
  }

  @Test("refuses a move to where it is, one into the past of its placement, and whatever follows a closing")
  func refusals() throws {
    var own = try #require(ZonePlacements([Self.placed("a", "2012-01-01")]))
    #expect(throws: ZonePlacements.Refusal.alreadyThere("a")) { try own.move(to: "a", from: .of("2013-01-01")) }
    #expect(throws: ZonePlacements.Refusal.tooEarly(.of("2012-01-02"))) {
      try own.move(to: "b", from: .of("2012-01-01"))
    }
    #expect(throws: ZonePlacements.Refusal.tooEarly(.of("2012-01-01"))) { try own.close(on: .of("2011-12-31")) }
    try own.close(on: .of("2013-01-01"))
    #expect(throws: ZonePlacements.Refusal.closed(.of("2013-01-01"))) { try own.move(to: "b", from: .of("2014-01-01")) }
    #expect(throws: ZonePlacements.Refusal.closed(.of("2013-01-01"))) { try own.close(on: .of("2014-01-01")) }
  }

  @Test("is not told by placements that overlap, end before they begin, or follow one without an end")
  func overlaps() {
    #expect(ZonePlacements([Self.placed("a", "2012-01-01"), Self.placed("b", "2013-01-01")]) == nil)
    #expect(ZonePlacements([Self.placed("a", "2012-01-01", "2013-01-01"), Self.placed("b", "2013-01-01")]) == nil)
    #expect(ZonePlacements([Self.placed("a", "2012-01-01", "2011-01-01")]) == nil)
    #expect(ZonePlacements([Self.placed("b", "2013-01-02"), Self.placed("a", "2012-01-01", "2013-01-01")]) != nil)
    #expect(ZonePlacements([]) != nil)
  }
}

@Suite("An enterprise that two zones count")
struct CountedTwiceTests {
  private static func reports(
    _ placements: [(ZoneKey, String, String?)], _ shares: [(ZoneKey, String, Int64)], of indicator: IndicatorKey = "i"
  ) throws -> EnterpriseReports {
    let placed = placements.map { zone, from, to in
      ZonePlacements.Placement(zone: zone, from: .of(from), to: to.map { .of($0) })
    }
    return EnterpriseReports(
      enterprises: [
        "e": .init(title: "甲机械", code: "91370811730004118X", placements: try #require(ZonePlacements(placed)))
      ],
      shares: shares.map { zone, month, value in
        EnterpriseReports.Share(
          enterprise: "e", figure: FigureKey(zone: zone, indicator: indicator, month: .of(month)),
          amount: Amount(value))
      })
  }

  @Test("is told to both, with its name, both zones and the numbers")
  func planted() throws {
    let reports = try Self.reports(
      [("z", "2012-01-01", nil)], [("z", "2013-06", 120_000_000), ("y", "2013-06", 95_000_000)])
    let found = CheckCases.checks([], only: false).findings(in: reports)
    #expect(found.map(\.finding.figure.zone) == ["y", "z"])
    #expect(found.allSatisfy { $0.finding.reason == .countedTwice && $0.finding.rule == "counted-twice" })
    #expect(
      found.last?.finding.sentence(note: "").zh
        == "甲机械（91370811730004118X）2013年6月在2个单位重复计入：甲区 1.2亿元，乙区 0.95亿元；名录中月末在甲区，请核对企业归属，剔除重复。")
    #expect(
      found.first?.finding.text.en
        == "甲机械 (91370811730004118X) is counted by 2 zones in 2013-06: B 0.95亿元, A 1.2亿元; "
        + "the register has it in A at the month's end")
    #expect(CheckCases.checks([], only: false).findings(in: reports, of: "z").map(\.finding.figure.zone) == ["z"])
  }

  @Test(
    "is none where it has moved, lies in each in another month, or is counted by one",
    arguments: [
      // It moved on 15 June: each counts what was made in it, in June and in the months after.
      [("z", "2013-06", 50_000_000), ("y", "2013-06", 9_000_000)],
      [("z", "2013-09", 50_000_000), ("y", "2013-09", 39_000_000)],
      [("z", "2013-05", 120_000_000), ("y", "2013-06", 120_000_000)], [("z", "2013-06", 120_000_000)],
    ] as [[(ZoneKey, String, Int64)]])
  func lawful(shares: [(ZoneKey, String, Int64)]) throws {
    let reports = try Self.reports([("z", "2012-01-01", "2013-06-14"), ("y", "2013-06-15", nil)], shares)
    #expect(CheckCases.checks([], only: false).findings(in: reports).isEmpty)
  }

  @Test("is found after a move too: the same amount in both, in another year, or of a stock")
  func unlawful() throws {
    let way: [(ZoneKey, String, String?)] = [("z", "2012-01-01", "2013-06-14"), ("y", "2013-06-15", nil)]
    let checks = CheckCases.checks([], only: false)
    let same = try Self.reports(way, [("z", "2013-06", 123_000_000), ("y", "2013-06", 123_000_000)])
    #expect(checks.findings(in: same).count == 2)
    let later = try Self.reports(way, [("z", "2014-02", 5), ("y", "2014-02", 6)])
    #expect(checks.findings(in: later).count == 2)
    let stock = try Self.reports(way, [("z", "2013-06", 300), ("y", "2013-06", 301)], of: "firms")
    #expect(checks.findings(in: stock).count == 2)
  }

  @Test("is weighed, asked and put out of force by the rule")
  func rule() throws {
    let reports = try Self.reports([("z", "2012-01-01", nil)], [("z", "2013-06", 7), ("y", "2013-06", 8)])
    let hard = CheckRule(id: "counted-twice", .countedTwice, severity: .hard, indicators: ["i"])
    #expect(CheckCases.checks([hard]).findings(in: reports).allSatisfy { $0.finding.severity == .hard })
    let other = CheckRule(id: "counted-twice", .countedTwice, indicators: ["firms"])
    #expect(CheckCases.checks([other]).findings(in: reports).isEmpty)
    let off = CheckRule(id: "counted-twice", .countedTwice, isDisabled: true)
    #expect(CheckCases.checks([off]).findings(in: reports).isEmpty)
  }
}
