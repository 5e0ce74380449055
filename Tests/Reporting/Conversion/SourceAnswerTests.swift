import Domain
import Testing
import Wire
import WireTupo

@testable import Reporting

/// What the services answer becomes what the composer works on.
@Suite struct SourceAnswerTests {
  private static func explanation(_ line: String) -> CommonV1.Explanation {
    .with {
      $0.arithmetic = line
      $0.sources = [
        .with {
          $0.label = "甲区"
          $0.reference = "figures/2013-06"
        }
      ]
    }
  }

  @Test("what each month must bring keeps the arithmetic and the sources that were told of it")
  func required() {
    let row = Board.Row(
      .with {
        $0.requiredMonthly = 737_965_000
        $0.requiredMonthlyExplanation = Self.explanation("(79.287 − 35.0091) ÷ 6 = 7.4 亿元")
      })
    #expect(row.requiredMonthly == Amount(737_965_000))
    #expect(row.requiredAccount.arithmetic == "(79.287 − 35.0091) ÷ 6 = 7.4 亿元")
    #expect(row.requiredAccount.sources.map(\.detail) == ["figures/2013-06"])
  }

  @Test("so does what a unit lacks before a threshold")
  func extra() {
    let candidate = ThresholdStanding.Candidate(
      .with {
        $0.extraMonthly = 98_666_667
        $0.explanation = Self.explanation("94.08")
        $0.extraMonthlyExplanation = Self.explanation("(100 − 94.08) ÷ 6 = 1.0 亿元")
      })
    #expect(candidate.account.arithmetic == "94.08")
    #expect(candidate.extraAccount.arithmetic == "(100 − 94.08) ÷ 6 = 1.0 亿元")
    #expect(candidate.extraAccount.sources.map(\.label) == ["甲区"])
  }
}
