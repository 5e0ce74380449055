import Chassis
import RPC
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Indicators

@Suite("What is made of boards")
struct AnalysisReportTests {
  /// Three whole years and half of 2013: each grows by a tenth each year; a has twelve million a month, b is twice, c half as large.
  private func withYears<Value>(_ body: (Handlers) async throws -> Value) async throws -> Value {
    try await withProgramme { handlers in
      var figures: [IndicatorsV1.Figure] = []
      for (zone, size): (String, Int64) in [("a", 12_000_000), ("b", 24_000_000), ("c", 6_000_000)] {
        var pace = size
        for year in 2008...2013 {
          for month in 2...(year == 2013 ? 6 : 12) {
            let name = "\(year)-\(month < 10 ? "0" : "")\(month)"
            figures.append(
              SmallProgramme.figure(zone, name, pace * Int64(month), on: "\(year == 2012 ? 2013 : year)-07-01"))
          }
          pace += pace / 10
        }
      }
      _ = try await handlers.figures.submitFigures(SmallProgramme.submit(figures), anyCall())
      return try await body(handlers)
    }
  }

  private static let indicator = "\(SmallProgramme.parent)/indicators/investment"

  @Test("An outlook lands a steady series where it goes, tells its back-test, and gives the target no chance")
  func outlook() async throws {
    try await withYears { handlers in
      let outlook = try await handlers.analysis.getOutlook(
        .with {
          $0.indicator = Self.indicator
          $0.month = "2013-06"
        }, anyCall())
      #expect(outlook.label?.displayUnit == "亿元" && outlook.method == "seasonal-naive")
      let test = try #require(outlook.backTest)
      #expect(test.years == [2009, 2010, 2011, 2012] && test.landings == 36 && test.error?.basisPoints == 0)
      for row in outlook.rows {
        let value = try #require(row.cumulative)
        #expect(row.landing == value * 2)
        #expect(try #require(row.low) <= value * 2 && value * 2 <= #require(row.high))
        #expect(row.chance?.exact == "0/1" && row.absent == nil)
      }
      #expect(outlook.total?.landing == outlook.rows.compactMap(\.landing).reduce(0, +))
    }
  }

  @Test("A series runs over any set and from any base, and says why a month has no growth")
  func series() async throws {
    try await withYears { handlers in
      let ask = { (zones: [String], base: IndicatorsV1.GrowthBase, year: Int32) in
        try await handlers.analysis.getTimeSeries(
          .with {
            $0.indicator = Self.indicator
            $0.fromMonth = "2013-01"
            $0.toMonth = "2013-06"
            $0.zones = zones.map { "\(SmallProgramme.parent)/zones/\($0)" }
            $0.growthBase = base
            $0.baseYear = year
          }, anyCall())
      }
      let all = try await ask([], .samePeriod, 0)
      #expect(all.points.map(\.month) == ["2013-02", "2013-03", "2013-04", "2013-05", "2013-06"])
      #expect(all.zones.count == 3 && all.points.allSatisfy { $0.matched == 3 })
      let pair = try await ask(["c", "a"], .previousMonth, 0)
      #expect(pair.zones.map { $0.suffix(1) } == ["a", "c"])
      #expect(pair.points.map { $0.growth?.exact } == [nil, nil, "0/1", "0/1", "0/1"])
      #expect(pair.points[0].growthAbsent?.zh == "不计算")
      let fixed = try await ask(["a"], .fixedYear, 2012)
      #expect(fixed.points.last?.growth?.basisPoints == 1_000)
    }
  }

  @Test(
    "A board tells growth and ranks from another base beside the judged ones",
    arguments: [IndicatorsV1.ScoreboardView.full, .basic])
  func boardFromBase(view: IndicatorsV1.ScoreboardView) async throws {
    try await withYears { handlers in
      let ask = { (base: IndicatorsV1.GrowthBase, year: Int32) in
        try await handlers.analysis.getScoreboard(
          .with {
            $0.indicator = Self.indicator
            $0.month = "2013-06"
            $0.view = view
            ($0.growthBase, $0.baseYear) = (base, year)
          }, anyCall())
      }
      let jump = SmallProgramme.figure("b", "2013-06", 999_000_000, on: "2013-07-01")
      _ = try await handlers.figures.submitFigures(SmallProgramme.submit([jump]), anyCall())
      let judged = try await ask(.samePeriod, 0)
      #expect(judged.rows.allSatisfy { $0.growthFromBase == nil && $0.growthFromBaseAbsent == nil })
      for (base, year) in [(.previousMonth, 0), (.fixedYear, 2008)] as [(IndicatorsV1.GrowthBase, Int32)] {
        let board = try await ask(base, year)
        #expect(board.growthBase == base && board.baseYear == year)
        #expect(board.rows.map(\.growth) == judged.rows.map(\.growth))
        #expect(board.rows.map(\.rank) == judged.rows.map(\.rank))
        let series = try await handlers.analysis.getTimeSeries(
          .with {
            $0.indicator = Self.indicator
            ($0.fromMonth, $0.toMonth) = ("2013-06", "2013-06")
            ($0.growthBase, $0.baseYear, $0.byZone) = (base, year, true)
          }, anyCall())
        #expect(board.total?.growthFromBase?.basisPoints == series.points[0].growth?.basisPoints)
        #expect(
          board.rows.map(\.growthFromBase?.basisPoints) == series.members.map { $0.points[0].growth?.basisPoints })
        #expect(board.rows.map(\.rankFromBase) == [2, 1, 2])
      }
      let none = try await ask(.fixedYear, 1990)
      #expect(none.rows.allSatisfy { $0.growthFromBase == nil && $0.growthFromBaseAbsent?.en.isEmpty == false })
      for base in [.previousMonth, .samePeriod] as [IndicatorsV1.GrowthBase] {
        await #expect(throws: Failure.self) { try await ask(base, 2012) }
      }
    }
  }

  @Test("Contributions and gaps come greatest first and add up in the total")
  func contributions() async throws {
    try await withYears { handlers in
      let found = try await handlers.analysis.getContributions(
        .with {
          $0.indicator = Self.indicator
          $0.month = "2013-06"
        }, anyCall())
      #expect(found.rows.map { $0.zone.suffix(1) } == ["b", "a", "c"])
      #expect(found.rows.compactMap(\.share?.basisPoints).reduce(0, +) == 10_000)
      #expect(found.total?.growthGap?.basisPoints == -2_000)
      #expect(found.total?.progressGap != nil && found.rows.allSatisfy { $0.progressGap != nil })
    }
  }

  @Test("A light that turned is told with what it follows; in the year's first month none has")
  func turns() async throws {
    try await withYears { handlers in
      let jump = SmallProgramme.figure("a", "2013-05", 1_000_000_000, on: "2013-07-01")
      _ = try await handlers.figures.submitFigures(SmallProgramme.submit([jump]), anyCall())
      let ask = { (month: String, filter: String) in
        try await handlers.analysis.listLightTurns(
          .with {
            $0.parent = SmallProgramme.parent
            $0.month = month
            $0.filter = filter
          }, anyCall()
        ).turns
      }
      let turns = try await ask("2013-06", "")
      let own = turns.filter { $0.zone.hasSuffix("/a") }
      #expect(own.map(\.kind) == [.growth, .progress])
      #expect(own.allSatisfy { $0.before == .reached && $0.after == .short && $0.worse })
      #expect(own.first?.distance?.basisPoints == -2_000)
      #expect(try await ask("2013-02", "").isEmpty)
      let filter = "zone=a worse=true kind=KIND_PROGRESS before=LIGHT_REACHED"
      #expect(try await ask("2013-06", filter) == own.suffix(1))
      #expect(try await ask("2013-06", "NOT zone:*") == turns.filter(\.zone.isEmpty))
    }
  }

  @Test("Wrong ranges, bases and zones are told by their fields")
  func faults() async throws {
    try await withProgramme { handlers in
      let wrong = await refusal {
        _ = try await handlers.analysis.getTimeSeries(
          .with {
            $0.indicator = Self.indicator
            $0.fromMonth = "2013-06"
            $0.toMonth = "2013-01"
            $0.zones = ["\(SmallProgramme.parent)/zones/a", "\(SmallProgramme.parent)/zones/a", "programmes/q/zones/a"]
            $0.baseYear = 2012
          }, anyCall())
      }
      #expect(wrong?.fields.sorted() == ["base_year", "to_month", "zones[1]", "zones[2]"])
      let unknown = await refusal {
        _ = try await handlers.analysis.getTimeSeries(
          .with {
            $0.indicator = Self.indicator
            $0.fromMonth = "2013-01"
            $0.toMonth = "2013-02"
            $0.zones = ["\(SmallProgramme.parent)/zones/nowhere"]
          }, anyCall())
      }
      #expect(unknown?.code == .notFound)
    }
  }
}
