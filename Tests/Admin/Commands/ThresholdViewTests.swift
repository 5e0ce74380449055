import Testing
import Wire
import WireTupo

@testable import Admin

@Suite("The threshold targets in a table")
struct ThresholdViewTests {
  private static func table(_ own: IndicatorsV1.Operator) -> Table {
    let report = IndicatorsV1.ThresholdReport.with {
      $0.standings = [
        .with {
          $0.target = .with {
            $0.title = .with { $0.zh = "目标" }
            $0.operator = own
            $0.count = 3
          }
          ($0.passed, $0.landing, $0.short) = (1, 2, 1)
          $0.candidates = [
            .with { ($0.landing, $0.passed, $0.expected) = (1, true, true) },
            .with { ($0.landing, $0.expected) = (1, true) },
            .with { $0.landing = 1 },
            .init(),
          ]
        }
      ]
    }
    return ThresholdView.table(report, .zh) { _ in ("亿元", 100_000_000, 1) }
  }

  @Test(
    "says that a limit from below is passed and one from above kept",
    arguments: [
      (IndicatorsV1.Operator.greaterThan, ["已突破", "预计突破", "预计不足", "无法预计"], "目标：已突破1个，预计年底2个，目标3个，差1个"),
      (.atMost, ["未超过", "预计不超过", "预计超过", "无法预计"], "目标：预计年底未超过2个，目标3个，差1个"),
    ])
  func words(_ own: IndicatorsV1.Operator, _ words: [String], _ note: String) throws {
    let table = Self.table(own)
    let column = try #require(table.columns.firstIndex { $0.key == "passed" })
    #expect(table.rows.map { $0[column].shown } == words)
    #expect(table.notes.first == note)
  }
}
