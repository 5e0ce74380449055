import Testing
import Wire
import WireTupo

@testable import Indicators

@Suite("The answer to an import")
struct ImportAnswerTests {
  private func fault(_ row: Int, _ severity: CommonV1.Fault.Severity = .soft) -> CommonV1.Fault {
    .with {
      $0.file = "大表.csv"
      $0.row = Int32(row)
      $0.severity = severity
      $0.text = .with { $0.zh = String(repeating: "突变", count: 40) }
    }
  }

  @Test("tells all findings by their rows where there is room")
  func few() {
    var answer = IndicatorsV1.ImportFiguresResponse()
    answer.tell([fault(3), fault(1, .hard), fault(2)])
    #expect(answer.faults.map(\.row) == [1, 2, 3] && answer.faultCount == 3)
  }

  @Test("of very many tells as many as fit, hard ones first, and how many there are")
  func many() {
    let count = 12_000
    var answer = IndicatorsV1.ImportFiguresResponse()
    answer.tell((1...count).map { fault($0) } + [fault(count + 1, .hard)])
    #expect(Int(answer.faultCount) == count + 1)
    #expect(answer.faults.last?.severity == .hard && answer.faults.last?.row == Int32(count + 1))
    // The first soft ones, without a gap.
    #expect(answer.faults.dropLast().enumerated().allSatisfy { Int($1.row) == $0 + 1 })
    let bytes = answer.encoded().count
    let most = [CommonV1.Fault].bytesMax
    #expect(bytes > most - 1_000 && bytes < most + 16 * answer.faults.count)
  }

  @Test("or to figures that were submitted is bounded alike")
  func submitted() {
    var answer = IndicatorsV1.SubmitFiguresResponse()
    answer.tell((1...12_000).map { fault($0) })
    #expect(answer.findingCount == 12_000 && answer.findings.count < 12_000)
    #expect(answer.findings.map(\.row) == (1...Int32(answer.findings.count)).map { $0 })
  }
}
