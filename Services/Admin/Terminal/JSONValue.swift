/// A JSON value (RFC 8259) whose keys stay in the order given.
enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case integer(Int64)
  /// A decimal number as its digits: never through binary floating point.
  case decimal(String)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// A key with its value.
  struct Member: Sendable, Hashable {
    let key: String
    let value: JSONValue
  }

  /// An object.
  static func members(_ pairs: [(key: String, value: JSONValue)]) -> JSONValue {
    .object(pairs.map { Member(key: $0.key, value: $0.value) })
  }

  /// The text; indented by two spaces, or on one line.
  func text(indented: Bool = false) -> String {
    var text = ""
    append(to: &text, indent: indented ? 0 : nil)
    return text
  }

  private func append(to text: inout String, indent: Int?) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .decimal(let digits): text += digits
    case .string(let string): text += Self.quoted(string)
    case .array(let items):
      Self.append(items, "[", "]", to: &text, indent) { item, text, indent in item.append(to: &text, indent: indent) }
    case .object(let members):
      Self.append(members, "{", "}", to: &text, indent) { member, text, indent in
        text += Self.quoted(member.key) + (indent == nil ? ":" : ": ")
        member.value.append(to: &text, indent: indent)
      }
    }
  }

  private static func append<Item>(
    _ items: [Item], _ open: String, _ close: String, to text: inout String, _ indent: Int?,
    _ write: (Item, inout String, Int?) -> Void
  ) {
    text += open
    for (index, item) in items.enumerated() {
      if index > 0 { text += "," }
      if let indent { text += "\n" + String(repeating: " ", count: indent + 2) }
      write(item, &text, indent.map { $0 + 2 })
    }
    if let indent, !items.isEmpty { text += "\n" + String(repeating: " ", count: indent) }
    text += close
  }

  /// A string with everything escaped that RFC 8259 section 7 demands.
  private static func quoted(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
