import Domain
import Testing

@testable import Reporting

/// How numbers are said.
@Suite struct RateWordingTests {
  @Test(
    "growth is said with its direction, never with a minus",
    arguments: [(314, 1000, "增长31.4%"), (-31, 1000, "下降3.1%"), (0, 1, "持平"), (-1, 10_000, "下降0.01%")])
  func growth(top: Int64, bottom: Int64, words: String) {
    #expect(Rate.made(top, bottom).growthWords.plainText == words)
  }

  @Test(
    "differences are said in percentage points",
    arguments: [(14, 1000, "高于目标1.4个百分点"), (-51, 1000, "低于目标5.1个百分点"), (0, 1, "与目标持平"), (-4, 10_000, "低于目标0.04个百分点")])
  func points(top: Int64, bottom: Int64, words: String) {
    #expect(Rate.made(top, bottom).pointsWords(against: "目标").plainText == words)
  }

  @Test("a rate opens its arithmetic")
  func arithmetic() {
    let figures = Rate.made(314, 1000, arithmetic: "612.5 ÷ 466.1 − 1").growthWords.inlines.compactMap { inline in
      if case .figure(let figure) = inline { figure.arithmetic } else { nil }
    }
    #expect(figures == [["612.5 ÷ 466.1 − 1"]])
  }

  @Test("neighbouring texts are one run")
  func runs() {
    let words: Words = "一\("二")三" + "四"
    #expect(words.inlines == [.text("一二三四")])
  }

  @Test(
    "printed percentages become hundredths for the chart",
    arguments: [("31.4", 3_140), ("-3.1", -310), ("29.96", 2_996), ("30", 3_000), ("29.9951", 2_999)])
  func hundredths(text: String, hundredths: Int64) {
    #expect(PrintedPercent.hundredths(text) == hundredths)
  }
}
