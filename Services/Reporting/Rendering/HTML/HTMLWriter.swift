/// Writes markup that is always balanced and always escaped.
struct HTMLWriter {
  typealias Attributes = [(name: String, value: String)]

  private(set) var markup = ""

  /// An element with its contents.
  mutating func element(_ name: String, _ attributes: Attributes = [], _ contents: (inout HTMLWriter) -> Void) {
    open(name, attributes)
    contents(&self)
    markup += "</\(name)>"
  }

  /// An element that holds a text.
  mutating func element(_ name: String, _ attributes: Attributes = [], text: String) {
    element(name, attributes) { $0.text(text) }
  }

  /// An element without contents, such as `meta`.
  mutating func void(_ name: String, _ attributes: Attributes) { open(name, attributes) }

  /// A text from outside: cleaned and escaped.
  mutating func text(_ text: String) { markup += Self.escaped(text) }

  /// Markup of our own: constants only, never anything that a document holds.
  mutating func constant(_ markup: StaticString) {
    markup.withUTF8Buffer { self.markup += String(decoding: $0, as: UTF8.self) }
  }

  /// A line break in the source, where it changes nothing.
  mutating func newline() { markup += "\n" }

  private mutating func open(_ name: String, _ attributes: Attributes) {
    markup += "<" + name
    for attribute in attributes { markup += " \(attribute.name)=\"\(Self.escaped(attribute.value))\"" }
    markup += ">"
  }

  /// Escapes for text and for double-quoted attributes alike (HTML Living Standard, 13.3).
  static func escaped(_ text: String) -> String {
    let clean = Printable.clean(text)
    guard clean.utf8.contains(where: { [0x26, 0x3C, 0x3E, 0x22, 0x27].contains($0) }) else { return clean }
    return clean.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }
}
