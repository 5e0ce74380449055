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
