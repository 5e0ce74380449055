/// A piece of a filter's text (AIP-160), and the character at which it begins, from 1.
struct FilterToken: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    /// A word without quotes: a field, a keyword or a value.
    case word(String)
    /// A text in quotes.
    case quoted(String)
    case comparison(Filter.Comparison)
    case minus
    case open
    case close
  }

  let kind: Kind
  let position: Int

  /// The word in capitals, when it is one of the grammar's: AND, OR, NOT.
  var keyword: String? {
    guard case .word(let word) = kind, ["AND", "OR", "NOT"].contains(word) else { return nil }
    return word
  }
}

/// Cuts a filter's text into tokens.
struct FilterLexer {
  private let characters: [Character]
  private var place = 0

  init(_ text: String) { characters = Array(text) }

  /// All tokens. Throws for a character that has no place in a filter, and for a quote that is not closed.
  static func tokens(_ text: String) throws(FilterFault) -> [FilterToken] {
    var lexer = FilterLexer(text)
    var tokens: [FilterToken] = []
    while let token = try lexer.next() { tokens.append(token) }
    return tokens
  }

  private mutating func next() throws(FilterFault) -> FilterToken? {
    while place < characters.count, characters[place].isWhitespace { place += 1 }
    guard place < characters.count else { return nil }
    let position = place + 1
    let kind: FilterToken.Kind
    switch characters[place] {
    case "(": kind = take(.open)
    case ")": kind = take(.close)
    case "\"", "'": kind = .quoted(try quoted(characters[place]))
    case "=", ":", "<", ">", "!": kind = .comparison(try comparison())
    case "-" where !isNumber(at: place + 1): kind = take(.minus)
    case let character where Self.isWord(character): kind = .word(word())
    default: throw FilterFault(.character(characters[place]), at: position)
    }
    return FilterToken(kind: kind, position: position)
  }

  private mutating func take(_ kind: FilterToken.Kind) -> FilterToken.Kind {
    place += 1
    return kind
  }

  private mutating func comparison() throws(FilterFault) -> Filter.Comparison {
    for length in [2, 1] where place + length <= characters.count {
      guard let found = Filter.Comparison(rawValue: String(characters[place..<place + length])) else { continue }
      place += length
      return found
    }
    throw FilterFault(.character(characters[place]), at: place + 1)
  }

  private mutating func word() -> String {
    let start = place
    while place < characters.count, Self.isWord(characters[place]) { place += 1 }
    return String(characters[start..<place])
  }

  /// A text up to the quote that closes it; a backslash takes the next character as it is.
  private mutating func quoted(_ quote: Character) throws(FilterFault) -> String {
    let start = place + 1
    place += 1
    var text = ""
    while place < characters.count, characters[place] != quote {
      if characters[place] == "\\" { place += 1 }
      guard place < characters.count else { break }
      text.append(characters[place])
      place += 1
    }
    guard place < characters.count else { throw FilterFault(.openQuote, at: start) }
    place += 1
    return text
  }

  private func isNumber(at place: Int) -> Bool {
    place < characters.count && ("0"..."9").contains(characters[place])
  }

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "_-./*+".contains(character)
  }
}
