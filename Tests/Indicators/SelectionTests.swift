import Domain
import RPC
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Indicators

private typealias Desk = WorkflowDesk

@Suite("Groups of zones and indicator sets of years")
struct SelectionTests {
  private static func group(
    _ id: String, _ members: [(zone: String, from: String, to: String)]
  ) -> IndicatorsV1.ZoneGroup {
    .with {
      $0.name = "\(SmallProgramme.parent)/zoneGroups/\(id)"
      $0.title = .with { $0.zh = id }
      $0.members = members.map { member in
        .with {
          $0.zone = "\(SmallProgramme.parent)/zones/\(member.zone)"
          ($0.validFrom, $0.validTo) = (member.from, member.to)
        }
      }
    }
  }

  private static func set(_ year: Int, _ indicators: String...) -> IndicatorsV1.IndicatorSet {
    .with {
      $0.name = "\(SmallProgramme.parent)/indicatorSets/\(year)"
      $0.title = .with { $0.zh = "\(year)年" }
      $0.groups = [
        .with {
          $0.bureau = Desk.statistics
          $0.indicators = indicators.map(Desk.indicator)
        }
      ]
    }
  }

  private static func request() -> IndicatorsV1.ApplyProgrammeRequest {
    var request = SmallProgramme.request()
    request.zoneGroups = [
      group("parks", [("c", "", ""), ("b", "2013-06-01", ""), ("a", "", "2013-05-31")]), group("none", []),
    ]
    request.indicatorSets = [set(2013, "investment"), set(2014, "investment", "added")]
    return request
  }

  private static func with(_ body: (Handlers) async throws -> Void) async throws {
    try await withProgramme { handlers in
      _ = try await handlers.catalogue.applyProgramme(request(), anyCall())
      try await body(handlers)
    }
  }

  @Test("are kept as data of the programme, and a second apply changes nothing")
  func kept() async throws {
    try await Self.with { handlers in
      #expect(try await handlers.catalogue.applyProgramme(Self.request(), anyCall()).changes.isEmpty)
      let groups = try await handlers.catalogue.listZoneGroups(.with { $0.parent = SmallProgramme.parent }, anyCall())
      #expect(groups.zoneGroups == Self.request().zoneGroups)
      let sets = try await handlers.catalogue.listIndicatorSets(
        .with { $0.parent = SmallProgramme.parent }, anyCall())
      #expect(sets.indicatorSets == Self.request().indicatorSets.reversed())
      var fewer = Self.request()
      fewer.zoneGroups.removeLast()
      fewer.indicatorSets[0].groups[0].indicators.append(Desk.indicator("added"))
      let changes = try await handlers.catalogue.applyProgramme(fewer, anyCall()).changes
      #expect(
        changes.map { $0.resource.split(separator: "/").suffix(2).joined(separator: "/") } == [
          "zoneGroups/none", "indicatorSets/2013",
        ])
    }
  }

  @Test("what cannot be is refused by its field")
  func faults() async throws {
    try await Self.with { handlers in
      var request = Self.request()
      request.zoneGroups[0].members[0].zone = "\(SmallProgramme.parent)/zones/z"
      request.zoneGroups[0].members[1].validTo = "2013-05-01"
      request.zoneGroups[1].name = request.zoneGroups[0].name
      request.indicatorSets[0].groups[0].indicators.append(Desk.indicator("investment"))
      request.indicatorSets[1].name = "\(SmallProgramme.parent)/indicatorSets/xiv"
      let wrong = request
      let error = await refusal { _ = try await handlers.catalogue.applyProgramme(wrong, anyCall()) }
      #expect(
        error?.fields.sorted() == [
          "indicator_sets[0].groups[0].indicators[1]", "indicator_sets[1].name", "zone_groups[0].members[0].zone",
          "zone_groups[0].members[1].valid_to", "zone_groups[1].name",
        ])
    }
  }

  @Test("a board of a group has its zones by the month's end alone, ranked among themselves")
  func boards() async throws {
    try await Self.with { handlers in
      let figures: [(String, String, Int64)] = [
        ("a", "2012-06", 100), ("b", "2012-06", 100), ("c", "2012-06", 100), ("a", "2013-06", 190),
        ("b", "2013-06", 120), ("c", "2013-06", 130),
      ]
      _ = try await handlers.figures.submitFigures(
        SmallProgramme.submit(figures.map { SmallProgramme.figure($0.0, $0.1, $0.2) }), anyCall())
      var request = SmallProgramme.board()
      request.zoneGroup = "\(SmallProgramme.parent)/zoneGroups/parks"
      let board = try await handlers.analysis.getScoreboard(request, anyCall())
      #expect(board.zoneGroup == request.zoneGroup)
      #expect(board.rows.map { String($0.zone.suffix(1)) } == ["b", "c"] && board.rows.map(\.rank) == [2, 1])
      #expect(board.total?.cumulative == 250 && board.total?.growth?.display == "25.0" && board.expected == 2)
      let status = try await handlers.analysis.getReportingStatus(
        .with {
          $0.parent = SmallProgramme.parent
          $0.month = "2013-06"
          $0.zoneGroup = request.zoneGroup
        }, anyCall())
      #expect(status.entries.map { String($0.zone.suffix(1)) } == ["b", "c"])
      request.zoneGroup = "\(SmallProgramme.parent)/zoneGroups/nobody"
      let unknown = request
      #expect(await refusal { _ = try await handlers.analysis.getScoreboard(unknown, anyCall()) }?.code == .notFound)
    }
  }

  @Test("contributions, landings, turned lights and series are of a group's zones alone, as its board is")
  func analyses() async throws {
    try await Self.with { handlers in
      let months = ["2012-05": 100, "2012-06": 200, "2012-12": 400, "2013-05": 190, "2013-06": 220] as [String: Int64]
      var figures = ["a", "b", "c"].flatMap { zone in
        months.map { SmallProgramme.figure(zone, $0.key, $0.value + (zone == "c" ? 10 : 0)) }
      }
      figures += ["2012-05", "2012-06", "2013-05", "2013-06"].map {
        SmallProgramme.figure("b", $0, $0 == "2013-06" ? 100 : 90, of: "added", growth: $0 == "2013-06" ? 100 : 4_000)
      }
      _ = try await handlers.figures.submitFigures(SmallProgramme.submit(figures), anyCall())
      let group = "\(SmallProgramme.parent)/zoneGroups/parks"
      var request = SmallProgramme.board()
      request.zoneGroup = group
      let board = try await handlers.analysis.getScoreboard(request, anyCall())
      let indicator = request.indicator
      let contributions = try await handlers.analysis.getContributions(
        .with { ($0.indicator, $0.month, $0.zoneGroup) = (indicator, "2013-06", group) }, anyCall())
      #expect(contributions.zoneGroup == group && Set(contributions.rows.map(\.zone)) == Set(board.rows.map(\.zone)))
      #expect(contributions.total?.growth?.exact == board.total?.growth?.exact)
      let ask = { (group: String) in
        try await handlers.analysis.getOutlook(
          .with { ($0.indicator, $0.month, $0.zoneGroup) = (indicator, "2013-06", group) }, anyCall())
      }
      let (outlook, whole) = (try await ask(group), try await ask(""))
      #expect(outlook.zoneGroup == group && outlook.rows == Array(whole.rows.suffix(2)))
      #expect(outlook.total?.landing == outlook.rows.compactMap(\.landing).reduce(0, +))
      #expect(outlook.total?.landing != whole.total?.landing)
      // All months are of those that are in it at the last month's end: a was in it in May.
      let series = try await handlers.analysis.getTimeSeries(
        .with {
          ($0.indicator, $0.fromMonth, $0.toMonth) = (indicator, "2013-05", "2013-06")
          ($0.zoneGroup, $0.byZone) = (group, true)
        }, anyCall())
      #expect(series.zoneGroup == group && series.zones == board.rows.map(\.zone))
      #expect(series.points.map(\.cumulative) == [390, 450] && series.points.map(\.matched) == [2, 2])
      #expect(series.points.last?.growth?.exact == board.total?.growth?.exact)
      #expect(series.members.map(\.zone) == series.zones && series.members.map { $0.title?.zh } == ["b区", "c区"])
      #expect(series.members.map { $0.points.map(\.cumulative) } == [[190, 220], [200, 230]])
      #expect(series.members[0].points[1].growth?.exact == board.rows[0].growth?.exact)
      #expect(series.members.flatMap(\.points).allSatisfy { $0.explanation == nil && $0.growth?.explanation == nil })
    }
  }

  @Test("turned lights are narrowed by group and by the set of a year")
  func turns() async throws {
    try await Self.with { handlers in
      var figures: [IndicatorsV1.Figure] = []
      for zone in ["a", "b"] {
        for (month, value, growth) in [("2013-05", 190, 4_000), ("2013-06", 100, 100)] as [(String, Int64, Int64)] {
          figures.append(SmallProgramme.figure(zone, month, value, base: 100, growth: growth))
          figures.append(SmallProgramme.figure(zone, month, value, of: "added", base: 100, growth: growth))
        }
      }
      _ = try await handlers.figures.submitFigures(SmallProgramme.submit(figures), anyCall())
      func turned(_ group: String = "", _ set: String = "") async throws -> Set<String> {
        let found = try await handlers.analysis.listLightTurns(
          .with {
            ($0.parent, $0.month, $0.filter) = (SmallProgramme.parent, "2013-06", "kind=KIND_GROWTH zone:*")
            $0.zoneGroup = group.isEmpty ? "" : "\(SmallProgramme.parent)/zoneGroups/\(group)"
            $0.indicatorSet = set.isEmpty ? "" : "\(SmallProgramme.parent)/indicatorSets/\(set)"
          }, anyCall())
        return Set(
          found.turns.map {
            "\($0.zone.split(separator: "/").last ?? "") \($0.indicator.split(separator: "/").last ?? "")"
          })
      }
      #expect(try await turned() == ["a investment", "a added", "b investment", "b added"])
      #expect(try await turned("parks") == ["b investment", "b added"])
      #expect(try await turned("", "2013") == ["a investment", "b investment"])
      #expect(try await turned("parks", "2014") == ["b investment", "b added"])
      #expect(try await turned("none").isEmpty)
      for (group, set, code) in [
        ("nobody", "", .notFound), ("", "1999", .notFound), ("", "x", .invalidArgument),
      ] as [(String, String, RPCError.Code)] {
        #expect(await refusal { _ = try await turned(group, set) }?.code == code)
      }
    }
  }

  private typealias Ask = @Sendable (Handlers, _ group: String) async throws -> Void
  private static let asked: [(name: String, ask: Ask)] = [
    (
      "contributions",
      { handlers, group in
        _ = try await handlers.analysis.getContributions(
          .with { ($0.indicator, $0.month, $0.zoneGroup) = (Desk.indicator("investment"), "2013-06", group) }, anyCall()
        )
      }
    ),
    (
      "outlook",
      { handlers, group in
        _ = try await handlers.analysis.getOutlook(
          .with { ($0.indicator, $0.month, $0.zoneGroup) = (Desk.indicator("investment"), "2013-06", group) }, anyCall()
        )
      }
    ),
    (
      "series",
      { handlers, group in
        _ = try await handlers.analysis.getTimeSeries(
          .with {
            ($0.indicator, $0.fromMonth, $0.toMonth) = (Desk.indicator("investment"), "2013-05", "2013-06")
            $0.zoneGroup = group
          }, anyCall())
      }
    ),
  ]

  @Test("an unknown group is not found, one of another programme is refused by its field", arguments: asked.indices)
  func unknownGroups(index: Int) async throws {
    let (name, ask) = Self.asked[index]
    try await Self.with { handlers in
      let unknown = await refusal { try await ask(handlers, "\(SmallProgramme.parent)/zoneGroups/nobody") }
      #expect(unknown?.code == .notFound, "\(name)")
      let foreign = await refusal { try await ask(handlers, "programmes/q/zoneGroups/parks") }
      #expect(foreign?.fields == ["zone_group"], "\(name)")
      // A group without zones is no group of all.
      try await ask(handlers, "\(SmallProgramme.parent)/zoneGroups/none")
    }
  }

  @Test("a series is asked by zones or by group, and by zone for no more than can be answered")
  func seriesFaults() async throws {
    try await Self.with { handlers in
      func ask(_ change: @Sendable (inout IndicatorsV1.GetTimeSeriesRequest) -> Void) async -> [String]? {
        var request = IndicatorsV1.GetTimeSeriesRequest.with {
          ($0.indicator, $0.fromMonth, $0.toMonth) = (Desk.indicator("investment"), "2013-05", "2013-06")
        }
        change(&request)
        let asked = request
        return await refusal { _ = try await handlers.analysis.getTimeSeries(asked, anyCall()) }?.fields
      }
      let both = await ask {
        $0.zones = ["\(SmallProgramme.parent)/zones/a"]
        $0.zoneGroup = "\(SmallProgramme.parent)/zoneGroups/parks"
      }
      #expect(both == ["zone_group"])
      let zones = ["a", "b", "c"] + (0..<81).map { "y\($0)" }
      var wide = Self.request()
      wide.zones = SmallProgramme.request(zones: zones).zones
      let applied = wide
      _ = try await handlers.catalogue.applyProgramme(applied, anyCall())
      let many = await ask { ($0.fromMonth, $0.byZone) = ("1993-07", true) }
      #expect(many == ["by_zone"])
      #expect(await ask { ($0.fromMonth, $0.byZone) = ("1993-09", true) } == nil)
    }
  }

  @Test("who has reported is asked of the year's indicators only")
  func status() async throws {
    try await Self.with { handlers in
      _ = try await handlers.figures.submitFigures(
        SmallProgramme.submit([SmallProgramme.figure("a", "2013-06", 1, on: "2013-07-01")]), anyCall())
      let status = try await handlers.analysis.getReportingStatus(
        .with {
          $0.parent = SmallProgramme.parent
          $0.month = "2013-06"
          $0.on = "2013-07-31"
        }, anyCall())
      #expect(status.entries.map(\.state) == [.received, .missing, .missing])
      #expect(status.entries[1].missingIndicators == [Desk.indicator("investment")])
    }
  }

  @Test("a form asks for the set of its month's year, of a group's zones, and for nothing else")
  func forms() async throws {
    try await withDesk(Desk.create("old", month: "2012-06")) { desk in
      _ = try await CatalogueHandler(store: desk.store).applyProgramme(Self.request(), anyCall())
      var request = Desk.create("june")
      request.form?.groups = []
      request.form?.routes = []
      request.zoneGroup = "\(SmallProgramme.parent)/zoneGroups/parks"
      let form = try await desk.forms.createForm(request, Desk.call("office"))
      #expect(form.routes.map { String($0.zone.suffix(1)) } == ["b", "c"])
      #expect(form.groups.map(\.bureau) == [Desk.statistics])
      #expect(form.groups.flatMap(\.indicators) == [Desk.indicator("investment")])
      let other = await refusal {
        _ = try await desk.forms.createForm(Desk.create("july", month: "2013-07"), Desk.call("office"))
      }
      #expect(other?.fields == ["form.groups[1].indicators[0]"] && other?.reasonName == "NOT_IN_SET")
      var empty = Desk.create("without", month: "2015-06")
      empty.form?.groups = []
      let without = empty
      let none = await refusal { _ = try await desk.forms.createForm(without, Desk.call("office")) }
      #expect(none?.fields == ["form.groups"])
      _ = try await desk.forms.createForm(Desk.create("next", month: "2014-06"), Desk.call("office"))
    }
  }
}
