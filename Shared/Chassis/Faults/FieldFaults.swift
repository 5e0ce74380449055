public import RPC

/// Collects everything that is wrong with a request, each fault by its field, and refuses once with all of them.
public struct FieldFaults: Sendable {
  /// What was found so far.
  public private(set) var violations: [FieldViolation] = []

  /// Nothing found yet.
  public init() {}

  /// Notes a fault of `field`, named by its path in the contract: `zones[3].attributes[0].valid_from`.
  public mutating func add(_ field: String, _ reason: String, zh: String, en: String) {
    violations.append(
      FieldViolation(
        field: field, description: en, reason: reason, localized: LocalizedText(locale: "zh-CN", text: zh)))
  }

  /// The value, or nil with a fault noted when there is none.
  public mutating func require<Value>(
    _ field: String, _ value: Value?, _ reason: String, zh: String, en: String
  ) -> Value? {
    if value == nil { add(field, reason, zh: zh, en: en) }
    return value
  }

  /// The value, when nothing is wrong. Throws as ``check()``; a value that is missing without a fault is a mistake of
  /// ours, INTERNAL.
  public func checked<Value>(_ value: Value?) throws(Failure) -> Value {
    try check()
    guard let value else {
      throw Failure(.internal, "FAULT_UNTOLD", zh: "请求无法转换。", en: "The request could not be converted.")
    }
    return value
  }

  /// Throws INVALID_ARGUMENT when anything was found: the message tells the first fault, the details tell all.
  public func check() throws(Failure) {
    guard let first = violations.first else { return }
    let more = violations.count - 1
    throw Failure(
      .invalidArgument, first.reason,
      zh: "\(first.field)：\(first.localized?.text ?? "")" + (more > 0 ? "（另有\(more)处）" : ""),
      en: "\(first.field): \(first.description)" + (more > 0 ? " (and \(more) more)" : ""),
      values: ["field": first.field, "violations": "\(violations.count)"], details: [.badRequest(violations)])
  }
}
