import Domain
import RPC
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Indicators

private typealias Desk = WorkflowDesk

@Suite("Provisional figures on a board")
struct ProvisionalTests {
  private static func rows(
    _ desk: Desk, on day: String = ""
  ) async throws -> (board: IndicatorsV1.Scoreboard, rows: [String: IndicatorsV1.ScoreboardRow]) {
    var request = SmallProgramme.board("2013-06", on: day)
    let board = try await desk.analysis.getScoreboard(request, anyCall())
    try await desk.analysis.cubes.forward("p")
    request.view = .basic
    #expect(try await desk.analysis.board(request) == board.basic, "by columns, at every step")
    return (board, Dictionary(uniqueKeysWithValues: board.rows.map { (String($0.zone.suffix(1)), $0) }))
  }

  private static func status(_ desk: Desk) async throws -> IndicatorsV1.ReportingStatus {
    try await desk.analysis.getReportingStatus(
      .with {
        $0.parent = SmallProgramme.parent
        $0.month = "2013-06"
      }, anyCall())
  }

  @Test("what waits for the city's yes stands beside the board and in no number of it")
  func unreviewed() async throws {
    try await withDesk(Desk.create(due: -1, grace: 9)) { desk in
      _ = try await desk.figures.submitFigures(
        SmallProgramme.submit(["a", "b", "c"].map { SmallProgramme.figure($0, "2012-06", 100) }), anyCall())
      try await desk.fill("a", 190, base: 100)
      #expect(try await Self.rows(desk).rows["a"]?.state == .missing)  // A draft is nobody's report.
      try await desk.submit("a")
      try await desk.wholeWay("b", 0)
      let (board, rows) = try await Self.rows(desk)
      #expect(rows["a"]?.state == .unreviewed && rows["a"]?.standing == .unreviewed && rows["a"]?.provisional == 190)
      #expect(rows["a"]?.cumulative == nil && rows["a"]?.growth == nil && rows["a"]?.rank == nil)
      #expect(rows["a"]?.growthAbsent?.zh == "未审" && rows["a"]?.receivedOn == "\(Desk.today)")
      #expect(rows["a"]?.workingDaysLate ?? 0 > 0)
      // Zero is a value, and nothing is missing of it.
      #expect(rows["b"]?.cumulative == 0 && rows["b"]?.state == .late && rows["b"]?.standing == .approved)
      #expect(rows["b"]?.provisional == nil)
      #expect(rows["c"]?.state == .missing && rows["c"]?.standing == .unspecified && rows["c"]?.provisional == nil)
      #expect(board.total?.cumulative == 0 && board.matched == 1 && board.unreviewed == 1 && board.unpublished == 1)
      #expect(board.provisionalRule?.zh.contains("不计入合计") == true)
      let status = try await Self.status(desk)
      #expect(status.entries.map(\.state) == [.unreviewed, .late, .missing] && status.unreviewed == 1)
      #expect(status.expected == 3 && status.missing == 1 && status.late == 1 && status.inTime == 0)
      // On an evening before it came nothing had come.
      let before = try await Self.rows(desk, on: "2013-07-05")
      #expect(before.rows["a"]?.state == .notDue && before.rows["a"]?.provisional == nil)
      #expect(before.board.provisionalRule == nil)
    }
  }

  @Test("what went back is neither missing nor provisional, wherever on its way it was, until it comes in again")
  func returned() async throws {
    try await withDesk(Desk.create(due: -1, grace: 9)) { desk in
      try await desk.fill("a", 190)
      try await desk.submit("a")
      try await desk.giveBack("a")
      try await desk.wholeWay("b", 7)
      try await desk.giveBack("b", by: "verifier")
      let (board, rows) = try await Self.rows(desk)
      for zone in ["a", "b"] {
        let row = try #require(rows[zone])
        #expect(row.state == .returned && row.growthAbsent?.zh == "退回" && row.receivedOn == "\(Desk.today)")
        #expect(row.cumulative == nil && row.provisional == nil && row.standing == .unspecified && row.rank == nil)
      }
      #expect(rows["c"]?.state == .missing)
      #expect(board.unreviewed == 0 && board.unpublished == 0 && board.provisionalRule == nil)
      let status = try await Self.status(desk)
      #expect(status.entries.map(\.state) == [.returned, .returned, .missing])
      #expect(status.returned == 2 && status.missing == 1 && status.expected == 3)
      #expect(status.entries.map(\.missingIndicators.isEmpty) == [true, true, false])
      let basic = try await desk.analysis.board(
        .with {
          $0.indicator = Desk.indicator("investment")
          $0.month = "2013-06"
          $0.view = .basic
        })
      #expect(basic.rows.map(\.state) == [.returned, .returned, .missing])
      // What the zone fills in meanwhile is nobody's report, and what it sends in again waits again.
      try await desk.fill("a", nil)
      #expect(try await Self.rows(desk).rows["a"]?.state == .returned)
      try await desk.fill("a", 200, answer: "已核实")
      try await desk.submit("a")
      #expect(try await Self.rows(desk).rows["a"]?.provisional == 200)
      #expect(try await Self.rows(desk).rows["a"]?.state == .unreviewed)
    }
  }

  @Test("what the zone took back itself was never reported")
  func withdrawn() async throws {
    try await withDesk(Desk.create(due: -1, grace: 9)) { desk in
      try await desk.fill("a", 190)
      try await desk.submit("a")
      _ = try await desk.submissions.withdrawSubmission(
        .with {
          $0.name = Desk.submission("a")
          $0.reason = "改数"
        }, Desk.call("clerk-a"))
      #expect(try await Self.rows(desk).rows["a"]?.state == .missing)
    }
  }

  @Test("what is in a bulletin is provisional no more, and stands while a revision of it is under way or goes back")
  func published() async throws {
    try await withDesk(Desk.create(due: -1, grace: 9)) { desk in
      try await desk.wholeWay("b", 7)
      try await desk.freeze(without: ["a", "c"])
      try await desk.release()
      #expect(try await Self.rows(desk).rows["b"]?.standing == .approved)
      _ = try await desk.forms.releaseIndicators(
        .with {
          $0.name = Desk.form
          $0.indicators = [Desk.indicator("added")]
          $0.releasedOn = "\(Desk.today)"
          $0.publication = "统计月报"
        }, Desk.call("office"))
      try await desk.publish()
      let (board, rows) = try await Self.rows(desk)
      #expect(rows["b"]?.standing == .published && board.provisionalRule == nil && board.unpublished == 0)
      // A revision under way stands beside the published value.
      _ = try await desk.submissions.reviseSubmission(
        .with {
          $0.name = Desk.submission("b")
          $0.reason = "普查更正"
          $0.evidence = "统字〔2013〕9号"
          $0.indicators = [Desk.indicator("investment")]
        }, Desk.call("office"))
      _ = try await desk.submissions.updateSubmission(
        .with {
          $0.submission = .with {
            $0.name = Desk.submission("b")
            $0.cells = [
              .with {
                $0.indicator = Desk.indicator("investment")
                $0.reported = .with { $0.cumulative = 9 }
                $0.explanation = "普查更正"
              }
            ]
          }
        }, Desk.call("clerk-b"))
      try await desk.submit("b")
      let revised = try await Self.rows(desk)
      #expect(revised.rows["b"]?.cumulative == 7 && revised.rows["b"]?.provisional == 9)
      #expect(revised.rows["b"]?.standing == .published && revised.rows["b"]?.state == .late)
      #expect(revised.board.unreviewed == 1)
      try await desk.giveBack("b")
      let back = try await Self.rows(desk)
      #expect(back.rows["b"]?.cumulative == 7 && back.rows["b"]?.provisional == nil)
      #expect(back.rows["b"]?.standing == .published && back.rows["b"]?.state == .late)
    }
  }
}
