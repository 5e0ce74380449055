import Domain
import RPC
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Indicators

@Suite("The city's own total, of a programme")
struct CityTotalTests {
  private static let city = "\(SmallProgramme.parent)/zones/city"

  /// Three zones and the whole city.
  private static func request() -> IndicatorsV1.ApplyProgrammeRequest {
    var request = SmallProgramme.request()
    request.zones.append(
      .with {
        $0.name = city
        $0.attributes = [
          .with {
            $0.title = .with { $0.zh = "全市" }
            $0.level = .city
          }
        ]
      })
    request.zoneGroups = [
      .with {
        $0.name = group
        $0.title = .with { $0.zh = "两园" }
        $0.members = ["a", "b"].map { zone in .with { $0.zone = "\(SmallProgramme.parent)/zones/\(zone)" } }
      }
    ]
    return request
  }

  private static let group = "\(SmallProgramme.parent)/zoneGroups/two"

  private static func with(_ body: (Handlers) async throws -> Void) async throws {
    try await withProgramme { handlers in
      _ = try await handlers.catalogue.applyProgramme(request(), anyCall())
      var total = SmallProgramme.figure("city", "2013-06", 500, note: "快报")
      total.source = "市统计局统计月报"
      var last = SmallProgramme.figure("city", "2012-06", 400)
      last.source = "统计年鉴"
      let figures = [("2012-06", 100), ("2013-06", 130)].flatMap { month, value in
        ["a", "b"].map { SmallProgramme.figure($0, month, Int64(value)) }
      }
      _ = try await handlers.figures.submitFigures(SmallProgramme.submit(figures + [total, last]), anyCall())
      try await body(handlers)
    }
  }

  @Test("is not held against a group's total")
  func group() async throws {
    try await Self.with { handlers in
      var request = SmallProgramme.board()
      request.zoneGroup = Self.group
      let board = try await handlers.analysis.getScoreboard(request, anyCall())
      #expect(board.city == nil && board.total?.cumulative == 260)
    }
  }

  @Test("stands on the board with its source, beside the zones' total and in none of its numbers")
  func board() async throws {
    try await Self.with { handlers in
      let board = try await handlers.analysis.getScoreboard(SmallProgramme.board(), anyCall())
      let city = try #require(board.city)
      #expect(city.cumulative == 500 && city.base == 400 && city.difference == 100)
      #expect(city.growth?.display == "25.0" && city.beyondZones == 240)
      #expect(city.source == "市统计局统计月报" && city.note == "快报" && city.title?.zh == "全市")
      #expect(city.figure == "\(Self.city)/indicators/investment/figures/2013-06")
      #expect(board.total?.cumulative == 260 && board.expected == 3 && board.matched == 2)
      #expect(board.rows.map(\.zone).allSatisfy { $0 != Self.city } && board.rows.count == 3)
      #expect(board.leading.count == 2 && board.rising == 2)
      let status = try await handlers.analysis.getReportingStatus(
        .with {
          $0.parent = SmallProgramme.parent
          $0.month = "2013-06"
        }, anyCall())
      #expect(status.expected == 3 && status.entries.count == 3)
      let other = try await handlers.analysis.getScoreboard(SmallProgramme.board("2012-05"), anyCall())
      #expect(other.city == nil)
    }
  }

  @Test("is left out of the basic view, however that is computed: its demonstration is none of the zones' numbers")
  func basic() async throws {
    try await Self.with { handlers in
      var made = SmallProgramme.figure("city", "2013-06", 500)
      made.demonstration = true
      _ = try await handlers.figures.submitFigures(SmallProgramme.submit([made]), anyCall())
      let bases: [IndicatorsV1.GrowthBase] = [.samePeriod, .previousMonth]  // By columns, and figure by figure.
      for base in bases {
        for view in [IndicatorsV1.ScoreboardView.basic, .full] {
          var request = SmallProgramme.board()
          (request.view, request.growthBase) = (view, base)
          let board = try await handlers.analysis.getScoreboard(request, anyCall())
          #expect((board.city != nil) == (view == .full) && board.demonstration == (view == .full))
        }
      }
    }
  }

  @Test("stands beside contributions, whose parts add up to the zones' growth as before")
  func contributions() async throws {
    try await Self.with { handlers in
      let told = try await handlers.analysis.getContributions(
        .with {
          $0.indicator = "\(SmallProgramme.parent)/indicators/investment"
          $0.month = "2013-06"
        }, anyCall())
      #expect(told.city?.cumulative == 500 && told.city?.beyondZones == 240)
      #expect(told.rows.map(\.zone).allSatisfy { $0 != Self.city } && told.total?.growth?.display == "30.0")
      #expect(told.rows.compactMap(\.contribution?.basisPoints) == [1_500, 1_500])
    }
  }

  @Test("is explained with every value that it had, and has a series of its own, alone")
  func alone() async throws {
    try await Self.with { handlers in
      var revised = SmallProgramme.figure("city", "2013-06", 510)
      revised.source = "统计年鉴"
      _ = try await handlers.figures.submitFigures(SmallProgramme.submit([revised]), anyCall())
      let told = try await handlers.provenance.explainFigure(
        .with { $0.name = "\(Self.city)/indicators/investment/figures/2013-06" }, anyCall())
      #expect(told.revisions.map { $0.figure?.cumulative } == [510, 500])
      #expect(told.revisions.map { $0.figure?.source } == ["统计年鉴", "市统计局统计月报"])
      func series(_ zones: [String]) async throws -> IndicatorsV1.TimeSeries {
        try await handlers.analysis.getTimeSeries(
          .with {
            $0.indicator = "\(SmallProgramme.parent)/indicators/investment"
            ($0.fromMonth, $0.toMonth, $0.zones) = ("2013-06", "2013-06", zones)
          }, anyCall())
      }
      #expect(try await series([Self.city]).points.map(\.cumulative) == [510])
      let mixed = await refusal { _ = try await series(["\(SmallProgramme.parent)/zones/a", Self.city]) }
      #expect(mixed?.code == .invalidArgument && mixed?.fields == ["zones[1]"])
    }
  }

  @Test("is asked by no form")
  func forms() async throws {
    try await Self.with { handlers in
      var request = WorkflowDesk.create()
      request.form?.routes[2].zone = Self.city
      let asked = request
      let refused = await refusal {
        _ = try await FormHandler(store: handlers.analysis.store).createForm(asked, WorkflowDesk.call("office"))
      }
      #expect(refused?.fields == ["form.routes[2].zone"])
    }
  }

  @Test("is no zone: not of a threshold, a group or a succession, not twice, and not by turns")
  func refused() async throws {
    try await withProgramme { handlers in
      func fields(_ change: (inout IndicatorsV1.ApplyProgrammeRequest) -> Void) async -> [String]? {
        var request = Self.request()
        change(&request)
        let applied = request
        return await refusal { _ = try await handlers.catalogue.applyProgramme(applied, anyCall()) }?.fields
      }
      let twice = await fields { request in
        var second = request.zones[3]
        second.name = "\(SmallProgramme.parent)/zones/city-again"
        request.zones.append(second)
      }
      #expect(twice == ["zones"])
      let turned = await fields { request in
        request.zones[3].attributes[0].validTo = "2013-06-30"
        request.zones[3].attributes.append(
          .with {
            $0.title = .with { $0.zh = "全市" }
            $0.level = .other
            $0.validFrom = "2013-07-01"
          })
      }
      #expect(turned == ["zones[3].attributes"])
      let grouped = await fields { request in
        request.zoneGroups = [
          .with {
            $0.name = "\(SmallProgramme.parent)/zoneGroups/all"
            $0.title = .with { $0.zh = "全部" }
            $0.members = [.with { $0.zone = Self.city }]
          }
        ]
      }
      #expect(grouped == ["zone_groups[0].members[0].zone"])
    }
  }
}
