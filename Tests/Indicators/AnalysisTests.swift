import RPC
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Indicators

@Suite("The board of a month")
struct AnalysisTests {
  /// Last year's June and December, and this year's June: a grows by 40 %, b by 20 %, c has not reported.
  private func withFigures<Value>(_ body: (Handlers) async throws -> Value) async throws -> Value {
    try await withProgramme { handlers in
      let figures = [
        SmallProgramme.figure("a", "2012-06", 100), SmallProgramme.figure("a", "2012-12", 200),
        SmallProgramme.figure("b", "2012-06", 300), SmallProgramme.figure("b", "2012-12", 700),
        SmallProgramme.figure("c", "2012-06", 50), SmallProgramme.figure("c", "2012-12", 100),
        SmallProgramme.figure("a", "2013-06", 140, on: "2013-07-10"),
        SmallProgramme.figure("b", "2013-06", 360, on: "2013-07-12"),
        SmallProgramme.figure("a", "2012-06", 100, of: "added"),
        SmallProgramme.figure("b", "2012-06", 300, of: "added"),
        SmallProgramme.figure("a", "2013-06", 130, of: "added", growth: 3_100, on: "2013-07-08"),
        SmallProgramme.figure("b", "2013-06", 330, of: "added", growth: 1_500, on: "2013-07-08"),
      ]
      _ = try await handlers.figures.submitFigures(SmallProgramme.submit(figures), anyCall())
      return try await body(handlers)
    }
  }

  @Test("is over the matched set: a missing zone leaves the total's value and its base")
  func matchedSet() async throws {
    try await withFigures { handlers in
      let board = try await handlers.analysis.getScoreboard(SmallProgramme.board(on: "2013-07-19"), anyCall())
      #expect(board.expected == 3 && board.matched == 2)
      #expect(board.total?.cumulative == 500 && board.total?.base == 400 && board.total?.growth?.exact == "1/4")
      #expect(board.rows.map(\.state) == [.received, .late, .missing])
      #expect(board.rows[2].cumulative == nil && board.rows[2].growth == nil && board.rows[2].rank == nil)
      #expect(board.rows.map(\.rank) == [1, 2, nil])
      #expect(board.rows[0].growth?.explanation?.arithmetic.contains("÷") == true)
    }
  }

  @Test("judges growth against its floor and progress against the zone's own usual share")
  func lights() async throws {
    try await withFigures { handlers in
      let rows = try await handlers.analysis.getScoreboard(SmallProgramme.board(on: "2013-07-19"), anyCall()).rows
      #expect(rows[0].growthLight == .reached && rows[1].growthLight == .short && rows[2].growthLight == .unspecified)
      #expect(rows[0].annualTarget == 260 && rows[1].annualTarget == 910)
      #expect(rows[0].completion?.exact == "7/13" && rows[0].usualShare?.exact == "1/2")
      #expect(rows[0].progressLight == .reached)
      #expect(rows[0].requiredMonthly == 20)
      #expect(rows[0].requiredMonthlyExplanation?.arithmetic == "(0.0000026 − 0.0000014) ÷ 6 = 0.0 亿元")
      #expect(rows[2].requiredMonthlyExplanation == nil)
      #expect(rows[0].contribution?.exact == "1/10" && rows[1].contribution?.exact == "3/20")
    }
  }

  @Test("at comparable prices weighs real rates by their bases, and never divides nominal sums")
  func comparablePrices() async throws {
    try await withFigures { handlers in
      let board = try await handlers.analysis.getScoreboard(
        SmallProgramme.board(on: "2013-07-19", "added"), anyCall())
      #expect(board.comparablePrices && board.total?.growth?.exact == "19/100")  // (100 × 31 % + 300 × 15 %) ÷ 400
      #expect(board.total?.nominalGrowth?.exact == "3/20")  // 460 ÷ 400 − 1
    }
  }

  @Test("of an earlier evening does not know what came later")
  func evening() async throws {
    try await withFigures { handlers in
      let board = try await handlers.analysis.getScoreboard(SmallProgramme.board(on: "2013-07-11"), anyCall())
      #expect(board.rows.map(\.state) == [.received, .missing, .missing] && board.matched == 1)
      let before = try await handlers.analysis.getScoreboard(SmallProgramme.board(on: "2013-07-10"), anyCall())
      #expect(before.rows.map(\.state) == [.received, .notDue, .notDue])
    }
  }

  @Test("tells who reported, by the worst of a zone's indicators")
  func reportingStatus() async throws {
    try await withFigures { handlers in
      let status = try await handlers.analysis.getReportingStatus(
        .with {
          $0.parent = SmallProgramme.parent
          $0.month = "2013-06"
          $0.on = "2013-07-19"
        }, anyCall())
      #expect(status.expected == 3 && status.inTime == 1 && status.late == 1 && status.missing == 1)
      #expect(status.entries[1].workingDaysLate == 2 && status.entries[2].missingIndicators.count == 2)
    }
  }

  @Test("counts the zones by how many floors they reach")
  func attainment() async throws {
    try await withFigures { handlers in
      let attainment = try await handlers.analysis.getAttainment(
        .with {
          $0.parent = SmallProgramme.parent
          $0.month = "2013-06"
        }, anyCall())
      #expect(attainment.judged == 2 && attainment.levels.map(\.indicators) == [2, 1, 0])
      #expect(attainment.levels.map(\.zones.count) == [1, 0, 1])
    }
  }

  @Test("of nothing known is NOT_FOUND, of a wrong month INVALID_ARGUMENT")
  func unknown() async throws {
    try await withProgramme { handlers in
      let unknown = await refusal {
        _ = try await handlers.analysis.getScoreboard(SmallProgramme.board("2013-06", "none"), anyCall())
      }
      #expect(unknown?.code == .notFound)
      let month = await refusal {
        _ = try await handlers.analysis.getScoreboard(SmallProgramme.board("2013-13"), anyCall())
      }
      #expect(month?.code == .invalidArgument && month?.fields == ["month"])
    }
  }
}
