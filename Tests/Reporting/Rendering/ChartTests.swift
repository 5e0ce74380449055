import Domain
import Testing

@testable import Reporting

@Suite("Charts")
struct ChartTests {
  private let chart = BarChart(
    title: "同比增长", description: "四个单位的增速", unit: "%",
    bars: [
      .init("甲区", value: 4520, text: "45.2", tone: .good), .init("乙区", value: -310, text: "−3.1", tone: .bad),
      .init("丙县", value: nil, text: ""), .init("丁县", value: 0, text: "0.0"),
    ], references: [.init("目标 30%", value: 3000)])

  private func page(_ chart: Chart) -> String {
    HTMLRenderer().render(Document(title: "", blocks: [.chart(chart)]))
  }

  @Test("draw a bar for each value, zero included, and a dash for none")
  func bars() {
    let page = page(.bars(chart))
    #expect(page.occurrences(of: "<rect") == 3)
    #expect(page.contains("class=\"value muted\""))
    #expect(page.occurrences(of: "class=\"reference\"") == 1)
  }

  @Test("tell a reader who cannot see them what they show")
  func accessible() {
    let page = page(.bars(chart))
    #expect(page.contains("role=\"img\" aria-labelledby=\"chart1-title chart1-desc\""))
    #expect(page.contains("<title id=\"chart1-title\">同比增长</title><desc id=\"chart1-desc\">四个单位的增速</desc>"))
  }

  @Test("draw negative values to the left of zero on a terminal")
  func negative() throws {
    let lines = TextRenderer(width: 80).render([.chart(.bars(chart))]).split(separator: "\n")
    let down = try #require(lines.first { $0.hasPrefix("乙区") }), up = try #require(lines.first { $0.hasPrefix("甲区") })
    let none = try #require(lines.first { $0.hasPrefix("丙县") })
    let zero = try #require(down.firstIndex(of: "│"))
    #expect(down[..<zero].contains("█") && !down[zero...].contains("█"))
    #expect(up.contains("█") && up.hasSuffix("45.2"))
    #expect(!none.contains("█") && none.hasSuffix("—"))
  }

  @Test(
    "have axes that end beyond their values, in even steps",
    arguments: [
      ([3140, 1210], [3000], 0, 4000),
      ([4520, -310], [3000], -1000, 5000),
      ([-500, -250], [], -500, 0),
      ([], [], 0, 1),
      ([0], [], 0, 1),
    ] as [([Int64], [Int64], Int64, Int64)])
  func axis(values: [Int64], references: [Int64], lower: Int64, upper: Int64) {
    let scale = ChartScale(values: values, references: references)
    #expect(scale.lower == lower)
    #expect(scale.upper == upper)
    #expect(scale.marks.contains(0))
  }

  @Test("are not flattened by one giant, whose bar is broken off")
  func giant() {
    let values: [Int64] = [1000, 1200, 900, 1100, 60_030]
    let scale = ChartScale(values: values, references: [3000])
    #expect(scale.upper < 10_000)
    #expect(scale.isOutside(60_030) && !scale.isOutside(1200))
    let bars = values.map { BarChart.Bar("单位", value: $0, text: ChartNumber.text($0)) }
    #expect(page(.bars(.init(title: "", description: "", unit: "%", bars: bars))).contains("»"))
  }

  @Test("survive the largest numbers", arguments: [[Int64.max, .min], [.max, .max, .max, .max, .min], [.min]])
  func extremes(values: [Int64]) {
    let scale = ChartScale(values: values)
    #expect(values.allSatisfy { (0...1000).contains(scale.place($0, length: 1000)) })
    #expect(scale.marks.count <= 12)
  }

  @Test("leave a gap in a line where a month is missing")
  func gaps() {
    let series = LineChart.Series("完成", .actual, values: [1000, nil, 3000, 4000])
    let chart = LineChart(title: "", description: "", unit: "%", positions: ["1", "2", "3", "4"], series: [series])
    let page = page(.lines(chart))
    #expect(page.occurrences(of: "<circle") == 3)
    #expect(page.occurrences(of: "M420 ") + page.occurrences(of: " M") >= 2)
  }

  @Test("of lines become a table on a terminal")
  func linesAsText() {
    let text = TextRenderer(width: 100).render([.chart(.lines(SampleBoard.progress))])
    #expect(text.contains("序时进度") && text.contains("44.5") && text.contains("—"))
  }

  @Test(
    "print hundredths exactly",
    arguments: [(0, "0"), (3000, "30"), (3140, "31.4"), (-5, "-0.05"), (1_234_56, "1234.56")] as [(Int64, String)])
  func numbers(value: Int64, text: String) {
    #expect(ChartNumber.text(value) == text)
  }
}
