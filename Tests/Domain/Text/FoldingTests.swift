import TestRandom
import Testing

@testable import Domain

/// What is read quickly must be read as it is character by character.
@Suite("Text of a sheet's cells")
struct FoldingTests {
  private static let alphabet = [
    "a", "Z", "7", "-", ".", " ", "\t", "\u{3000}", "Ａ", "ｚ", "７", "－", "工", "龥", "\u{4DBF}", "\u{A000}", "é", "İ",
    "\u{301}",
    "\u{600}", "\u{200B}", "\u{200D}", "\u{2060}", "\u{FEFF}", "\u{A0}", "\r\n", "👍🏽", "\u{20000}",
  ]

  private func text(_ random: inout SplitMix) -> String {
    (0..<random.int(0...5)).map { _ in Self.alphabet[random.int(0...Self.alphabet.count - 1)] }.joined()
  }

  @Test("folds as its characters do, and once", arguments: 0..<200)
  func folding(seed: UInt64) {
    var random = SplitMix(seed: seed)
    for _ in 0..<50 {
      let text = text(&random)
      #expect(text.folded == String(text.filter { !$0.isBlank }.map(\.narrowed)).lowercased())
    }
  }

  @Test("loses the blanks at both ends, and nothing else", arguments: 0..<200)
  func trimming(seed: UInt64) {
    var random = SplitMix(seed: seed)
    for _ in 0..<50 {
      let text = text(&random)
      let front = text.drop(while: \.isBlank)
      let end = front.lastIndex { !$0.isBlank }.map { front.index(after: $0) } ?? front.startIndex
      #expect(text.trimmedBlanks == front[..<end])
    }
  }

  /// A full-width character makes the text one that is read character by character.
  private func widened(_ text: String, at place: Int) -> String {
    String(
      text.enumerated().map { index, character in
        guard index == place, let ascii = character.asciiValue, let wide = UnicodeScalar(0xFEE0 + UInt32(ascii)) else {
          return character
        }
        return Character(wide)
      })
  }

  private func digits(_ random: inout SplitMix, _ signs: [Character], _ count: Int) -> String {
    let letters = signs + Array("0123456789") + Array("0123456789")
    return String((0..<count).map { _ in letters[random.int(0...letters.count - 1)] })
  }

  @Test("is the same number in narrow and in wide digits", arguments: 0..<200)
  func numbers(seed: UInt64) {
    var random = SplitMix(seed: seed)
    for _ in 0..<50 {
      let text = digits(&random, ["-", "."], random.int(1...21))
      let wide = widened(text, at: random.int(0...text.count - 1))
      let (one, other) = (try? DecimalNumber(parsing: text), try? DecimalNumber(parsing: wide))
      #expect(one == other, "\(text)")
    }
  }

  @Test("is the same month in narrow and in wide digits", arguments: 0..<200)
  func months(seed: UInt64) {
    var random = SplitMix(seed: seed)
    for _ in 0..<50 {
      let parts = (digits(&random, ["-"], random.int(3...5)), digits(&random, ["-"], random.int(1...3)))
      let text = parts.0 + "-" + parts.1
      #expect(Month(text) == Month(widened(text, at: random.int(0...text.count - 1))), "\(text)")
    }
  }
}
