import Domain
import TestRandom
import Testing

@Suite("Text in columns")
struct TextTests {
  @Test(
    "is as wide as a terminal shows it",
    arguments: [
      ("abc", 3), ("兖州", 4), ("（演示）", 8), ("e\u{301}", 1), ("㎡", 2), ("½", 1), ("〔2013〕", 8), ("한", 2),
      ("\u{200B}", 0), ("👍🏽", 2), ("—", 1), ("ｱ", 1), ("", 0), ("\u{20000}", 2),
    ])
  func width(text: String, columns: Int) {
    #expect(text.displayWidth == columns)
  }

  @Test("is cut without halving a character, and fills its column", arguments: 0..<100)
  func fitting(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let letters: [Character] = ["a", "兖", "（", "é", "1", "区"]
    let text = String((0..<random.int(0...12)).map { _ in letters[random.int(0...5)] })
    let width = random.int(1...16)
    for alignment in [Alignment.left, .right, .centre] {
      let fitted = text.fitted(to: width, alignment)
      #expect(fitted.displayWidth == width)
      if text.displayWidth <= width { #expect(fitted.contains(text)) }
    }
    #expect(text.truncated(to: width).displayWidth <= width)
  }

  @Test("stands left, right or in the middle")
  func alignment() {
    #expect("区".padded(to: 5) == "区   ")
    #expect("区".padded(to: 5, .right) == "   区")
    #expect("区".padded(to: 5, .centre) == " 区  ")
    #expect("兖州工业园区".truncated(to: 8) == "兖州工…")
    #expect("兖州".truncated(to: 0) == "")
  }

  @Test(
    "numerals of headings",
    arguments: [
      (0, "零"), (1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (45, "四十五"), (99, "九十九"), (100, "100"),
    ])
  func numerals(number: Int, text: String) {
    #expect(ChineseNumeral.text(number) == text)
  }

  @Test("headings")
  func headings() {
    #expect(ChineseNumeral.firstLevel(2) == "二、")
    #expect(ChineseNumeral.secondLevel(12) == "（十二）")
  }

  @Test("ULIDs come back from their text and sort by time", arguments: 0..<100)
  func ulid(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let time = UInt64(random.int64(0...0xFFFF_FFFF_FFFE))
    let bytes = (0..<10).map { _ in UInt8(random.int(0...255)) }
    let id = try #require(ULID(milliseconds: time, random: bytes))
    let later = try #require(ULID(milliseconds: time + 1, random: Array(repeating: 0, count: 10)))
    #expect(id.milliseconds == time)
    #expect(ULID(id.description.lowercased()) == id)
    #expect(id < later && id.description < later.description)
  }

  @Test("a ULID is 26 characters that say what they should")
  func known() throws {
    #expect(ULID(milliseconds: 0, random: Array(repeating: 0, count: 10))?.description == "00000000000000000000000000")
    #expect(ULID("7ZZZZZZZZZZZZZZZZZZZZZZZZZ")?.bits == .max)
    #expect(ULID("8ZZZZZZZZZZZZZZZZZZZZZZZZZ") == nil)
    #expect(ULID("0000000000000000000000000U") == nil)
    #expect(ULID("0") == nil)
    #expect(ULID(milliseconds: 1, random: [1]) == nil)
    // The specification's example: 1,469,918,176,385 ms is 01ARYZ6S41.
    let id = try #require(ULID(milliseconds: 1_469_918_176_385, random: Array(repeating: 0, count: 10)))
    #expect(id.description.hasPrefix("01ARYZ6S41"))
  }
}

@Suite("Words")
struct WordTests {
  /// Two states that read alike could not be told apart on paper.
  @Test("no two cases of a kind read alike, in either language")
  func distinct() {
    func check(_ chinese: [String], _ english: [String]) {
      #expect(Set(chinese).count == chinese.count && Set(english).count == english.count)
      #expect(!chinese.contains("") && !english.contains(""))
    }
    check(Undefined.allCases.map(\.chineseText), Undefined.allCases.map(\.englishText))
    check(CellState.allCases.map(\.chineseText), CellState.allCases.map(\.englishText))
    check(Light.allCases.map(\.chineseText), Light.allCases.map(\.englishText))
    check(MilestoneState.allCases.map(\.chineseText), MilestoneState.allCases.map(\.englishText))
    check(Channel.allCases.map(\.chineseText), Channel.allCases.map(\.englishText))
    check(Stage.allCases.map(\.chineseText), Stage.allCases.map(\.englishText))
    let verdicts = ThresholdRow.Verdict.allCases
    check(verdicts.map(\.chineseText), verdicts.map(\.englishText))
  }
}
