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

  @Test(
    "an amount is rounded once, and is never printed as nothing where there is something",
    arguments: [
      (61_244_999_999, "612.4亿元"), (61_245_000_000, "612.5亿元"), (4_000_000, "0.04亿元"), (-1, "-0.00000001亿元"),
      (0, "0.0亿元"),
    ] as [(Int64, String)])
  func amounts(units: Int64, text: String) {
    let figure = UnitScale.hundredMillionYuan.figure(Amount(units))
    #expect(figure.text + figure.unit == text)
  }

  @Test(
    "an amount in 万元 has no decimals but those that it needs",
    arguments: [(123_456_789, "12346万元"), (4_000, "0.4万元")] as [(Int64, String)])
  func smallAmounts(units: Int64, text: String) {
    let figure = UnitScale.tenThousandYuan.figure(Amount(units))
    #expect(figure.text + figure.unit == text)
  }

  @Test(
    "goals are printed with all their digits",
    arguments: [(3_000, "30%"), (1_250, "12.5%"), (1_255, "12.55%"), (-500, "-5%"), (0, "0%")] as [(Int64, String)])
  func goals(points: Int64, text: String) {
    #expect(Ratio(basisPoints: points).goalText == text)
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
