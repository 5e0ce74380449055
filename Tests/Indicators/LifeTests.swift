import Domain
import RPC
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Indicators

private typealias Desk = WorkflowDesk

@Suite("Figures outside of the life of their indicator or zone")
struct LifeTests {
  /// Investment is reported from 2012 until June 2013, zone c stands from March 2013 until February 2014.
  private static func request() -> IndicatorsV1.ApplyProgrammeRequest {
    var request = SmallProgramme.request()
    (request.indicators[0].validFrom, request.indicators[0].validTo) = ("2012-01-01", "2013-06-15")
    request.zones[2].attributes[0].validFrom = "2013-03-10"
    request.zones[2].attributes[1].validTo = "2014-02-15"
    return request
  }

  @Test(
    "are refused by whichever way they come; a month that has one day of it is within",
    arguments: [
      ("a", "investment", "2011-12", "NOT_IN_FORCE"), ("a", "investment", "2012-02", ""),
      ("a", "investment", "2013-06", ""), ("a", "investment", "2013-07", "NOT_IN_FORCE"),
      ("c", "added", "2013-02", "NOT_STANDING"), ("c", "added", "2013-03", ""), ("c", "added", "2014-02", ""),
      ("c", "added", "2014-03", "NOT_STANDING"),
    ])
  func entrances(zone: String, indicator: String, month: String, reason: String) async throws {
    try await withProgramme { handlers in
      _ = try await handlers.catalogue.applyProgramme(Self.request(), anyCall())
      let reasons = reason.isEmpty ? [] : [reason]

      let rows = [[zone, indicator, month, "元", "7", "", "说明"]]
      let told = try await handlers.figures.importFigures(SmallProgramme.sheet(rows, dryRun: true), anyCall())
      #expect(told.faults.filter { $0.severity == .hard }.map(\.reason) == reasons)
      let fields = await refusal {
        _ = try await handlers.figures.importFigures(SmallProgramme.sheet(rows), anyCall())
      }?.fields
      #expect((fields == nil) == reason.isEmpty)
      #expect(fields?.allSatisfy { $0.contains(":2:") } ?? true)  // The row in the file.

      let figure = SmallProgramme.figure(zone, month, 8, of: indicator, note: "说明")
      let direct = await refusal {
        _ = try await handlers.figures.submitFigures(SmallProgramme.submit([figure]), anyCall())
      }
      #expect((direct?.fields ?? []) == reasons.map { _ in "figures[0].name" })
      #expect((direct?.reason ?? "") == reason)
      let kept = try await handlers.figures.listFigures(.with { $0.parent = SmallProgramme.parent }, anyCall())
      #expect(kept.figures.count == (reason.isEmpty ? 1 : 0))
    }
  }

  @Test("of a month that has not begun are refused by whichever way they come")
  func future() async throws {
    let clock = DayClock()
    try await withStore(IndicatorsService.migrations, clock: { clock.now }) { store in
      _ = try await CatalogueHandler(store: store).applyProgramme(SmallProgramme.request(), anyCall())
      let figures = FigureHandler(store: store)
      let coming = Day(inChinaAt: clock.now).month.adding(1)
      let next = coming.month == 1 ? coming.adding(1) : coming  // January goes with February.
      let rows = [["a", "investment", "\(next)", "元", "7", "", "说明"]]
      let direct = SmallProgramme.submit([SmallProgramme.figure("a", "\(next)", 8, of: "investment", note: "说明")])
      let told = try await figures.importFigures(SmallProgramme.sheet(rows, dryRun: true), anyCall())
      #expect(told.faults.map(\.reason) == ["MONTH_OUT_OF_RANGE"] && told.faults.map(\.cell) == ["\(next)"])
      let refused = await refusal { _ = try await figures.importFigures(SmallProgramme.sheet(rows), anyCall()) }
      #expect(refused?.fields == ["f.csv:2:月份"])
      #expect(await refusal { _ = try await figures.submitFigures(direct, anyCall()) }?.reason == "MONTH_OUT_OF_RANGE")
      clock.pass(days: 62)
      #expect(try await figures.importFigures(SmallProgramme.sheet(rows), anyCall()).changed == 1)
      #expect(try await figures.submitFigures(direct, anyCall()).changed == 1)
    }
  }

  @Test(
    "are asked by no form",
    arguments: [
      ("2011-12", ["form.groups[0].indicators[0]", "form.routes[2].zone"]), ("2013-02", ["form.routes[2].zone"]),
      ("2013-06", []), ("2013-07", ["form.groups[0].indicators[0]"]),
      ("2014-03", ["form.groups[0].indicators[0]", "form.routes[2].zone"]),
    ])
  func forms(month: String, fields: [String]) async throws {
    try await withDesk(Desk.create("earlier", month: "2012-06")) { desk in
      _ = try await CatalogueHandler(store: desk.store).applyProgramme(Self.request(), anyCall())
      let refused = await refusal {
        _ = try await desk.forms.createForm(Desk.create(month: month), Desk.call("office"))
      }
      #expect((refused?.fields ?? []) == fields)
    }
  }

  @Test("are not taken by a form that asked for them before the programme changed, and are not missing from it")
  func changed() async throws {
    try await withDesk { desk in
      var request = Self.request()
      request.indicators[0].validTo = "2013-05-31"
      let applied = request
      _ = try await CatalogueHandler(store: desk.store).applyProgramme(applied, anyCall())
      let refused = await refusal { _ = try await desk.fill("a", 7) }
      #expect(refused?.fields == ["submission.cells[0].indicator"] && refused?.reasonName == "NOT_IN_FORCE")
      let filled = try await desk.fill("a", nil)
      #expect(filled.cells.map(\.state) == [.notDue, .reported])
    }
  }

  @Test("are not verified either, nor taken of a zone that stands no more by the programme as it is now")
  func ended() async throws {
    try await withDesk { desk in
      var request = SmallProgramme.request()
      request.indicators[0].validTo = "2013-05-31"
      request.zones[2].attributes.removeLast()
      request.zones[2].attributes[0].validTo = "2013-05-20"
      let applied = request
      _ = try await CatalogueHandler(store: desk.store).applyProgramme(applied, anyCall())
      let verified = await refusal { _ = try await desk.verify("a", 7) }
      #expect(verified?.fields == ["indicator"] && verified?.reasonName == "NOT_IN_FORCE")
      let filled = await refusal { _ = try await desk.fill("c", nil) }
      #expect(filled?.fields == ["submission.name"] && filled?.reasonName == "NOT_STANDING")
      let both = await refusal { _ = try await desk.verify("c", 7) }
      #expect(both?.fields == ["indicator", "name"])
      // What is empty is no figure.
      _ = try await desk.fill("c", nil, added: nil)
    }
  }
}
