import TestSupport
import Testing
import Wire
import WireTupo

@testable import Indicators

private typealias Desk = WorkflowDesk

@Suite("An indicator that is reported until June 2013 and computed from July on")
struct DerivedMonthTests {
  private static func net() -> IndicatorsV1.Indicator {
    var indicator = SmallProgramme.indicator("net", "合计", .nominal)
    indicator.definitions = [
      .with { $0.text = .with { $0.zh = "各区填报" } },
      .with {
        $0.validFrom = "2013-07-01"
        $0.formula = "investment + added"
      },
    ]
    return indicator
  }

  private static func request() -> IndicatorsV1.ApplyProgrammeRequest {
    var request = SmallProgramme.request()
    request.indicators.append(net())
    request.indicatorSets = [
      .with {
        $0.name = "\(SmallProgramme.parent)/indicatorSets/2013"
        $0.title = .with { $0.zh = "2013年" }
        $0.groups = [.with { $0.indicators = ["investment", "net"].map(Desk.indicator) }]
      }
    ]
    return request
  }

  private static func figure(_ zone: String, _ month: String, _ value: Int64, _ indicator: String = "net")
    -> IndicatorsV1.Figure
  {
    SmallProgramme.figure(
      zone, month, value, of: indicator, growth: indicator == "added" ? 100 : nil, note: "说明")
  }

  @Test("is taken by every way for months in which it is reported, and by none for others", arguments: [6, 7])
  func entrances(month: Int) async throws {
    let (month, isTaken) = ("2013-0\(month)", month == 6)
    try await withProgramme { handlers in
      _ = try await handlers.catalogue.applyProgramme(Self.request(), anyCall())
      let sheet = SmallProgramme.sheet([["a", "net", month, "元", "7", "", "说明"]])
      let imported = await refusal { _ = try await handlers.figures.importFigures(sheet, anyCall()) }
      #expect((imported == nil) == isTaken)
      let direct = await refusal {
        _ = try await handlers.figures.submitFigures(SmallProgramme.submit([Self.figure("b", month, 7)]), anyCall())
      }
      #expect((direct?.fields ?? []) == (isTaken ? [] : ["figures[0].name"]))
      #expect((direct?.reason ?? "") == (isTaken ? "" : "INDICATOR_DERIVED"))
      let status = try await handlers.analysis.getReportingStatus(
        .with {
          $0.parent = SmallProgramme.parent
          $0.month = month
          $0.on = "2014-07-31"
        }, anyCall())
      #expect(status.entries.last?.missingIndicators.contains(Desk.indicator("net")) == isTaken)
    }
  }

  @Test("is asked by a form for those months only, whether it is named or comes of the year's set", arguments: [6, 7])
  func forms(month: Int) async throws {
    let (month, isAsked) = ("2013-0\(month)", month == 6)
    try await withDesk(Desk.create("earlier", month: "2012-06")) { desk in
      _ = try await CatalogueHandler(store: desk.store).applyProgramme(Self.request(), anyCall())
      var request = Desk.create(month: month)
      request.form?.groups = [.with { $0.indicators = ["investment", "net"].map(Desk.indicator) }]
      request.validateOnly = true
      let named = request
      let refused = await refusal { _ = try await desk.forms.createForm(named, Desk.call("office")) }
      #expect((refused?.fields ?? []) == (isAsked ? [] : ["form.groups[0].indicators[1]"]))
      #expect((refused?.reasonName ?? "") == (isAsked ? "" : "INDICATOR_DERIVED"))
      request.form?.groups = []
      let ofSet = try await desk.forms.createForm(request, Desk.call("office"))
      #expect(
        ofSet.groups.flatMap(\.indicators) == (isAsked ? ["investment", "net"] : ["investment"]).map(Desk.indicator))
    }
  }

  @Test("takes nothing in a form that asked for it before it was computed, and is not missing from it")
  func changed() async throws {
    try await withDesk { desk in
      var request = SmallProgramme.request()
      request.indicators[1].definitions = [.with { $0.formula = "investment × 2" }]
      let applied = request
      _ = try await CatalogueHandler(store: desk.store).applyProgramme(applied, anyCall())
      let refused = await refusal { _ = try await desk.fill("a", 7) }
      #expect(refused?.fields == ["submission.cells[1].indicator"] && refused?.reasonName == "INDICATOR_DERIVED")
      #expect(try await desk.fill("a", 7, added: nil).cells.map(\.state) == [.reported, .notDue])
    }
  }

  @Test("is held against what was reported before, and where nothing was against what follows, with those sources")
  func board() async throws {
    try await withProgramme { handlers in
      _ = try await handlers.catalogue.applyProgramme(Self.request(), anyCall())
      let zones = ["a", "b"]
      let figures = zones.flatMap { zone in
        [
          Self.figure(zone, "2012-07", 5, "investment"), Self.figure(zone, "2012-07", 1, "added"),
          Self.figure(zone, "2013-07", 10, "investment"), Self.figure(zone, "2013-07", 4, "added"),
        ]
      }
      _ = try await handlers.figures.submitFigures(
        SmallProgramme.submit(figures + [Self.figure("a", "2012-07", 7)]), anyCall())
      let board = try await handlers.analysis.board(SmallProgramme.board("2013-07", "net"))
      let rows = zones.compactMap { zone in board.rows.first { $0.zone.hasSuffix("/\(zone)") } }
      #expect(rows.map(\.cumulative) == [14, 14] && rows.map(\.base) == [7, 6])
      let sources = rows.map { row in
        (row.growth?.explanation?.sources ?? []).map(\.reference).filter { $0.hasSuffix("2012-07") }
      }
      let behind = ["investment", "added"].map { SmallProgramme.figure("b", "2012-07", nil, of: $0).name }
      #expect(sources == [[SmallProgramme.figure("a", "2012-07", nil, of: "net").name], behind])
      let before = try await handlers.analysis.board(SmallProgramme.board("2012-07", "net"))
      #expect(before.rows.compactMap(\.cumulative) == [7])
    }
  }
}
