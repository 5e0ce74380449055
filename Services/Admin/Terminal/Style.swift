/// How something is to be taken. Words say it first; colour only follows.
enum Tone: Sendable, Hashable {
  case plain, good, near, bad, muted, strong
}

/// Paints words for a terminal, or leaves them as they are.
struct Style: Sendable, Hashable {
  /// Whether colours are used.
  let colours: Bool

  /// No colours: files, pipes, tests.
  static let plain = Style(colours: false)

  /// `text` in the colour of `tone` (ECMA-48 SGR).
  func paint(_ text: String, _ tone: Tone) -> String {
    guard colours, let code = Self.codes[tone], !text.isEmpty else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  private static let codes: [Tone: String] = [.good: "32", .near: "33", .bad: "31", .muted: "2", .strong: "1"]
}
