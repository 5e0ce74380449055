#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Standard input and output as the runner uses them: each message behind its size in four bytes, the low one first.
struct Pipe {
  /// The next message; nil when the runner has closed its side.
  func receive() -> [UInt8]? {
    guard let prefix = take(4) else { return nil }
    let size = prefix.reversed().reduce(0) { $0 << 8 | Int($1) }
    return take(size)
  }

  func send(_ message: [UInt8]) {
    let prefix = (0..<4).map { UInt8(truncatingIfNeeded: message.count >> (8 * $0)) }
    var rest = (prefix + message)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      guard written > 0 else { exit(1) }
      rest = rest.dropFirst(written)
    }
  }

  /// Exactly `count` bytes, or nil when fewer are left.
  private func take(_ count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let size = bytes.withUnsafeMutableBytes {
        read(STDIN_FILENO, $0.baseAddress.map { $0 + filled }, count - filled)
      }
      guard size > 0 else { return nil }
      filled += size
    }
    return bytes
  }
}
