import Domain
public import Storage

/// A field by which a list may be filtered and ordered, and the column in which it lies.
///
/// Only what is declared here ever becomes SQL: a filter's words choose fields and become parameters.
public struct ListField: Sendable {
  /// What its values are.
  public enum Kind: Sendable {
    /// A text.
    case text
    /// A whole number.
    case integer
    /// true or false, kept as 1 and 0.
    case flag
    /// A day, as 2013-06-30.
    case day
    /// A month, as 2013-06.
    case month
    /// A resource, by its name or its id; the column holds the id.
    case resource(ResourcePattern)
    /// One of some words, and what the column holds for each; in the order of the column's integers, where it holds such.
    case choice([(word: String, value: SQLValue)])
    /// Several short texts, kept as `TextList` keeps them.
    case list
    /// Several resources, each by its name or its id; the column holds the ids as `TextList` keeps them.
    case resources(ResourcePattern)
  }

  /// The field's name in the contract.
  public let name: String
  let column: String
  let kind: Kind
  let isOptional: Bool
  private let orders: Bool

  /// A field; its column has the same name where none is given. `orders`: whether a list may be ordered by it, which no
  /// list may be by a field of several values.
  public init(_ name: String, _ kind: Kind, column: String? = nil, isOptional: Bool = false, orders: Bool = true) {
    self.name = name
    self.kind = kind
    self.column = column ?? name
    self.isOptional = isOptional
    self.orders = orders
  }

  /// How it may be compared.
  var comparisons: [Filter.Comparison] {
    switch kind {
    case .integer, .day, .month, .text: Filter.Comparison.allCases
    case .choice(let choices) where choices.allSatisfy(\.value.isInteger): Filter.Comparison.allCases
    case .choice, .flag, .resource: [.equal, .notEqual, .has]
    case .list, .resources: [.has]
    }
  }

  /// Whether a list may be ordered by it.
  var isOrderable: Bool { orders && !holdsSeveral }

  /// Whether it holds several values.
  var holdsSeveral: Bool {
    switch kind {
    case .list, .resources: true
    default: false
    }
  }

  /// The value that a word stands for; nil when it is none of this field.
  func value(_ word: String) -> SQLValue? {
    switch kind {
    case .text, .list: word.contains("\0") ? nil : .text(word)
    case .integer: Int64(word).map { .integer($0) }
    case .flag: ["true": SQLValue.integer(1), "false": .integer(0)][word]
    case .day: Day(word).flatMap { "\($0)" == word ? SQLValue($0) : nil }
    case .month: Month(word).flatMap { "\($0)" == word ? SQLValue($0) : nil }
    case .resource(let pattern), .resources(let pattern):
      (pattern.match(word)?.last ?? (ResourcePattern.isID(word) ? word : nil)).map { .text($0) }
    case .choice(let choices): choices.first { $0.word == word }?.value
    }
  }

  /// What its values look like, in both languages.
  var form: Bilingual {
    switch kind {
    case .text, .list: Bilingual(zh: "文本", en: "a text")
    case .integer: Bilingual(zh: "整数", en: "a whole number")
    case .flag: Bilingual(zh: "true或false", en: "true or false")
    case .day: Bilingual(zh: "2013-06-30式日期", en: "a day as 2013-06-30")
    case .month: Bilingual(zh: "2013-06式月份", en: "a month as 2013-06")
    case .resource(let pattern), .resources(let pattern):
      Bilingual(zh: "\(pattern.text)或其末段", en: "\(pattern.text) or its last part")
    case .choice(let choices):
      Bilingual(
        zh: choices.map(\.word).joined(separator: "、") + "之一",
        en: "one of " + choices.map(\.word).joined(separator: ", "))
    }
  }
}

extension SQLValue {
  fileprivate var isInteger: Bool {
    if case .integer = self { true } else { false }
  }
}
