/// Characters that XML cannot hold, as workbooks write them: `_x000D_` (ECMA-376 part 1, 22.9.2.19).
enum EscapedCharacters {
  /// The text that such a text stands for.
  static func resolved(_ text: String) -> String {
    guard text.contains("_x") else { return text }
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let first = rest.first {
      let escaped = scalar(rest.prefix(7))
      result.append(escaped ?? first)
      rest = rest.dropFirst(escaped == nil ? 1 : 7)
    }
    return String(result)
  }

  /// The text as XML can hold it: markup escaped, and what looks like an escape kept from being taken for one.
  static func written(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || marks.contains($0) || $0 == 0xEF }) else { return text }
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let first = rest.popFirst() {
      switch first {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "_" where scalar(CollectionOfOne(first) + rest.prefix(6)) != nil: result.append(contentsOf: escape(first))
      case "\n", "\t": result.append(first)
      case _ where first.value < 0x20 || (0xFFFE...0xFFFF).contains(first.value):
        result.append(contentsOf: escape(first))
      default: result.append(first)
      }
    }
    return String(result)
  }

  /// What may have to be escaped; 0xEF begins the two characters that XML does not know.
  private static let marks = Array("&<>\"_".utf8)

  private static func escape(_ scalar: Unicode.Scalar) -> String.UnicodeScalarView {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return ("_x" + String(repeating: "0", count: 4 - digits.count) + digits + "_").unicodeScalars
  }

  private static func scalar(_ piece: some BidirectionalCollection<Unicode.Scalar>) -> Unicode.Scalar? {
    guard piece.count == 7, piece.starts(with: "_x".unicodeScalars), piece.last == "_" else { return nil }
    let digits = piece.dropFirst(2).dropLast()
    guard digits.allSatisfy(\.properties.isASCIIHexDigit) else { return nil }
    return UInt32(String(String.UnicodeScalarView(digits)), radix: 16).flatMap(Unicode.Scalar.init)
  }
}
