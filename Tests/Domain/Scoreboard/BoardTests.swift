import Domain
import Testing

@Suite("The board")
struct BoardTests {
  static let indicator = Indicator(key: "i", nameChinese: "投资", nameEnglish: "Investment")
  static let calendar = ReportingCalendar(months: .everyMonth, rule: .explicitOnly)

  static func yuan(_ hundredMillions: Int64) -> Amount { Amount(hundredMillions * 10_000_000) }

  static func figure(_ zone: ZoneKey, _ month: String, _ tenths: Int64) -> Figure {
    Figure(key: FigureKey(zone: zone, indicator: "i", month: .of(month)), cumulative: yuan(tenths))
  }

  static func board(
    _ figures: [Figure], month: String = "2013-06", targets: [Target] = [],
    change: (inout ScoreboardInput) -> Void = { _ in }
  ) throws -> Scoreboard {
    var seen: Set<ZoneKey> = []
    let zones = figures.map(\.key.zone).filter { seen.insert($0).inserted }
    var input = ScoreboardInput(
      indicator: indicator, month: .of(month), zones: zones, figures: FigureBook(figures),
      targets: TargetBook(targets), calendar: calendar, asOf: .end)
    change(&input)
    return try Scoreboard.compute(input)
  }

  @Test("every number explains itself with the numbers it came from")
  func explanation() throws {
    let board = try Self.board([Self.figure("z", "2013-06", 6124), Self.figure("z", "2012-06", 4661)])
    let growth = try #require(board.rows[0].growth.explained)
    #expect(growth.arithmetic == "612.4 ÷ 466.1 − 1 = 31.4 %")
    #expect(
      growth.sources == [
        .figure(FigureKey(zone: "z", indicator: "i", month: .of("2013-06"))),
        .figure(FigureKey(zone: "z", indicator: "i", month: .of("2012-06"))),
      ])
  }

  @Test("the month alone is the difference of two cumulative values, where there are two")
  func monthValue() throws {
    let figures = [Self.figure("z", "2013-06", 60), Self.figure("z", "2013-05", 48), Self.figure("z", "2013-02", 9)]
    #expect(try Self.board(figures).rows[0].month.value == Self.yuan(12))
    let january = try Self.board([Self.figure("z", "2013-01", 5)], month: "2013-01")
    #expect(january.rows[0].month.value == Self.yuan(5))
    #expect(try Self.board([Self.figure("z", "2013-06", 60)]).rows[0].month.reason == .noValue)
    let february = try Self.board(figures, month: "2013-02") { $0.indicator.months = .januaryWithFebruary }
    #expect(february.rows[0].month.reason == .notMeaningful)
  }

  @Test("the usual share is the mean of the years that are there")
  func usualYears() throws {
    let figures = [
      Self.figure("z", "2013-06", 60), Self.figure("z", "2012-06", 50), Self.figure("z", "2012-12", 100),
      Self.figure("z", "2011-06", 40), Self.figure("z", "2011-12", 100), Self.figure("z", "2010-06", 1),
    ]
    let floor = Target(zone: nil, indicator: "i", year: 2013, demand: .growth(Ratio(percent: 20)))
    let row = try Self.board(figures, targets: [floor]).rows[0]
    #expect(row.usualShare.value == .of(45, 100))
    #expect(row.usualYears == 2)
    #expect(row.target.value == Self.yuan(120).ratio)
    #expect(row.completion.value == .of(1, 2))
    #expect(row.againstUsual.value == .of(5, 100))
    #expect(row.progressLight == .met)
    #expect(row.requiredMonthly.value == Self.yuan(10).ratio)
    #expect(row.requiredMultiple.value == .one)
  }

  @Test("one growing by exactly its floor has exactly last year's progress")
  func ownProgress() throws {
    // Thirds: no decimal would be exact.
    let figures = [
      Figure(key: FigureKey(zone: "z", indicator: "i", month: .of("2013-06")), cumulative: Amount(13)),
      Figure(key: FigureKey(zone: "z", indicator: "i", month: .of("2012-06")), cumulative: Amount(10)),
      Figure(key: FigureKey(zone: "z", indicator: "i", month: .of("2012-12")), cumulative: Amount(30)),
    ]
    let floor = Target(zone: nil, indicator: "i", year: 2013, demand: .growth(Ratio(percent: 30)))
    let row = try Self.board(figures, targets: [floor]).rows[0]
    #expect(row.againstUsual.value == .zero)
    #expect(row.progressLight == .met && row.growthLight == .met)
    let above = try Self.board(
      figures,
      targets: [
        Target(
          zone: nil, indicator: "i", year: 2013, demand: .growth(Ratio(percent: 30)), comparison: .above,
          wording: "超过30%")
      ])
    #expect(above.rows[0].growthLight == .near)
  }

  @Test("low bases are marked against the median base")
  func lowBase() throws {
    let figures = ["a", "b", "c"].enumerated().flatMap { index, zone in
      [Self.figure(ZoneKey(zone), "2013-06", 50), Self.figure(ZoneKey(zone), "2012-06", [1, 100, 200][index])]
    }
    let board = try Self.board(figures) { $0.margins.lowBaseOfMedian = Ratio(percent: 5) }
    #expect(board.rows.map { $0.samePeriod?.isLow } == [true, false, false])
  }

  @Test("what does not apply is neither expected nor missing")
  func unasked() throws {
    let figures = [Self.figure("a", "2013-06", 5), Self.figure("a", "2012-06", 4), Self.figure("b", "2012-06", 4)]
    let board = try Self.board(figures) { $0.unasked = ["b"] }
    #expect(board.counts.expected == 1)
    #expect(board.row("b")?.state == .notApplicable)
    #expect(board.row("b")?.growth.reason == .notApplicable)
    #expect(board.total.growth.value == .of(1, 4))
  }

  @Test("a unit without a part in the growth of all says what it lacks: its base, or its value")
  func unmatched() throws {
    let board = try Self.board([
      Self.figure("a", "2013-06", 60), Self.figure("a", "2012-06", 50), Self.figure("b", "2013-06", 60),
      Self.figure("c", "2012-06", 50),
    ])
    #expect(board.rows.map(\.contribution.reason) == [nil, .noBase, .noValue])
  }

  @Test("a month without a form is not due, and nobody is missing")
  func notDue() throws {
    let board = try Self.board([Self.figure("a", "2012-12", 5)], month: "2013-01") {
      $0.indicator.months = .januaryWithFebruary
      $0.calendar.months = .januaryWithFebruary
    }
    #expect(board.rows[0].state == .notDue)
    #expect(board.rows[0].growth.reason == .notDue)
    #expect(board.counts.expected == 0 && board.counts.missing.isEmpty)
  }

  @Test("an overflow names the zone and the indicator")
  func overflow() throws {
    let figures = [
      Figure(
        key: FigureKey(zone: "a", indicator: "i", month: .of("2013-06")), cumulative: Amount(.max),
        reportedBase: Amount(.min))
    ]
    #expect(throws: ArithmeticOverflow(.difference, zone: "a", indicator: "i")) { try Self.board(figures) }
    let two = ["a", "b"].map {
      Figure(
        key: FigureKey(zone: ZoneKey($0), indicator: "i", month: .of("2013-06")), cumulative: Amount(.max),
        reportedBase: Amount(1))
    }
    #expect(throws: ArithmeticOverflow(.conversion, zone: nil, indicator: "i")) { try Self.board(two) }
  }

  @Test(
    "a target of a size that cannot be spoils no board: it is told as such, and takes no part in the total",
    arguments: [
      .value(Amount(.max)), .value(Amount(.min)), .growth(Ratio(basisPoints: .max)),
      .growth(Ratio(basisPoints: -20_000)),
    ] as [Target.Demand])
  func unsoundTarget(demand: Target.Demand) throws {
    let figures = ["a", "b"].flatMap { zone in
      ["2013-06", "2012-06", "2012-12"].map { Self.figure(ZoneKey(zone), $0, 60) }
    }
    let board = try Self.board(
      figures,
      targets: [
        Target(zone: nil, indicator: "i", year: 2013, demand: .growth(Ratio(percent: 10))),
        Target(zone: "a", indicator: "i", year: 2013, demand: demand),
      ])
    let row = board.rows[0]
    #expect(row.target.reason == .tooLarge && row.completion.reason == .tooLarge)
    #expect(row.distanceToFloor.reason == .tooLarge && row.growthLight == .unlit && row.progressLight == .unlit)
    #expect(board.total.target.value == Self.yuan(66).ratio)
  }

  @Test("compound growth counts from the base year")
  func compound() throws {
    let board = try Self.board([Self.figure("z", "2014-06", 169), Self.figure("z", "2012-06", 100)], month: "2014-06") {
      $0.baseYear = 2012
    }
    #expect(board.rows[0].compoundGrowth.value == .of(3, 10))
    #expect(board.rows[0].growth.reason == .noBase)
    #expect(board.total.compoundGrowth.reason != nil)  // Nothing is matched without last year.
  }

  @Test("a stock has no schedule and no landing")
  func stock() throws {
    let figures = [Self.figure("z", "2013-06", 6), Self.figure("z", "2012-06", 5), Self.figure("z", "2012-12", 5)]
    let target = Target(zone: "z", indicator: "i", year: 2013, demand: .value(Self.yuan(8)))
    let row = try Self.board(figures, targets: [target]) { $0.indicator.kind = .stock }.rows[0]
    #expect(row.completion.value == .of(3, 4))
    #expect(row.againstLinear.reason == .notMeaningful && row.requiredMonthly.reason == .notMeaningful)
    #expect(row.progressLight == .unlit)
  }
}
