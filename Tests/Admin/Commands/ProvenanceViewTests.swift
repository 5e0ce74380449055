import Testing
import Wire
import WireTupo

@testable import Admin

@Suite("Where a figure comes from, in a table")
struct ProvenanceViewTests {
  private static func provenance(
    _ state: IndicatorsV1.SubmissionState, sent: Int64? = 535, revised: [String] = []
  ) -> IndicatorsV1.Provenance {
    .with {
      $0.name = "programmes/p/zones/z/indicators/i/figures/2013-06"
      $0.displayScale = 1
      $0.submission = .with {
        ($0.name, $0.state, $0.revisedIndicators) = ("programmes/p/zones/z/submissions/f", state, revised)
        $0.cells = [
          .with {
            $0.indicator = "programmes/p/indicators/i"
            if let sent { $0.lastSubmitted = .with { $0.cumulative = sent } }
          }
        ]
        $0.findings = [
          .with {
            $0.fault = .with {
              $0.reason = "JUMPED"
              $0.text = .with { $0.zh = "增幅偏大。" }
            }
          }
        ]
        $0.steps = [
          .with {
            ($0.kind, $0.fromState, $0.toState) = (.submit, .draft, .submitted)
            $0.by = .with { $0.principal = "people/clerk" }
          }
        ]
      }
    }
  }

  private static func standings(_ provenance: IndicatorsV1.Provenance) -> [String] {
    let table = ProvenanceView.table(provenance, [], CatalogueNames(), .zh)
    guard let column = table.columns.firstIndex(where: { $0.key == "standing" }) else { return [] }
    return table.rows.map { $0[column].shown }
  }

  @Test(
    "what was sent in has a line until it stands",
    arguments: [
      (.submitted, ["待审"]), (.countyReviewed, ["待审"]), (.countersigned, ["待审"]), (.returned, ["退回"]), (.draft, []),
      (.approved, []), (.published, []),
    ] as [(IndicatorsV1.SubmissionState, [String])])
  func pending(_ state: IndicatorsV1.SubmissionState, _ expected: [String]) {
    #expect(Self.standings(Self.provenance(state)) == expected)
    #expect(Self.standings(Self.provenance(state, sent: nil)).isEmpty)
    #expect(Self.standings(Self.provenance(state, revised: ["programmes/p/indicators/other"])).isEmpty)
  }

  @Test("the reported figure stands beside the verified one, and why a published one was revised")
  func reasons() {
    var provenance = Self.provenance(.approved)
    provenance.displayUnit = "元"
    provenance.submission?.cells[0].reported = .with { $0.cumulative = 535 }
    provenance.submission?.cells[0].verification = .with {
      $0.values = .with { $0.cumulative = 500 }
      $0.reason = "重复统计"
      $0.verifiedBy = .with { $0.principal = "people/verifier" }
    }
    provenance.revisions = [
      .with {
        $0.reason = "决算更正"
        $0.entry = .with { $0.recordedIn = .with { $0.sequence = 7 } }
      }
    ]
    let notes = ProvenanceView.table(provenance, [], CatalogueNames(), .zh).notes
    #expect(notes.contains("上报数535元，核定数500元：重复统计（people/verifier）"))
    #expect(notes.contains("第7条修订原因：决算更正"))
  }

  @Test("what was found in it, and who sent it in, stands under the table")
  func notes() {
    let notes = ProvenanceView.table(Self.provenance(.submitted), [], CatalogueNames(), .zh).notes
    #expect(notes.contains("增幅偏大。") && notes.contains { $0.contains("上报") && $0.contains("people/clerk") })
  }
}
