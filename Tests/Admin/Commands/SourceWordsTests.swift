import Testing
import Wire
import WireTupo

@testable import Admin

@Suite("How a number came to be, in English")
struct SourceWordsTests {
  private static let words = SourceWords(
    names: CatalogueNames(
      zones: [
        .with {
          $0.name = "programmes/p/zones/a"
          $0.attributes = [.with { $0.title = .with { ($0.zh, $0.en) = ("甲区", "Zone A") } }]
        }
      ],
      indicators: [
        .with {
          $0.name = "programmes/p/indicators/i"
          $0.title = .with { ($0.zh, $0.en) = ("投资", "Investment") }
        }
      ]),
    board: .with { ($0.indicator, $0.month) = ("programmes/p/indicators/i", "2013-06") })

  @Test(
    "names the figure or target by what programs know it by",
    arguments: [
      ("甲区2013年1—6月投资", "programmes/p/zones/a/indicators/i/figures/2013-06", "Zone A, Investment, 2013-06"),
      (
        "甲区2013年1—6月投资（上报的上年同期）", "programmes/p/zones/a/indicators/i/figures/2013-06",
        "Zone A, Investment, 2013-06 (same period of last year as reported)"
      ),
      (
        "甲区2013年1—6月投资（报送增速）", "programmes/p/zones/a/indicators/i/figures/2013-06",
        "Zone A, Investment, 2013-06 (growth as reported)"
      ),
      ("2013年投资增速目标", "programmes/p/zones/a/targets/i-2013", "Investment, 2013, growth target"),
      ("2013年投资年度目标", "programmes/p", "Investment, 2013, annual target"),
    ])
  func labels(label: String, reference: String, english: String) {
    let source = CommonV1.Source.with { ($0.label, $0.reference) = (label, reference) }
    #expect(Self.words.label(source) == english)
  }

  @Test("counts differences of rates in points")
  func points() {
    #expect(Self.words.arithmetic("29.96 % − 30.0 % = -0.04 个百分点") == "29.96 % − 30.0 % = -0.04 points")
  }
}
