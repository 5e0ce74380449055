/// Reads XML 1.0 in UTF-8 from front to back: elements, attributes and texts, as workbooks have them.
///
/// Names are given without their prefixes. A document type is refused: it is where entities that unfold to gigabytes
/// would be declared, and no part of a workbook has one.
struct XMLReader {
  /// What was met.
  enum Event: Sendable, Hashable {
    /// An element begins; ``name`` and ``attribute(_:)`` tell of it. One that is empty ends at once.
    case start
    /// An element ends.
    case end
    /// Text, in ``text``.
    case text
    /// The document's end.
    case finished
  }

  /// The document is not well-formed, or not in UTF-8.
  struct Malformed: Error {}

  private let bytes: [UInt8]
  private var offset = 0
  private var attributes = 0..<0
  private var isEmptyElement = false
  private var open: [String] = []
  private static let deepest = 256

  /// The local name of the element that began or ended.
  private(set) var name = ""
  /// The text that was met, entities resolved.
  private(set) var text = ""

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  /// How deep the reader is inside elements; the root's own start gives 1.
  var depth: Int { open.count }

  /// Goes on to the next event.
  mutating func next() throws(Malformed) -> Event {
    if isEmptyElement {
      isEmptyElement = false
      name = open.removeLast()
      return .end
    }
    while offset < bytes.count {
      if bytes[offset] != UInt8(ascii: "<") { return try readText() }
      switch bytes.indices.contains(offset + 1) ? bytes[offset + 1] : 0 {
      case UInt8(ascii: "?"): try skip(past: "?>")
      case UInt8(ascii: "!") where starts(with: "<![CDATA["): return try readLiteral()
      case UInt8(ascii: "!") where starts(with: "<!--"): try skip(past: "-->")
      case UInt8(ascii: "!"): throw Malformed()
      default: return try readTag()
      }
    }
    guard open.isEmpty else { throw Malformed() }
    return .finished
  }

  /// An attribute of the element that began, by its local name; `nil` when it has none.
  func attribute(_ wanted: StaticString) -> String? {
    var place = attributes.lowerBound
    while place < attributes.upperBound {
      while place < attributes.upperBound, Self.isSpace(bytes[place]) { place += 1 }
      let nameStart = place
      while place < attributes.upperBound, bytes[place] != UInt8(ascii: "=") { place += 1 }
      var nameEnd = place
      while nameEnd > nameStart, Self.isSpace(bytes[nameEnd - 1]) { nameEnd -= 1 }
      place += 1
      while place < attributes.upperBound, Self.isSpace(bytes[place]) { place += 1 }
      guard place < attributes.upperBound, Self.isQuote(bytes[place]) else { return nil }
      let valueStart = place + 1
      guard let valueEnd = bytes[valueStart..<attributes.upperBound].firstIndex(of: bytes[place]) else { return nil }
      if isLocal(wanted, nameStart..<nameEnd) { return Self.resolved(bytes[valueStart..<valueEnd]) }
      place = valueEnd + 1
    }
    return nil
  }

  private func isLocal(_ wanted: StaticString, _ range: Range<Int>) -> Bool {
    let length = wanted.utf8CodeUnitCount
    let start = range.upperBound - length
    guard start >= range.lowerBound, start == range.lowerBound || bytes[start - 1] == UInt8(ascii: ":") else {
      return false
    }
    return (0..<length).allSatisfy { bytes[start + $0] == wanted.utf8Start[$0] }
  }

  private mutating func readTag() throws(Malformed) -> Event {
    let isEnd = offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: "/")
    var place = offset + (isEnd ? 2 : 1)
    let nameStart = place
    while place < bytes.count, !Self.endsName(bytes[place]) { place += 1 }
    guard place > nameStart else { throw Malformed() }
    let colon = bytes[nameStart..<place].lastIndex(of: UInt8(ascii: ":"))
    name = String(decoding: bytes[(colon.map { $0 + 1 } ?? nameStart)..<place], as: UTF8.self)
    let rest = place
    var quote: UInt8?
    while place < bytes.count {
      if let open = quote {
        if bytes[place] == open { quote = nil }
      } else if Self.isQuote(bytes[place]) {
        quote = bytes[place]
      } else if bytes[place] == UInt8(ascii: ">") {
        return try endTag(isEnd: isEnd, rest: rest, close: place)
      } else if bytes[place] == UInt8(ascii: "<") {
        throw Malformed()
      }
      place += 1
    }
    throw Malformed()
  }

  private mutating func endTag(isEnd: Bool, rest: Int, close: Int) throws(Malformed) -> Event {
    offset = close + 1
    if isEnd {
      guard open.popLast() == name else { throw Malformed() }
      return .end
    }
    guard open.count < Self.deepest else { throw Malformed() }
    isEmptyElement = close > rest && bytes[close - 1] == UInt8(ascii: "/")
    attributes = rest..<(isEmptyElement ? close - 1 : close)
    open.append(name)
    return .start
  }

  private mutating func readText() throws(Malformed) -> Event {
    let end = bytes[offset...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
    text = Self.resolved(bytes[offset..<end])
    offset = end
    return .text
  }

  private mutating func readLiteral() throws(Malformed) -> Event {
    let start = offset + 9
    try skip(past: "]]>")
    text = String(decoding: bytes[start..<offset - 3], as: UTF8.self)
    return .text
  }

  private mutating func skip(past mark: StaticString) throws(Malformed) {
    while offset < bytes.count {
      if starts(with: mark) {
        offset += mark.utf8CodeUnitCount
        return
      }
      offset += 1
    }
    throw Malformed()
  }

  private func starts(with mark: StaticString) -> Bool {
    guard bytes.count - offset >= mark.utf8CodeUnitCount else { return false }
    return (0..<mark.utf8CodeUnitCount).allSatisfy { bytes[offset + $0] == mark.utf8Start[$0] }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
  private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }
  private static func endsName(_ byte: UInt8) -> Bool {
    isSpace(byte) || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "<")
  }

  /// The text that bytes stand for: the five entities and numbers of characters; any other stays as it is.
  private static func resolved(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    var result: [UInt8] = []
    var rest = bytes
    while let mark = rest.firstIndex(of: UInt8(ascii: "&")) {
      result += rest[..<mark]
      let end = rest[mark...].prefix(12).firstIndex(of: UInt8(ascii: ";"))
      if let end, let character = character(String(decoding: rest[mark + 1..<end], as: UTF8.self)) {
        result += String(character).utf8
        rest = rest[(end + 1)...]
      } else {
        result.append(rest[mark])
        rest = rest[(mark + 1)...]
      }
    }
    return String(decoding: result + rest, as: UTF8.self)
  }

  private static func character(_ entity: String) -> Unicode.Scalar? {
    switch entity {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default: break
    }
    guard entity.hasPrefix("#") else { return nil }
    let digits = entity.dropFirst()
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    return UInt32(isHexadecimal ? digits.dropFirst() : digits, radix: isHexadecimal ? 16 : 10).flatMap(
      Unicode.Scalar.init)
  }
}
