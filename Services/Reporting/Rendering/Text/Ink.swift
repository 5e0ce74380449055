import Domain

/// How a run of terminal text is drawn.
enum Ink: Sendable, Hashable {
  case plain, strong, emphasis, muted, good, near, bad

  init(_ tone: Tone) {
    switch tone {
    case .plain: self = .plain
    case .good: self = .good
    case .near: self = .near
    case .bad: self = .bad
    case .muted: self = .muted
    }
  }

  /// The Select Graphic Rendition parameters (ECMA-48, 8.3.117); empty for plain text.
  var parameters: String {
    switch self {
    case .plain: ""
    case .strong: "1"
    case .emphasis: "3"
    case .muted: "2"
    case .good: "32"
    case .near: "33"
    case .bad: "31"
    }
  }
}

/// Text of one ink.
struct Span: Sendable, Hashable {
  var text: String
  var ink: Ink = .plain
}

/// A line of terminal text, and its width in columns.
struct Line: Sendable, Hashable {
  private(set) var spans: [Span] = []
  private(set) var width = 0

  init() {}

  init(_ text: String, _ ink: Ink = .plain) { append(text, ink) }

  mutating func append(_ text: String, _ ink: Ink = .plain) {
    guard !text.isEmpty else { return }
    width += text.displayWidth
    if spans.last?.ink == ink { spans[spans.count - 1].text += text } else { spans.append(Span(text: text, ink: ink)) }
  }

  mutating func append(_ line: Line) {
    for span in line.spans { append(span.text, span.ink) }
  }

  /// Adds spaces up to a width.
  mutating func pad(to width: Int) { append(String(repeating: " ", count: max(0, width - self.width))) }

  /// The line within a width: spaces before it, after it, or on both sides.
  func aligned(_ alignment: Table.Column.Alignment, in width: Int) -> Line {
    let space = max(0, width - self.width)
    var line = Line()
    switch alignment {
    case .leading: break
    case .center: line.pad(to: space / 2)
    case .trailing: line.pad(to: space)
    }
    line.append(self)
    line.pad(to: width)
    return line
  }

  /// The line for a terminal, without spaces at its end.
  func text(colour: Bool) -> String {
    var spans = spans
    while let last = spans.last {
      spans[spans.count - 1].text = last.text.trimmingSpace
      guard spans[spans.count - 1].text.isEmpty else { break }
      spans.removeLast()
    }
    return spans.reduce(into: "") { text, span in
      let paint = colour && span.ink != .plain
      text += paint ? "\u{1B}[\(span.ink.parameters)m\(span.text)\u{1B}[0m" : span.text
    }
  }
}
