#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Reads a secret from where no other user, and no list of processes, sees it.
enum SecretInput {
  /// A line typed without echo when standard input is a terminal, otherwise all of it; nil when there is more than
  /// `limit` bytes. `prompt` is called when the terminal is ready.
  static func read(limit: Int, prompt: () -> Void) -> String? {
    var shown = termios()
    guard isatty(STDIN_FILENO) == 1, tcgetattr(STDIN_FILENO, &shown) == 0 else {
      return bytes(limit: limit, untilLine: false)
    }
    var hidden = shown
    // Not by lines, which a terminal cuts at 4095 bytes; without signals, so that Ctrl-C leaves the terminal as it was.
    hidden.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
    defer { tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown) }
    prompt()
    return bytes(limit: limit, untilLine: true)
  }

  /// Ctrl-C and Ctrl-D, line feed and carriage return.
  private static let lineEnds: Set<UInt8> = [0x03, 0x04, 0x0A, 0x0D]

  private static func bytes(limit: Int, untilLine: Bool) -> String? {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while all.count <= limit {
      let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { break }
      all += buffer[..<count]
      if untilLine, let end = all.firstIndex(where: lineEnds.contains) {
        all.removeSubrange(end...)
        break
      }
    }
    return all.count > limit ? nil : String(decoding: all, as: UTF8.self)
  }
}
