#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Reads a secret from where no other user, and no list of processes, sees it.
enum SecretInput {
  /// A line typed without echo when standard input is a terminal, otherwise all of it; nil when there is more than
  /// `limit` bytes.
  static func read(limit: Int, prompt: () -> Void) -> String? {
    guard isatty(STDIN_FILENO) == 1 else { return bytes(limit: limit, untilLine: false) }
    prompt()
    var shown = termios()
    guard tcgetattr(STDIN_FILENO, &shown) == 0 else { return bytes(limit: limit, untilLine: true) }
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO)
    // A line of a terminal ends at 4095 bytes in the canonical mode, and a token may be longer.
    hidden.c_lflag &= ~tcflag_t(ICANON)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
    defer { tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown) }
    return bytes(limit: limit, untilLine: true)
  }

  private static func bytes(limit: Int, untilLine: Bool) -> String? {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while all.count <= limit {
      let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { break }
      all += buffer[..<count]
      if untilLine, let end = all.firstIndex(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0x04 }) {
        all.removeSubrange(end...)
        break
      }
    }
    return all.count > limit ? nil : String(decoding: all, as: UTF8.self)
  }
}
