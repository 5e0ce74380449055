import Domain
import RPC
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Indicators

@Suite("Figures at the edges")
struct FigureEdgeTests {
  private func refusalOf(_ figures: [IndicatorsV1.Figure]) async throws -> RPCError? {
    try await withProgramme { handlers in
      await refusal { _ = try await handlers.figures.submitFigures(SmallProgramme.submit(figures), anyCall()) }
    }
  }

  private func sheet(
    _ numbers: [Int32] = [2], zone: String = "a区", id: String = ""
  ) -> RequestStream<IndicatorsV1.ImportFiguresRequest> {
    let heading = IndicatorsV1.ImportFiguresRequest.Heading.with {
      $0.parent = SmallProgramme.parent
      $0.file = "f.csv"
      $0.row = 1
      $0.columns = ["单位", "指标", "月份", "计量单位", "累计"]
      $0.requestId = id
    }
    let rows = numbers.map { number in
      IndicatorsV1.ImportFiguresRequest.Row.with {
        $0.number = number
        $0.cells = [zone, "投资", "2013-06", "元", "5"]
      }
    }
    return RequestStream([
      .with { $0.part = .heading(heading) }, .with { $0.part = .slice(.with { $0.rows = rows }) },
    ])
  }

  @Test(
    "have one name: another spelling of the month, or another programme, is refused",
    arguments: ["programmes/p/zones/a/indicators/investment/figures/201306", "programmes/p/zones/a/figures/2013-06"])
  func names(name: String) async throws {
    try await withProgramme { handlers in
      let error = await refusal { _ = try await handlers.figures.getFigure(.with { $0.name = name }, anyCall()) }
      #expect(error?.code == .invalidArgument && error?.fields == ["name"])
    }
  }

  @Test("are refused when none is sent, when one comes twice, and when one is of another programme")
  func refused() async throws {
    #expect(try await refusalOf([])?.fields == ["figures"])
    let figure = SmallProgramme.figure("a", "2013-06", 1)
    #expect(try await refusalOf([figure, figure])?.fields == ["figures[1].name"])
    var other = figure
    other.name = "programmes/q/zones/a/indicators/investment/figures/2013-06"
    #expect(try await refusalOf([other])?.fields == ["figures[0].name"])
  }

  private static let most = Int64(Figure.greatestUnits)

  @Test(
    "as large as a figure can be are kept, and do not keep a board from answering",
    arguments: [(most, most), (-most, most), (most, 1), (-most, -most), (most, -1)] as [(Int64, Int64)])
  func extremes(value: Int64, base: Int64) async throws {
    try await withProgramme { handlers in
      let figures = ["a", "b"].flatMap { zone in
        [
          SmallProgramme.figure(zone, "2012-06", base), SmallProgramme.figure(zone, "2012-12", base),
          SmallProgramme.figure(zone, "2013-06", value, base: base, growth: 100_000_000, note: "核实"),
        ]
      }
      _ = try await handlers.figures.submitFigures(SmallProgramme.submit(figures), anyCall())
      for view in [IndicatorsV1.ScoreboardView.full, .basic] {
        var request = SmallProgramme.board()
        request.view = view
        #expect(try await handlers.analysis.getScoreboard(request, anyCall()).total?.cumulative == 2 * value)
      }
    }
  }

  @Test(
    "of a size that no figure has are refused by their fields: one of them would spoil the board of all",
    arguments: [
      (Int64.max, nil, nil, "cumulative"), (1, .min, nil, "reported_base"), (1, 1, .max, "growth_basis_points"),
    ]
      as [(Int64, Int64?, Int64?, String)])
  func tooLarge(value: Int64, base: Int64?, growth: Int64?, field: String) async throws {
    let figure = SmallProgramme.figure("a", "2013-06", value, base: base, growth: growth)
    let refused = try await refusalOf([figure])
    #expect(refused?.code == .invalidArgument && refused?.fields == ["figures[0].\(field)"])
  }

  @Test("that no form asks for can be changed by their reporter in time, and stand afterwards for all but the city")
  func standing() async throws {
    try await withProgramme { handlers in
      let (past, now) = ("2013-06", "\(WorkflowDesk.today.month)")
      let clerk = WorkflowDesk.call("clerk-a")
      let submit = { (month: String, value: Int64, call: CallContext) in
        await refusal {
          _ = try await handlers.figures.submitFigures(
            SmallProgramme.submit([SmallProgramme.figure("a", month, value, note: "更正")]), call)
        }
      }
      for month in [past, now] { #expect(await submit(month, 100, clerk) == nil) }
      #expect(await submit(now, 90, clerk) == nil)
      #expect(await submit(past, 100, clerk) == nil)
      let refused = await submit(past, 90, clerk)
      #expect(refused?.reason == "FIGURE_STANDS" && refused?.code == .failedPrecondition)
      var moved = SmallProgramme.figure("a", past, 100, on: "2013-07-01", note: "更正")
      moved.source = ""
      let late = moved
      #expect(
        await refusal {
          _ = try await handlers.figures.submitFigures(SmallProgramme.submit([late]), clerk)
        }?.reason == "FIGURE_STANDS")
      #expect(await submit(past, 90, WorkflowDesk.call("office")) == nil)
    }
  }

  @Test(
    "of a sheet get the first answer again, also when the programme has lost their zone since", arguments: [1, 1_000])
  func replay(layAheadFrom: Int) async throws {
    try await withProgramme { handlers in
      var handlers = handlers
      handlers.figures.layAheadFrom = layAheadFrom
      let first = try await handlers.figures.importFigures(sheet(zone: "c区", id: "i1"), anyCall())
      _ = try await handlers.catalogue.applyProgramme(SmallProgramme.request(zones: ["a", "b"]), anyCall())
      #expect(try await handlers.figures.importFigures(sheet(zone: "c区", id: "i1"), anyCall()) == first)
    }
  }

  @Test("of a sheet need row numbers, by which faults are told")
  func rowNumbers() async throws {
    try await withProgramme { handlers in
      let error = await refusal { _ = try await handlers.figures.importFigures(sheet([0]), anyCall()) }
      #expect(error?.reason == "SLICE_INVALID")
    }
  }

  @Test("of a sheet begin with their heading")
  func heading() async throws {
    try await withProgramme { handlers in
      for messages in [[], [.with { $0.part = .slice(.init()) }]] as [[IndicatorsV1.ImportFiguresRequest]] {
        let error = await refusal { _ = try await handlers.figures.importFigures(RequestStream(messages), anyCall()) }
        #expect(error?.reason == "HEADING_MISSING")
      }
      let bare = IndicatorsV1.ImportFiguresRequest.with { $0.part = .heading(.init()) }
      let error = await refusal { _ = try await handlers.figures.importFigures(RequestStream([bare]), anyCall()) }
      #expect(error?.fields == ["heading.parent", "heading.file", "heading.columns"])
    }
  }

  @Test("that came after the evening described are not there: no value, no day, no finding, no source")
  func evening() async throws {
    try await withProgramme { handlers in
      let figures = [
        SmallProgramme.figure("a", "2012-06", 100),
        SmallProgramme.figure("a", "2013-06", 130, base: 50, on: "2013-07-12", note: "调整"),
      ]
      _ = try await handlers.figures.submitFigures(SmallProgramme.submit(figures), anyCall())
      let before = try await handlers.analysis.getScoreboard(SmallProgramme.board(on: "2013-07-11"), anyCall()).rows[0]
      #expect(before.state == .missing && before.receivedOn.isEmpty && before.findings.isEmpty)
      #expect(before.cumulative == nil && before.base == 100 && before.growth == nil)
      let after = try await handlers.analysis.getScoreboard(SmallProgramme.board(on: "2013-07-12"), anyCall()).rows[0]
      #expect(
        after.state == .late && after.receivedOn == "2013-07-12" && after.findings.map(\.reason) == ["BASE_ADJUSTED"])
    }
  }

  @Test("are analysed for known programmes, indicators and months only")
  func unknownNames() async throws {
    try await withProgramme { handlers in
      let noProgramme = await refusal {
        _ = try await handlers.analysis.getAttainment(
          .with {
            $0.parent = "programmes/q"
            $0.month = "2013-06"
          }, anyCall())
      }
      #expect(noProgramme?.code == .notFound)
      let noIndicator = await refusal {
        _ = try await handlers.analysis.getScoreboard(SmallProgramme.board("2013-06", on: "", "x"), anyCall())
      }
      #expect(noIndicator?.code == .notFound)
      let noMonth = await refusal {
        _ = try await handlers.analysis.getScoreboard(SmallProgramme.board("2013-13", on: "tomorrow"), anyCall())
      }
      #expect(noMonth?.fields == ["month", "on"])
    }
  }
}
