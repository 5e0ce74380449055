/// A filter of a list, as the caller wrote it (AIP-160): nothing in it is known to be a field yet.
///
/// The subset: comparisons of a field with a value, `:` (has), AND, OR, NOT, `-` and parentheses. As in AIP-160, OR
/// binds more strongly than AND, and terms that only follow each other are joined by AND.
public indirect enum Filter: Sendable, Hashable {
  /// All of them.
  case all([Filter])
  /// Any of them.
  case any([Filter])
  /// Not this.
  case not(Filter)
  /// A field compared with a value.
  case term(Term)

  /// How a field is compared.
  public enum Comparison: String, Sendable, Hashable, CaseIterable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case atMost = "<="
    case greater = ">"
    case atLeast = ">="
    /// A list holds the value, a text holds it as a part, or, with the value `*`, the field is set.
    case has = ":"
  }

  /// A comparison.
  public struct Term: Sendable, Hashable {
    /// The field's name.
    public var field: String
    /// How it is compared.
    public var comparison: Comparison
    /// With what, without its quotes.
    public var value: String
    /// Whether the value is the `*` that stands for any: in quotes it is a text.
    public var isAny: Bool
    /// Where the term begins, in characters from 1. Equal terms may stand at different places.
    public var position: Int

    /// Terms are equal wherever they stand.
    public static func == (left: Term, right: Term) -> Bool {
      (left.field, left.comparison, left.value, left.isAny) == (right.field, right.comparison, right.value, right.isAny)
    }

    /// Hashes what is compared.
    public func hash(into hasher: inout Hasher) {
      hasher.combine(field)
      hasher.combine(comparison)
      hasher.combine(value)
      hasher.combine(isAny)
    }
  }
}

extension Filter: CustomStringConvertible {
  /// The filter in one spelling: what it says parses to the same filter again.
  public var description: String { text(inside: 0) }

  /// `level` is how strongly what stands around binds: 0 not at all, 1 AND, 2 OR, 3 NOT.
  private func text(inside level: Int) -> String {
    switch self {
    case .all(let parts): Self.joined(parts, " AND ", 1, level)
    case .any(let parts): Self.joined(parts, " OR ", 2, level)
    case .not(let part): "NOT \(part.text(inside: 3))"
    case .term(let term): term.description
    }
  }

  private static func joined(_ parts: [Filter], _ word: String, _ own: Int, _ level: Int) -> String {
    let text = parts.map { $0.text(inside: own) }.joined(separator: word)
    return level >= own ? "(\(text))" : text
  }
}

extension Filter.Term: CustomStringConvertible {
  /// The comparison with its value in quotes.
  public var description: String {
    let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return field + comparison.rawValue + (isAny ? "*" : "\"\(escaped)\"")
  }
}

/// Why a text is not a filter, and where.
struct FilterFault: Error, Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case character(Character)
    case openQuote
    case expectedField
    case expectedComparison(after: String)
    case expectedValue
    case openParenthesis
    case closedParenthesis
    case tooDeep
    case tooLong
  }

  let kind: Kind
  /// In characters from 1.
  let position: Int

  init(_ kind: Kind, at position: Int) {
    self.kind = kind
    self.position = position
  }

  var zh: String {
    switch kind {
    case .character(let character): "不应有“\(character)”"
    case .openQuote: "引号未闭合"
    case .expectedField: "应为字段名"
    case .expectedComparison(let field): "“\(field)”之后应为=、!=、<、<=、>、>=或:"
    case .expectedValue: "应为值"
    case .openParenthesis: "括号未闭合"
    case .closedParenthesis: "多余的右括号"
    case .tooDeep: "括号与NOT嵌套最多\(FilterParser.depthMax)层"
    case .tooLong: "最多\(FilterParser.charactersMax)个字符、\(FilterParser.termsMax)个条件"
    }
  }

  var en: String {
    switch kind {
    case .character(let character): "\"\(character)\" has no place here"
    case .openQuote: "the quote is not closed"
    case .expectedField: "a field is expected"
    case .expectedComparison(let field): "one of = != < <= > >= : is expected after \"\(field)\""
    case .expectedValue: "a value is expected"
    case .openParenthesis: "the parenthesis is not closed"
    case .closedParenthesis: "nothing is open that could be closed"
    case .tooDeep: "parentheses and NOT go at most \(FilterParser.depthMax) deep"
    case .tooLong: "at most \(FilterParser.charactersMax) characters and \(FilterParser.termsMax) comparisons"
    }
  }
}
