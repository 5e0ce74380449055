import Storage

/// What a list is ordered by: fields of the caller's choice, then the key, so that no two rows stand at one place.
struct ListOrder: Sendable {
  struct Key: Sendable {
    let column: String
    let isDescending: Bool
    let isOptional: Bool
  }

  let keys: [Key]

  /// Reads `order_by`, as `signed_on desc, number`; notes what is wrong with it.
  ///
  init(_ text: String, _ fields: ListFields, _ faults: inout FieldFaults) {
    var keys: [Key] = []
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    for part in text.allSatisfy(\.isWhitespace) ? [] : parts {
      let words = part.split(whereSeparator: \.isWhitespace).map(String.init)
      guard (1...2).contains(words.count), let field = fields.byName[words[0]], field.isOrderable,
        words.count == 1 || words[1] == "desc" || words[1] == "asc",
        !keys.contains(where: { $0.column == field.column })
      else {
        let names = fields.all.filter(\.isOrderable).map(\.name).joined(separator: ", ")
        faults.add(
          "order_by", "ORDER_INVALID", zh: "“\(part)”不可用；应为这些字段，各一次，可加desc：\(names)。",
          en: "\"\(part)\" cannot be used: write these fields, each once, with desc or without: \(names).")
        continue
      }
      keys.append(Key(column: field.column, isDescending: words.last == "desc", isOptional: field.isOptional))
    }
    if keys.isEmpty { keys = fields.standardOrder }
    let rest = fields.unique.filter { column in !keys.contains { $0.column == column } }
    self.keys = keys + rest.map { Key(column: $0, isDescending: false, isOptional: false) }
  }

  /// For ORDER BY. What is absent comes last in both directions.
  var sql: String {
    keys.map { $0.column + ($0.isDescending ? " DESC" : "") + ($0.isOptional ? " NULLS LAST" : "") }
      .joined(separator: ", ")
  }

  /// The row's place.
  func place(of row: SQLRow) throws(StorageError) -> [SQLValue] {
    var place: [SQLValue] = []
    for key in keys { place.append(try row.value(key.column)) }
    return place
  }

  /// The condition that a row comes after a place.
  func after(_ place: [SQLValue], _ condition: inout SQLCondition) -> String {
    let marks = place.map { $0 == .null ? nil : condition.add($0) }
    var ways: [String] = []
    for (index, key) in keys.enumerated() {
      guard let mark = marks[index] else { continue }  // Nothing comes after what is absent.
      var further = "\(key.column) \(key.isDescending ? "<" : ">") \(mark)"
      if key.isOptional { further = "(\(further) OR \(key.column) IS NULL)" }
      let same = (0..<index).map { before in
        "\(keys[before].column) " + (marks[before].map { "= \($0)" } ?? "IS NULL")
      }
      ways.append("(" + (same + [further]).joined(separator: " AND ") + ")")
    }
    return ways.isEmpty ? "1 = 0" : ways.joined(separator: " OR ")
  }
}
