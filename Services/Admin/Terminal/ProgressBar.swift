import Domain

/// A bar on stderr for long work; nothing at all when stderr is no terminal.
struct ProgressBar: Sendable {
  private let title: String
  private let total: Int
  private let screen: Screen
  private var shownPercent = -1

  /// A bar for `total` steps of work.
  init(_ title: String, total: Int, on screen: Screen) {
    self.title = title
    self.total = max(1, total)
    self.screen = screen
  }

  /// The line to write for `done` steps, or nil when nothing new would be seen.
  mutating func line(at done: Int) -> String? {
    let percent = min(100, max(0, done) * 100 / total)
    guard screen.isTerminal, percent != shownPercent else { return nil }
    shownPercent = percent
    let filled = percent * 24 / 100
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 24 - filled)
    return "\r\(title) \(screen.style.paint(bar, .good)) \(percent)%"
  }

  /// Shows how far the work is.
  mutating func update(_ done: Int) {
    if let line = line(at: done) { Console.write(line, to: 2) }
  }

  /// Clears the line.
  func finish() {
    if screen.isTerminal { Console.write("\r\u{1B}[K", to: 2) }
  }
}
