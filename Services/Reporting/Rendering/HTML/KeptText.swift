import Domain

/// Cuts plain text into what may be broken anywhere the browser likes and what must stay on one line: a number with its
/// counting word and the punctuation that clings to it. Browsers would part 4 from 个, and begin a line with the comma
/// that follows a figure.
struct KeptText {
  /// A piece of the text.
  struct Piece: Hashable {
    var text: String
    var isKept: Bool
  }

  private(set) var pieces: [Piece] = []

  init(_ text: String) {
    var rest = text[...]
    var free = ""
    while let character = rest.first {
      let kept = Self.isDigit(character) && !(free.last.map(Self.isWord) ?? false) ? Self.number(at: rest) : nil
      guard let kept else {
        free.append(character)
        rest = rest.dropFirst()
        continue
      }
      add(free, isKept: false)
      add(String(kept), isKept: true)
      free = ""
      rest = rest[kept.endIndex...]
    }
    add(free, isKept: false)
  }

  /// The closing punctuation at the beginning of a text, which must not begin a line.
  static func closers(of text: String) -> Substring { text.prefix { CharacterClass($0) == .closer } }

  /// The opening brackets at the end of a text, which must not end a line.
  static func openers(of text: String) -> Substring {
    let count = text.reversed().prefix { CharacterClass($0) == .opener }.count
    return text.suffix(count)
  }

  /// A number with its counting word and its stops, if it has one or the other.
  private static func number(at text: Substring) -> Substring? {
    let digits = text.prefix { isDigit($0) || ".,%".contains($0) }
    let afterDigits = text[digits.endIndex...]
    let word = afterDigits.prefix(CountingWord.length(at: afterDigits))
    let stops = text[word.endIndex...].prefix { CharacterClass($0) == .closer && !"—-/".contains($0) }
    return word.isEmpty && stops.isEmpty ? nil : text[digits.startIndex..<stops.endIndex]
  }

  private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
  private static func isWord(_ character: Character) -> Bool { character.isASCII && !character.isWhitespace }

  private mutating func add(_ text: String, isKept: Bool) {
    guard !text.isEmpty else { return }
    pieces.append(Piece(text: text, isKept: isKept))
  }
}
