#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Where a stream's bytes end up: a terminal of some width, or anything else.
struct Screen: Sendable, Hashable {
  /// Whether it is a terminal.
  var isTerminal: Bool
  /// Its columns, when it is a terminal that tells them.
  var columns: Int?
  /// How words are painted on it.
  var style: Style

  /// A file or a pipe.
  static let file = Screen(isTerminal: false, columns: nil, style: .plain)

  /// The screen behind a descriptor.
  init(descriptor: Int32, environment: [String: String]) {
    let isTerminal = isatty(descriptor) == 1
    self.init(
      isTerminal: isTerminal, columns: isTerminal ? Self.columns(descriptor, environment) : nil,
      style: Style(colours: Self.usesColours(isTerminal: isTerminal, environment)))
  }

  init(isTerminal: Bool, columns: Int?, style: Style) {
    self.isTerminal = isTerminal
    self.columns = columns
    self.style = style
  }

  /// NO_COLOR (no-color.org) is stronger than CLICOLOR_FORCE (bixense.com/clicolors); else terminals but dumb ones.
  static func usesColours(isTerminal: Bool, _ environment: [String: String]) -> Bool {
    if let value = environment["NO_COLOR"], !value.isEmpty { return false }
    if let value = environment["CLICOLOR_FORCE"], !value.isEmpty, value != "0" { return true }
    return isTerminal && environment["TERM"] != "dumb"
  }

  private static func columns(_ descriptor: Int32, _ environment: [String: String]) -> Int? {
    var size = winsize()
    if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
  }
}
