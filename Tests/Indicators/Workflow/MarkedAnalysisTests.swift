import Domain
import RPC
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Indicators

private typealias Desk = WorkflowDesk

/// What an answer says of one zone's figure beside the numbers.
private struct Mark: Equatable {
  var state: IndicatorsV1.ReportState
  var standing: IndicatorsV1.FigureStanding
  var provisional: Int64?
}

@Suite("Analyses of figures of a form")
struct MarkedAnalysisTests {
  private static let indicator = Desk.indicator("investment")

  /// A light that is lit in May, and June: a sent in and not approved, b approved, c missing.
  private static func withFigures(
    _ form: IndicatorsV1.CreateFormRequest = Desk.create(due: -1, grace: 9), _ body: (Desk) async throws -> Void
  ) async throws {
    try await withDesk(form) { desk in
      let months = [("2012-05", 100), ("2012-06", 200), ("2012-12", 400), ("2013-05", 140)] as [(String, Int64)]
      let figures = ["a", "b", "c"].flatMap { zone in months.map { SmallProgramme.figure(zone, $0.0, $0.1) } }
      _ = try await desk.figures.submitFigures(SmallProgramme.submit(figures), anyCall())
      try await desk.fill("a", 190, note: "属实")
      try await desk.submit("a")
      try await desk.fill("b", 150, note: "属实")
      try await desk.submit("b")
      try await desk.review("b")
      try await desk.countersign("b")
      try await desk.approve("b")
      try await body(desk)
    }
  }

  private static func series(
    _ desk: Desk, from: String = "2013-05", to: String = "2013-06", on day: String = ""
  ) async throws -> IndicatorsV1.TimeSeries {
    try await desk.analysis.getTimeSeries(
      .with { ($0.indicator, $0.fromMonth, $0.toMonth, $0.on, $0.byZone) = (indicator, from, to, day, true) }, anyCall()
    )
  }

  @Test("mark each zone's figure as its board does, and count as it does")
  func alike() async throws {
    try await Self.withFigures { desk in
      let board = try await desk.analysis.getScoreboard(SmallProgramme.board(), anyCall())
      let expected = board.rows.map { Mark(state: $0.state, standing: $0.standing, provisional: $0.provisional) }
      #expect(expected.map(\.state) == [.unreviewed, .late, .missing])
      #expect(expected.map(\.standing) == [.unreviewed, .approved, .unspecified])
      #expect(expected.map(\.provisional) == [190, nil, nil])
      let series = try await Self.series(desk)
      let last = series.members.compactMap(\.points.last)
      #expect(last.map { Mark(state: $0.state, standing: $0.standing, provisional: $0.provisional) } == expected)
      #expect(last.map { $0.growthAbsent?.zh } == ["未审", nil, "未报"] && last.map(\.cumulative) == [nil, 150, nil])
      let outlook = try await desk.analysis.getOutlook(
        .with { ($0.indicator, $0.month) = (Self.indicator, "2013-06") }, anyCall())
      #expect(
        outlook.rows.map { Mark(state: $0.state, standing: $0.standing, provisional: $0.provisional) } == expected)
      #expect(outlook.rows[0].absent?.zh == "未审" && outlook.rows[0].landing == nil)
      #expect(outlook.total?.landing == outlook.rows[1].landing && outlook.total?.state == .unspecified)
      let contributions = try await desk.analysis.getContributions(
        .with { ($0.indicator, $0.month) = (Self.indicator, "2013-06") }, anyCall())
      for (row, mark) in zip(board.rows, expected) {
        let own = try #require(contributions.rows.first { $0.zone == row.zone })
        #expect(Mark(state: own.state, standing: own.standing, provisional: own.provisional) == mark)
      }
      for counts in [
        (board.unreviewed, board.unpublished), (outlook.unreviewed, outlook.unpublished),
        (contributions.unreviewed, contributions.unpublished),
      ] { #expect(counts == (1, 1)) }
      let rules = [series.provisionalRule, outlook.provisionalRule, contributions.provisionalRule]
      #expect(board.provisionalRule != nil && rules.allSatisfy { $0 == board.provisionalRule })
    }
  }

  @Test("tell of several zones together the worst, and how many are what")
  func together() async throws {
    try await Self.withFigures { desk in
      let points = try await Self.series(desk).points
      #expect(points.map(\.state) == [.received, .missing] && points.map(\.missing) == [0, 1])
      #expect(points.map(\.unreviewed) == [0, 1] && points.map(\.unpublished) == [0, 1])
      #expect(points.map(\.matched) == [3, 1] && points.map(\.standing) == [.unspecified, .unspecified])
      // On an evening before the deadline nothing was due, and what came later had not come.
      let early = try await Self.series(desk, from: "2013-06", on: "2013-07-05")
      #expect(early.points.map(\.state) == [.notDue] && early.members.allSatisfy { $0.points[0].state == .notDue })
      #expect(early.provisionalRule == nil && early.points[0].growthAbsent?.zh == "未到报送期")
    }
  }

  @Test("ask nothing of a zone before it stood, nor before the indicator was in force: not applicable, not missing")
  func notApplicable() async throws {
    try await Self.withFigures { desk in
      var request = SmallProgramme.request()
      request.zones[2].attributes[0].validFrom = "2013-04-01"
      request.indicators[0].validFrom = "2013-03-01"
      let applied = request
      _ = try await CatalogueHandler(store: desk.store).applyProgramme(applied, anyCall())
      let series = try await Self.series(desk, from: "2013-02", to: "2013-06")
      #expect(
        series.members.map { $0.points.map(\.state) } == [
          [.notApplicable, .missing, .missing, .received, .unreviewed],
          [.notApplicable, .missing, .missing, .received, .late],
          [.notApplicable, .notApplicable, .missing, .received, .missing],
        ])
      #expect(series.points.map(\.state) == [.notApplicable, .missing, .missing, .received, .missing])
      #expect(series.points.map(\.missing) == [0, 2, 3, 0, 1])
      #expect(series.members[2].points[1].growthAbsent?.zh == "不适用")
    }
  }

  @Test("take a report for in time that came by its form's last day, whatever the indicator's own calendar says")
  func inTime() async throws {
    try await Self.withFigures(Desk.create()) { desk in
      let board = try await desk.analysis.getScoreboard(SmallProgramme.board(), anyCall())
      #expect(board.rows.map(\.state) == [.unreviewed, .received, .missing])
      #expect(board.rows.map(\.workingDaysLate) == [0, 0, 0])
      let early = try await desk.analysis.getScoreboard(SmallProgramme.board(on: "\(Desk.today)"), anyCall())
      #expect(early.rows.map(\.state) == [.unreviewed, .received, .notDue])
    }
  }

  @Test("do not miss a zone that no form asks, and count it as soon as its figure is there all the same")
  func unasked() async throws {
    var form = Desk.create()
    form.form?.routes.removeLast()
    try await withDesk(form) { desk in
      let boards = {
        var boards: [IndicatorsV1.Scoreboard] = []
        for view in [IndicatorsV1.ScoreboardView.full, .basic] {
          var request = SmallProgramme.board()
          request.view = view
          boards.append(try await desk.analysis.board(request))
        }
        return boards
      }
      let reports = {
        try await desk.analysis.getReportingStatus(
          .with { ($0.parent, $0.month) = (SmallProgramme.parent, "2013-06") }, anyCall())
      }
      for board in try await boards() {
        #expect(board.rows.map(\.state) == [.missing, .missing, .notApplicable] && board.expected == 2)
        #expect(board.rows[2].growthAbsent?.zh == "不适用")
      }
      #expect(try await reports().entries.map(\.state) == [.missing, .missing, .notApplicable])
      #expect(try await reports().expected == 2)
      _ = try await desk.figures.submitFigures(
        SmallProgramme.submit([SmallProgramme.figure("c", "2013-06", 7, on: "2013-07-01")]), anyCall())
      for board in try await boards() {
        #expect(board.rows[2].state == .received && board.rows[2].cumulative == 7 && board.expected == 3)
      }
      #expect(try await reports().entries[2].state == .received)
    }
  }

  @Test("tell of a turned light how firmly the figure stands by which it turned")
  func turns() async throws {
    try await Self.withFigures { desk in
      let ask = { (filter: String) in
        try await desk.analysis.listLightTurns(
          .with { ($0.parent, $0.month, $0.filter) = (SmallProgramme.parent, "2013-06", filter) }, anyCall())
      }
      let found = try await ask("zone:* indicator=investment kind=KIND_GROWTH")
      #expect(found.turns.map { $0.zone.suffix(2) } == ["/b"] && found.turns.map(\.standing) == [.approved])
      #expect(found.turns[0].worse && found.provisionalRule != nil)
      #expect(try await ask("standing=FIGURE_STANDING_APPROVED").turns.contains(found.turns[0]))
      #expect(try await ask("standing=FIGURE_STANDING_PUBLISHED").turns.isEmpty)
    }
  }

  @Test("take zero for a value: received, known, and nothing of the others")
  func zero() async throws {
    try await withDesk { desk in
      _ = try await desk.figures.submitFigures(
        SmallProgramme.submit([SmallProgramme.figure("a", "2013-05", 0)]), anyCall())
      let series = try await Self.series(desk, to: "2013-05")
      #expect(series.members.map { $0.points[0].state } == [.received, .missing, .missing])
      #expect(series.members.map { $0.points[0].cumulative } == [0, nil, nil])
    }
  }
}
