import RPC
import TestSupport
import Testing
import Wire
import WireStandard
import WireTupo

@testable import Indicators

private typealias Desk = WorkflowDesk

/// Which way an indicator is better, until when it is asked for, from where it comes, and names with days.
@Suite("What the catalogue says of indicators and zones")
struct CataloguePropertyTests {
  private static func alias(_ name: String, _ from: String = "", _ to: String = "") -> IndicatorsV1.Alias {
    .with { ($0.name, $0.validFrom, $0.validTo) = (name, from, to) }
  }

  /// The small programme in which less investment is better, asked for until June.
  private static func request() -> IndicatorsV1.ApplyProgrammeRequest {
    var request = SmallProgramme.request()
    request.indicators[0].direction = .lowerIsBetter
    request.indicators[0].validTo = "2013-06-15"
    request.indicators[0].sourceOffice = Desk.statistics
    request.indicators[0].aliases = [alias("投资额", "", "2012-12-31"), alias("固投", "2013-01-01")]
    request.zones[0].datedAliases = [alias("甲园", "2013-01-01", "2013-05-31"), alias("甲园区")]
    return request
  }

  private static func apply(_ request: IndicatorsV1.ApplyProgrammeRequest, _ handlers: Handlers) async throws
    -> [String]
  {
    try await handlers.catalogue.applyProgramme(request, anyCall()).changes.flatMap { change in
      change.fields.map { "\(change.resource.split(separator: "/").last ?? "").\($0)" }
    }.sorted()
  }

  @Test("is kept, told, and gone again when it is taken back; as of before it is not there")
  func roundTrip() async throws {
    try await withProgramme { handlers in
      let changed = try await Self.apply(Self.request(), handlers)
      #expect(
        changed == [
          "a.dated_aliases", "investment.aliases", "investment.direction", "investment.source_office",
          "investment.valid_to",
        ])
      #expect(try await Self.apply(Self.request(), handlers).isEmpty)
      func indicator(_ sequence: Int64?) async throws -> IndicatorsV1.Indicator {
        var asked = IndicatorsV1.GetIndicatorRequest()
        asked.name = Self.request().indicators[0].name
        if let sequence {
          asked.read = .with { $0.point = .version(.with { ($0.epoch, $0.sequence) = (1, sequence) }) }
        }
        return try await handlers.catalogue.getIndicator(asked, anyCall())
      }
      var kept = try await indicator(nil)
      let wanted = Self.request().indicators[0]
      #expect(kept.direction == .lowerIsBetter && kept.validTo == wanted.validTo)
      #expect(kept.sourceOffice == wanted.sourceOffice && kept.aliases == wanted.aliases)
      let zone = try await handlers.catalogue.getZone(.with { $0.name = Self.request().zones[0].name }, anyCall())
      #expect(zone.datedAliases == Self.request().zones[0].datedAliases)
      let before = try await indicator(1)
      #expect(before.direction == .higherIsBetter && before.validTo.isEmpty && before.etag != kept.etag)
      #expect(before.sourceOffice.isEmpty && before.aliases.isEmpty)
      #expect(try await Self.apply(SmallProgramme.request(), handlers) == changed)
      kept = try await indicator(nil)
      #expect(kept.direction == .higherIsBetter && kept.validTo.isEmpty && kept.aliases.isEmpty)
      #expect(try await indicator(2).aliases == wanted.aliases)
    }
  }

  @Test("is listed with the rest, in parts")
  func listed() async throws {
    try await withProgramme { handlers in
      _ = try await Self.apply(Self.request(), handlers)
      let indicators = try await handlers.catalogue.listIndicators(
        .with {
          $0.parent = SmallProgramme.parent
          $0.readMask = .with { $0.paths = ["direction", "valid_to", "source_office", "aliases"] }
        }, anyCall()
      ).indicators
      #expect(indicators.map(\.validTo).sorted() == ["", "2013-06-15"] && indicators.allSatisfy(\.unit.isEmpty))
      let zones = try await handlers.catalogue.listZones(
        .with {
          $0.parent = SmallProgramme.parent
          $0.readMask = .with { $0.paths = ["dated_aliases"] }
        }, anyCall()
      ).zones
      #expect(zones.map(\.datedAliases.count) == [2, 0, 0])
    }
  }

  @Test(
    "is what the list of indicators is narrowed by",
    arguments: [
      ("direction=DIRECTION_LOWER_IS_BETTER", "", ["investment"]),
      ("direction=DIRECTION_HIGHER_IS_BETTER", "", ["added"]),
      ("source_office=statistics-bureau", "", ["investment"]), ("NOT source_office:*", "", ["added"]),
      ("valid_to<=2013-06-15", "", ["investment"]), ("NOT valid_to:*", "", ["added"]),
      ("", "2013-06-15", ["added", "investment"]), ("", "2013-06-16", ["added"]), ("", "2011-12-31", ["added"]),
      ("direction=DIRECTION_LOWER_IS_BETTER", "2013-06-16", []),
    ])
  func narrowed(filter: String, day: String, ids: [String]) async throws {
    try await withProgramme { handlers in
      var request = Self.request()
      request.indicators[0].validFrom = "2012-01-01"
      _ = try await Self.apply(request, handlers)
      let found = try await handlers.catalogue.listIndicators(
        .with { ($0.parent, $0.filter, $0.on) = (SmallProgramme.parent, filter, day) }, anyCall())
      #expect(found.indicators.map(\.name) == ids.map(Desk.indicator))
      let wrong = await refusal {
        _ = try await handlers.catalogue.listIndicators(
          .with { ($0.parent, $0.filter, $0.on) = (SmallProgramme.parent, "direction=lower", "2013-06-31") }, anyCall())
      }
      #expect(wrong?.fields.sorted() == ["filter", "on"])
    }
  }

  @Test("an indicator is asked for until the month of its last day, and no form asks for it later")
  func validTo() async throws {
    try await withDesk { desk in
      let catalogue = CatalogueHandler(store: desk.store)
      var programme = Self.request()
      programme.indicatorSets = [
        .with {
          $0.name = "\(SmallProgramme.parent)/indicatorSets/2013"
          $0.groups = [.with { $0.indicators = ["investment", "added"].map(Desk.indicator) }]
        }
      ]
      _ = try await catalogue.applyProgramme(programme, anyCall())
      let refused = await refusal {
        _ = try await desk.forms.createForm(Desk.create("july", month: "2013-07"), Desk.call("office"))
      }
      #expect(refused?.fields == ["form.groups[0].indicators[0]"] && refused?.reasonName == "NOT_IN_FORCE")
      // The year's set asks for what is left of it.
      var request = Desk.create("july", month: "2013-07")
      request.form?.groups = []
      let form = try await desk.forms.createForm(request, Desk.call("office"))
      #expect(form.groups.map(\.indicators) == [[Desk.indicator("added")]])
      for (month, isAsked) in [("2013-06", true), ("2013-07", false)] {
        let board = try await desk.analysis.getScoreboard(SmallProgramme.board(month), anyCall())
        #expect(board.rows.contains { $0.state != .notApplicable } == isAsked)
      }
    }
  }

  @Test("a board of an indicator that is better lower begins with the least growth, in both views")
  func board() async throws {
    try await withProgramme { handlers in
      var request = Self.request()
      for place in request.targets.indices {
        request.targets[place].operator = .atMost
        request.targets[place].goal = .growthBasisPoints(1_000)
      }
      _ = try await Self.apply(request, handlers)
      let values: [(String, Int64)] = [("a", 111), ("b", 90), ("c", 130)]
      _ = try await handlers.figures.submitFigures(
        SmallProgramme.submit(
          values.flatMap { zone, value in
            [SmallProgramme.figure(zone, "2013-06", value), SmallProgramme.figure(zone, "2012-06", 100)]
          }), anyCall())
      var asked = SmallProgramme.board()
      let full = try await handlers.analysis.getScoreboard(asked, anyCall())
      #expect(full.rows.map(\.rank) == [2, 1, 3])
      #expect(full.leading.map { String($0.suffix(1)) } == ["b", "a", "c"])
      #expect(full.rows.map(\.growthLight) == [.near, .reached, .short] && full.reachingFloor == 1)
      #expect(full.growthLightRule?.zh.contains("上限") == true)
      try await handlers.analysis.cubes.forward("p")
      asked.view = .basic
      #expect(try await handlers.analysis.board(asked) == full.basic)
    }
  }

  @Test("targets below a ceiling are kept and found by their operator")
  func operators() async throws {
    try await withProgramme { handlers in
      var request = SmallProgramme.request()
      (request.targets[0].operator, request.targets[1].operator) = (.atMost, .lessThan)
      _ = try await handlers.catalogue.applyProgramme(request, anyCall())
      let words = ["OPERATOR_AT_MOST", "OPERATOR_LESS_THAN"]
      for (word, name) in zip(words, request.targets.map(\.name)) {
        let found = try await handlers.targets.listTargets(
          .with { ($0.parent, $0.filter) = (SmallProgramme.parent, "operator = \(word)") }, anyCall())
        #expect(found.targets.map(\.name) == [name])
      }
    }
  }

  @Test(
    "a drawn sheet of a month is read by the names of that month",
    arguments: [
      ("2013-05", "甲园", "固投", true), ("2013-06", "甲园", "固投", false), ("2013-06", "甲园区", "固投", true),
      ("2012-12", "甲园区", "固投", false), ("2012-12", "甲园区", "投资额", true), ("2012-12", "甲园", "投资额", false),
    ])
  func names(month: String, zone: String, indicator: String, isKnown: Bool) async throws {
    try await withProgramme { handlers in
      _ = try await Self.apply(Self.request(), handlers)
      let rows = [["单位", indicator], [zone, "1.5"]].enumerated().map { index, cells in
        IndicatorsV1.ImportFiguresRequest.Row.with { ($0.number, $0.cells) = (Int32(index + 1), cells) }
      }
      let heading = IndicatorsV1.ImportFiguresRequest.Heading.with {
        ($0.parent, $0.file, $0.layout) = (SmallProgramme.parent, "f.xlsx", .drawn)
        ($0.month, $0.unit, $0.validateOnly) = (month, "亿元", true)
      }
      let stream = RequestStream<IndicatorsV1.ImportFiguresRequest>([
        .with { $0.part = .heading(heading) }, .with { $0.part = .slice(.with { $0.rows = rows }) },
      ])
      let told = try? await handlers.figures.importFigures(stream, anyCall())
      #expect((told?.changed == 1 && told?.faults.isEmpty == true) == isKnown)
    }
  }

  @Test("the rows of a table of columns are read each by the names of its own month")
  func rows() async throws {
    try await withProgramme { handlers in
      _ = try await Self.apply(Self.request(), handlers)
      let rows = [["甲园", "固投", "2013-05"], ["甲园", "固投", "2013-06"], ["甲园区", "固投", "2012-12"]]
      let sheet = SmallProgramme.sheet(rows.map { $0 + ["亿元", "1.5", "", ""] }, dryRun: true)
      let told = try await handlers.figures.importFigures(sheet, anyCall())
      #expect(told.changed == 1 && told.rows == 3)
      #expect(told.faults.map(\.reason) == ["ZONE_NAME_NOT_IN_USE", "INDICATOR_NAME_NOT_IN_USE"])
    }
  }
}
