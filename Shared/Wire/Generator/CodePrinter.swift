/// Collects lines of code with their indentation.
struct CodePrinter {
  private(set) var lines: [String] = []
  private var depth = 0

  var text: String { lines.joined(separator: "\n") + "\n" }

  mutating func line(_ text: String = "") {
    lines.append(text.isEmpty ? "" : String(repeating: "  ", count: depth) + text)
  }

  mutating func doc(_ comment: [String]) {
    for text in comment { line(text.isEmpty ? "///" : "/// \(text)") }
  }

  /// `opening {`, then what `body` prints one step further in, then `}`.
  mutating func block(_ opening: String, _ body: (inout CodePrinter) throws -> Void) rethrows {
    line("\(opening) {")
    try indented(body)
    line("}")
  }

  mutating func indented(_ body: (inout CodePrinter) throws -> Void) rethrows {
    depth += 1
    try body(&self)
    depth -= 1
  }
}
