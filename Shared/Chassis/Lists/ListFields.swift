import Domain

/// The fields of one list: by which it may be filtered and ordered, and how it is ordered when nothing is said.
public struct ListFields: Sendable {
  let all: [ListField]
  let byName: [String: ListField]
  let standardOrder: [ListOrder.Key]
  /// The columns that tell the rows of one list apart.
  let unique: [String]

  /// Declares them. `order` names columns of the standard order, with ` desc` or without; `unique` ends every order.
  public init(_ fields: [ListField], order: [String] = [], unique: [String]) {
    all = fields
    byName = Dictionary(fields.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    standardOrder = order.map { text in
      let words = text.split(separator: " ").map(String.init)
      let isOptional = fields.contains { $0.column == words[0] && $0.isOptional }
      return ListOrder.Key(column: words[0], isDescending: words.last == "desc", isOptional: isOptional)
    }
    self.unique = unique
  }

  /// Reads `filter`; notes what is wrong with it: field, place, and what is allowed.
  func filter(_ text: String, _ faults: inout FieldFaults) -> Filter? {
    do throws(FilterFault) {
      guard let filter = try FilterParser.parse(text) else { return nil }
      check(filter, &faults)
      return filter
    } catch {
      let names = all.map(\.name).joined(separator: ", ")
      faults.add(
        "filter", "FILTER_INVALID", zh: "第\(error.position)个字符处：\(error.zh)。可用字段：\(names)。",
        en: "at character \(error.position): \(error.en). Fields: \(names).")
      return nil
    }
  }

  private func check(_ filter: Filter, _ faults: inout FieldFaults) {
    switch filter {
    case .all(let parts), .any(let parts): for part in parts { check(part, &faults) }
    case .not(let part): check(part, &faults)
    case .term(let term): check(term, &faults)
    }
  }

  private func check(_ term: Filter.Term, _ faults: inout FieldFaults) {
    let at = (zh: "第\(term.position)个字符处：", en: "at character \(term.position): ")
    guard let field = byName[term.field] else {
      let names = all.map(\.name).joined(separator: ", ")
      return faults.add(
        "filter", "FILTER_FIELD_UNKNOWN", zh: "\(at.zh)没有字段“\(term.field)”，可用：\(names)。",
        en: "\(at.en)there is no field \"\(term.field)\"; there are: \(names).")
    }
    guard field.comparisons.contains(term.comparison) else {
      let words = field.comparisons.map(\.rawValue).joined(separator: " ")
      return faults.add(
        "filter", "FILTER_COMPARISON_INVALID", zh: "\(at.zh)\(term.field)不能用\(term.comparison.rawValue)比较，可用：\(words)。",
        en: "\(at.en)\(term.field) cannot be compared by \(term.comparison.rawValue); use: \(words).")
    }
    if term.comparison == .has && term.isAny { return }
    if field.value(term.value) == nil || (term.comparison == .has && term.value.isEmpty) {
      faults.add(
        "filter", "FILTER_VALUE_INVALID", zh: "\(at.zh)\(term.field)的值“\(term.value)”不可用，应为\(field.form.zh)。",
        en: "\(at.en)\"\(term.value)\" is no value of \(term.field): write \(field.form.en).")
    }
  }
}
