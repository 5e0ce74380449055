import Storage

extension Filter {
  /// Whether it holds for the values in an item's columns: what `sql` says, for what is in no table.
  func holds(_ fields: [String: ListField], _ value: (_ column: String) -> SQLValue) -> Bool {
    switch self {
    case .all(let parts): parts.allSatisfy { $0.holds(fields, value) }
    case .any(let parts): parts.contains { $0.holds(fields, value) }
    case .not(let part): !part.holds(fields, value)
    case .term(let term): fields[term.field].map { $0.holds(term, value($0.column)) } ?? false
    }
  }
}

extension ListField {
  fileprivate func holds(_ term: Filter.Term, _ own: SQLValue) -> Bool {
    if term.comparison == .has && term.isAny { return isSet(own) }
    guard let wanted = value(term.value) else { return false }
    if own == .null { return term.comparison == .notEqual }
    switch (term.comparison, kind) {
    case (.has, _) where holdsSeveral: return Self.edged(own).contains(Self.edged(wanted))
    case (.has, .text): return own.bytes.contains(wanted.bytes)
    case (.has, _), (.equal, _): return own == wanted
    case (.notEqual, _): return own != wanted
    case (.less, _): return own.isLess(than: wanted)
    case (.atMost, _): return !wanted.isLess(than: own)
    case (.greater, _): return wanted.isLess(than: own)
    case (.atLeast, _): return !own.isLess(than: wanted)
    }
  }

  private func isSet(_ own: SQLValue) -> Bool {
    switch kind {
    case .text, .resource, .list, .resources: own != .null && own != ""
    default: own != .null
    }
  }

  /// With the separator of `TextList` at both ends, so that whole texts are found only.
  private static func edged(_ value: SQLValue) -> [UInt8] { [0x1F] + value.bytes + [0x1F] }
}

extension SQLValue {
  /// Whether it comes before another of its kind: integers by size, texts by their bytes, as both engines have it.
  func isLess(than other: SQLValue) -> Bool {
    switch (self, other) {
    case (.integer(let one), .integer(let other)): one < other
    case (.text(let one), .text(let other)): one.utf8.lexicographicallyPrecedes(other.utf8)
    default: false
    }
  }

  /// A text's bytes.
  fileprivate var bytes: [UInt8] {
    if case .text(let text) = self { Array(text.utf8) } else { [] }
  }
}
