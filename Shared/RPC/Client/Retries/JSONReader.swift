/// Reads JSON (RFC 8259) from front to back.
struct JSONReader {
  private let bytes: [UInt8]
  private var next = 0
  private var depth = 0

  /// Values may lie this deep in each other.
  private static let deepest = 32

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The text's only value.
  mutating func readAll() throws(ServiceConfigFault) -> JSONNode {
    let value = try readValue()
    skipSpace()
    guard next == bytes.count else { throw fault("something follows the value") }
    return value
  }

  private mutating func readValue() throws(ServiceConfigFault) -> JSONNode {
    skipSpace()
    switch peek {
    case UInt8(ascii: "{"): return try readObject()
    case UInt8(ascii: "["): return try readArray()
    case UInt8(ascii: "\""): return .string(try readString())
    case UInt8(ascii: "t"): return try readWord("true", .boolean(true))
    case UInt8(ascii: "f"): return try readWord("false", .boolean(false))
    case UInt8(ascii: "n"): return try readWord("null", .null)
    default: return try readNumber()
    }
  }

  private mutating func readObject() throws(ServiceConfigFault) -> JSONNode {
    var members: [String: JSONNode] = [:]
    try readList(until: "}") { reader throws(ServiceConfigFault) in
      let name = try reader.readString()
      try reader.expect(":")
      guard members.updateValue(try reader.readValue(), forKey: name) == nil else {
        throw reader.fault("“\(name)” comes twice")
      }
    }
    return .object(members)
  }

  private mutating func readArray() throws(ServiceConfigFault) -> JSONNode {
    var elements: [JSONNode] = []
    try readList(until: "]") { reader throws(ServiceConfigFault) in elements.append(try reader.readValue()) }
    return .array(elements)
  }

  private mutating func readList(
    until end: Unicode.Scalar, _ readOne: (inout JSONReader) throws(ServiceConfigFault) -> Void
  ) throws(ServiceConfigFault) {
    next += 1
    depth += 1
    guard depth <= Self.deepest else { throw fault("values lie too deep in each other") }
    defer { depth -= 1 }
    if skip(end) { return }
    repeat {
      skipSpace()
      try readOne(&self)
    } while skip(",")
    try expect(end)
  }

  private mutating func readString() throws(ServiceConfigFault) -> String {
    guard skip("\"") else { throw fault("a string is missing") }
    var text: [UInt8] = []
    while let byte = peek {
      next += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text += Array(String(try readEscape()).utf8)
      case 0..<0x20: throw fault("a control character lies in a string")
      default: text.append(byte)
      }
    }
    throw fault("a string has no end")
  }

  private mutating func readEscape() throws(ServiceConfigFault) -> Character {
    guard let byte = peek else { throw fault("a string has no end") }
    next += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Character(Unicode.Scalar(byte))
    case UInt8(ascii: "u"):
      let digits = String(decoding: bytes[next..<min(next + 4, bytes.count)], as: UTF8.self)
      guard digits.utf8.count == 4, let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code) else {
        throw fault("an escape is not a character")  // Nothing in a service config needs a surrogate pair.
      }
      next += 4
      return Character(scalar)
    default: throw fault("an escape is not known")
    }
  }

  private mutating func readNumber() throws(ServiceConfigFault) -> JSONNode {
    let start = next
    while let byte = peek, Self.numberBytes.contains(byte) { next += 1 }
    let text = String(decoding: bytes[start..<next], as: UTF8.self)
    guard !text.isEmpty, text.first != "+", text.first != ".", Double(text)?.isFinite == true else {
      throw fault("a value is missing")
    }
    return .number(text)
  }

  private static let numberBytes = Set("+-.0123456789eE".utf8)

  private mutating func readWord(_ word: String, _ value: JSONNode) throws(ServiceConfigFault) -> JSONNode {
    guard bytes[next...].starts(with: word.utf8) else { throw fault("a value is missing") }
    next += word.utf8.count
    return value
  }

  private var peek: UInt8? { next < bytes.count ? bytes[next] : nil }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { next += 1 }
  }

  private mutating func skip(_ sign: Unicode.Scalar) -> Bool {
    skipSpace()
    guard let byte = peek, Unicode.Scalar(byte) == sign else { return false }
    next += 1
    return true
  }

  private mutating func expect(_ sign: Unicode.Scalar) throws(ServiceConfigFault) {
    guard skip(sign) else { throw fault("“\(sign)” is missing") }
  }

  private func fault(_ what: String) -> ServiceConfigFault {
    ServiceConfigFault("the text is not JSON: at byte \(next), \(what)")
  }
}
