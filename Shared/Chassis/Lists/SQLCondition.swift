public import Storage

/// A condition in SQL whose values are all parameters.
public struct SQLCondition: Sendable, Hashable {
  /// The text, with `?1`... for ``arguments``.
  public private(set) var text: String
  /// The values.
  public private(set) var arguments: [SQLValue]

  /// Begins with a condition of the program's own.
  public init(_ text: String = "1 = 1", _ arguments: [SQLValue] = []) {
    self.text = text
    self.arguments = arguments
  }

  /// Narrows by a value of the program's own, such as `zone =`; nil narrows nothing.
  public mutating func narrow(_ comparison: String, _ value: SQLValue?) {
    guard let value else { return }
    and { "\(comparison) \($0.add(value))" }
  }

  /// Narrows a column to some values.
  public mutating func narrow(_ column: String, among values: [SQLValue]) {
    and { condition in
      values.isEmpty ? "1 = 0" : "\(column) IN (\(values.map { condition.add($0) }.joined(separator: ", ")))"
    }
  }

  /// Adds a condition that must hold too; `body` writes it, and gets the mark of each value from `add`.
  mutating func and(_ body: (inout SQLCondition) -> String) {
    let more = body(&self)
    text = "(\(text)) AND (\(more))"
  }

  /// Takes a value, and returns the mark that stands for it.
  mutating func add(_ value: SQLValue) -> String {
    arguments.append(value)
    return "?\(arguments.count)"
  }
}

extension Filter {
  /// Writes it as SQL over declared fields. What is absent is never less, equal or greater; NOT turns every answer round.
  func sql(_ fields: [String: ListField], _ condition: inout SQLCondition) -> String {
    switch self {
    case .all(let parts): parts.map { "(\($0.sql(fields, &condition)))" }.joined(separator: " AND ")
    case .any(let parts): parts.map { "(\($0.sql(fields, &condition)))" }.joined(separator: " OR ")
    case .not(let part): "NOT (\(part.sql(fields, &condition)))"
    case .term(let term): fields[term.field]?.sql(term, &condition) ?? "1 = 0"
    }
  }
}

extension ListField {
  fileprivate func sql(_ term: Filter.Term, _ condition: inout SQLCondition) -> String {
    if term.comparison == .has && term.isAny { return isSet }
    guard let value = value(term.value) else { return "1 = 0" }
    let mark = condition.add(value)
    let compared =
      switch (term.comparison, kind) {
      case (.has, _) where holdsSeveral: "REPLACE(\(edged(column)), \(edged(mark)), '') <> \(edged(column))"
      case (.has, .text): "REPLACE(\(column), \(mark), '') <> \(column)"
      case (.has, _), (.equal, _): "\(column) = \(mark)"
      case (.notEqual, _): "\(column) <> \(mark)"
      case (.less, _), (.atMost, _), (.greater, _), (.atLeast, _): "\(column) \(term.comparison.rawValue) \(mark)"
      }
    guard isOptional else { return compared }
    return term.comparison == .notEqual
      ? "\(column) IS NULL OR \(compared)" : "\(column) IS NOT NULL AND \(compared)"
  }

  private var isSet: String {
    switch kind {
    case .text, .resource, .list, .resources:
      isOptional ? "\(column) IS NOT NULL AND \(column) <> ''" : "\(column) <> ''"
    default: isOptional ? "\(column) IS NOT NULL" : "1 = 1"
    }
  }

  /// With the separator of `TextList` at both ends, so that whole texts are found only.
  private func edged(_ text: String) -> String { "'\u{1F}' || \(text) || '\u{1F}'" }
}
