import Domain
import Yams

extension YAMLObject {
  /// A text as it is written; empty when absent.
  func text(_ key: String, required: Bool = false) -> String {
    guard let node = node(key) else {
      if required { missing(key) }
      return ""
    }
    guard case .scalar(let scalar) = node else {
      fault(key, "应为文本。", "expected a text.")
      return ""
    }
    return scalar.string
  }

  /// A whole number; nil when absent. `1_000_000` is allowed, quotes are not.
  func integer(_ key: String) -> Int64? {
    guard let node = node(key) else { return nil }
    if case .scalar(let scalar) = node, scalar.style == .plain,
      let value = Int64(scalar.string.filter { $0 != "_" })
    {
      return value
    }
    fault(key, "应为整数。", "expected a whole number.")
    return nil
  }

  /// A whole number that fits 32 bits; 0 when absent.
  func int32(_ key: String, required: Bool = false) -> Int32 {
    guard let value = integer(key) else {
      if required && !has(key) { missing(key) }
      return 0
    }
    guard let narrow = Int32(exactly: value) else {
      fault(key, "数字过大。", "the number is too large.")
      return 0
    }
    return narrow
  }

  /// `true` or `false`; false when absent.
  func flag(_ key: String) -> Bool {
    guard let node = node(key) else { return false }
    switch node.scalar?.string {
    case "true": return true
    case "false": return false
    default:
      fault(key, "应为true或false。", "expected true or false.")
      return false
    }
  }

  /// A day as YYYY-MM-DD; empty when absent.
  func day(_ key: String, required: Bool = false) -> String {
    let text = text(key, required: required)
    guard !text.isEmpty, Day(text)?.description != text else { return text }
    fault(key, "“\(text)”不是日期，应写作2013-06-30。", "\"\(text)\" is not a day: write it as 2013-06-30.")
    return ""
  }

  /// A month as YYYY-MM; empty when absent.
  func month(_ key: String, required: Bool = false) -> String {
    let text = text(key, required: required)
    guard !text.isEmpty, Month(text)?.description != text else { return text }
    fault(key, "“\(text)”不是月份，应写作2013-06。", "\"\(text)\" is not a month: write it as 2013-06.")
    return ""
  }

  /// An id of 1 to 63 of a-z, 0-9 and "-"; empty when absent or wrong.
  func id(_ key: String, required: Bool = false) -> String {
    let text = text(key, required: required)
    guard !text.isEmpty, !Self.isID(text) else { return text }
    fault(key, "“\(text)”不是标识（a-z、0-9和“-”）。", "\"\(text)\" is not an id (a-z, 0-9 and \"-\").")
    return ""
  }

  /// One of the words of a contract's enum; nil when absent or unknown.
  func choice<Choice>(_ key: String, _ words: KeyValuePairs<String, Choice>, required: Bool = false) -> Choice? {
    let text = text(key, required: required)
    guard !text.isEmpty else { return nil }
    if let found = words.first(where: { $0.key == text }) { return found.value }
    let known = words.map(\.key).joined(separator: ", ")
    fault(key, "“\(text)”应为以下之一：\(known)。", "\"\(text)\" must be one of \(known).")
    return nil
  }

  /// Whether a key holds exactly this text.
  func isText(_ key: String, _ text: String) -> Bool { node(key)?.scalar?.string == text }

  static func isID(_ text: String) -> Bool {
    (1...63).contains(text.utf8.count)
      && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
  }
}
