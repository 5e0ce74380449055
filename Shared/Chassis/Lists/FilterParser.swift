/// Reads a filter from a text.
///
///     expression = sequence { AND sequence }
///     sequence   = factor { factor }
///     factor     = term { OR term }
///     term       = [ NOT | "-" ] ( field comparison value | "(" expression ")" )
struct FilterParser {
  static let charactersMax = 4_096
  static let termsMax = 100
  static let depthMax = 32

  private let tokens: [FilterToken]
  private let end: Int
  private var place = 0
  private var depth = 0
  private var terms = 0

  /// The filter that a text says; nil for a blank one.
  static func parse(_ text: String) throws(FilterFault) -> Filter? {
    guard text.count <= charactersMax else { throw FilterFault(.tooLong, at: charactersMax + 1) }
    let tokens = try FilterLexer.tokens(text)
    if tokens.isEmpty { return nil }
    var parser = FilterParser(tokens: tokens, end: text.count + 1)
    let filter = try parser.expression()
    guard let rest = parser.current else { return filter }
    throw FilterFault(rest.kind == .close ? .closedParenthesis : .expectedField, at: rest.position)
  }

  private init(tokens: [FilterToken], end: Int) {
    self.tokens = tokens
    self.end = end
  }

  private var current: FilterToken? { place < tokens.count ? tokens[place] : nil }
  private var position: Int { current?.position ?? end }

  private mutating func expression() throws(FilterFault) -> Filter {
    var parts = try sequence()
    while current?.keyword == "AND" {
      place += 1
      parts += try sequence()
    }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func sequence() throws(FilterFault) -> [Filter] {
    var parts = [try factor()]
    while let token = current, token.kind != .close, token.keyword == nil || token.keyword == "NOT" {
      parts.append(try factor())
    }
    return parts
  }

  private mutating func factor() throws(FilterFault) -> Filter {
    var parts = [try term()]
    while current?.keyword == "OR" {
      place += 1
      parts.append(try term())
    }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func term() throws(FilterFault) -> Filter {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthMax else { throw FilterFault(.tooDeep, at: position) }
    guard let token = current else { throw FilterFault(.expectedField, at: end) }
    if token.kind == .minus || token.keyword == "NOT" {
      place += 1
      return .not(try term())
    }
    guard token.kind == .open else { return .term(try comparison()) }
    place += 1
    let inner = try expression()
    guard current?.kind == .close else { throw FilterFault(.openParenthesis, at: token.position) }
    place += 1
    return inner
  }

  private mutating func comparison() throws(FilterFault) -> Filter.Term {
    let start = position
    guard case .word(let field)? = current?.kind, current?.keyword == nil else {
      throw FilterFault(.expectedField, at: start)
    }
    place += 1
    guard case .comparison(let comparison)? = current?.kind else {
      throw FilterFault(.expectedComparison(after: field), at: position)
    }
    place += 1
    terms += 1
    guard terms <= Self.termsMax else { throw FilterFault(.tooLong, at: start) }
    let (value, isAny): (String, Bool)
    switch current?.kind {
    case .word(let word) where current?.keyword == nil: (value, isAny) = (word, word == "*")
    case .quoted(let text): (value, isAny) = (text, false)
    default: throw FilterFault(.expectedValue, at: position)
    }
    place += 1
    return Filter.Term(field: field, comparison: comparison, value: value, isAny: isAny, position: start)
  }
}
