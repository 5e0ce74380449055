import Domain
import RPC
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Indicators

private typealias Desk = WorkflowDesk

@Suite("Bases that are others than what was published")
struct BaseMarkTests {
  /// Three zones in June 2013, after a form of June 2012: a's value was 120 in a bulletin and is revised to 130 since, b has
  /// what it had, c reports another base than stands of last year.
  private static func withRevision(_ body: (Desk) async throws -> Void) async throws {
    try await withDesk(Desk.create(month: "2012-06")) { desk in
      for zone in ["a", "b", "c"] { try await desk.wholeWay(zone, 120) }
      try await desk.freeze()
      try await desk.release()
      try await desk.publish()
      _ = try await desk.submissions.reviseSubmission(
        .with {
          $0.name = Desk.submission("a")
          $0.reason = "普查更正"
          $0.evidence = "统字〔2013〕9号"
          $0.indicators = [Desk.indicator("investment")]
        }, Desk.call("office"))
      _ = try await desk.submissions.updateSubmission(
        .with {
          $0.submission = .with {
            $0.name = Desk.submission("a")
            $0.cells = [
              .with {
                $0.indicator = Desk.indicator("investment")
                $0.reported = .with { $0.cumulative = 130 }
              }
            ]
          }
        }, Desk.call("clerk-a"))
      try await desk.submit("a")
      try await desk.review("a")
      try await desk.countersign("a")
      try await desk.approve("a")
      _ = try await desk.figures.submitFigures(
        SmallProgramme.submit([
          SmallProgramme.figure("a", "2013-06", 169), SmallProgramme.figure("b", "2013-06", 150),
          SmallProgramme.figure("c", "2013-06", 150, base: 100, note: "扣除一次性因素"),
        ]), anyCall())
      try await body(desk)
    }
  }

  private static let expected: [[IndicatorsV1.BaseAdjustment]] = [[.revised], [], [.reported]]

  @Test("are marked on the board, which keeps what was published first, and say what the marks mean")
  func board() async throws {
    try await Self.withRevision { desk in
      let board = try await desk.analysis.getScoreboard(SmallProgramme.board(), anyCall())
      #expect(board.rows.map(\.baseAdjustments) == Self.expected)
      #expect(board.rows.map(\.base) == [130, 120, 100] && board.rows.map(\.publishedBase) == [nil, nil, 120])
      #expect(board.rows.map(\.firstPublishedBase) == [120, nil, nil])
      #expect(board.rows.map { $0.growth?.basisPoints } == [3_000, 2_500, 5_000])
      #expect(board.baseRule?.zh.contains("可比口径") == true && board.total?.baseAdjustments.isEmpty == true)
      let before = try await desk.analysis.getScoreboard(SmallProgramme.board("2012-06"), anyCall())
      #expect(before.rows.allSatisfy(\.baseAdjustments.isEmpty) && before.baseRule == nil)
    }
  }

  @Test("are marked in series of growth from the same period, and in contributions")
  func series() async throws {
    try await Self.withRevision { desk in
      func series(_ base: IndicatorsV1.GrowthBase) async throws -> IndicatorsV1.TimeSeries {
        try await desk.analysis.getTimeSeries(
          .with {
            ($0.indicator, $0.fromMonth, $0.toMonth) = (Desk.indicator("investment"), "2013-06", "2013-06")
            ($0.growthBase, $0.byZone) = (base, true)
          }, anyCall())
      }
      let same = try await series(.samePeriod)
      #expect(same.members.map { $0.points.map(\.baseAdjustments) } == Self.expected.map { [$0] })
      #expect(same.points.map(\.baseAdjustments) == [[.reported, .revised]] && same.points.map(\.adjusted) == [2])
      #expect(same.baseRule != nil)
      let other = try await series(.previousMonth)
      #expect(other.points.map(\.adjusted) == [0] && other.baseRule == nil)
      let contributions = try await desk.analysis.getContributions(
        .with { ($0.indicator, $0.month) = (Desk.indicator("investment"), "2013-06") }, anyCall())
      let marks = contributions.rows.sorted { $0.zone < $1.zone }.map(\.baseAdjustments)
      #expect(marks == Self.expected && contributions.baseRule == same.baseRule)
    }
  }

  @Test("are left out of the basic view, as findings are")
  func basic() async throws {
    try await Self.withRevision { desk in
      var request = SmallProgramme.board()
      request.view = .basic
      let board = try await desk.analysis.board(request)
      #expect(board.rows.allSatisfy(\.baseAdjustments.isEmpty) && board.baseRule == nil)
    }
  }
}
