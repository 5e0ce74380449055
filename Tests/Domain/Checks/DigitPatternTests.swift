import TestRandom
import Testing

@testable import Domain

@Suite("First digits")
struct DigitPatternTests {
  @Test("of a geometric series conform; of numbers drawn evenly they do not; of few nothing is said")
  func conformity() {
    var (value, series): (UInt64, [Amount]) = (1_000, [])
    for _ in 0..<1_000 {
      series.append(Amount(Int64(value)))
      value = value * 103 / 100
      if value > 1_000_000_000_000_000 { value /= 999_999_937 }
    }
    #expect(DigitPattern(series).conformity == .close)
    var random = SplitMix(seed: 1)
    let even = DigitPattern((0..<1_000).map { _ in Amount(Int64(random.int(100...999))) })
    #expect(even.conformity == .nonconforming)
    #expect((even.chiSquareThousandths ?? 0) > 20_090)
    #expect(DigitPattern(series.prefix(299)).conformity == .tooFew)
  }

  @Test("are counted without sign and zeros")
  func counts() {
    let pattern = DigitPattern([0, -900, 12, 1, 99, .min].map { Amount($0) })
    #expect(pattern.counts == [2, 0, 0, 0, 0, 0, 0, 0, 3])
  }

  /// By hand: 1,000 values, 301 with 1 and so on, as near as whole numbers come.
  @Test("agree with a calculation by hand")
  func byHand() throws {
    let counts = [301, 176, 125, 97, 79, 67, 58, 51, 46]
    let amounts = counts.enumerated().flatMap { digit, count in Array(repeating: Amount(Int64(digit + 1)), count: count)
    }
    let pattern = DigitPattern(amounts)
    #expect(pattern.meanAbsoluteDeviation?.text(decimals: 6) == "0.000101")
    #expect(pattern.chiSquareThousandths == 1)
    #expect(DigitPattern.expected.reduce(0, +) == 1_000_000_000)
  }
}
