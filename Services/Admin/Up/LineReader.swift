import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Reads a pipe to its end on a thread of its own and tells each line.
enum LineReader {
  /// A line longer than this is told in pieces.
  static let lineLimit = 64 << 10

  /// The lines of a descriptor, which is closed at its end.
  static func lines(of descriptor: Int32) -> AsyncStream<String> {
    AsyncStream { continuation in
      Thread.detachNewThread {
        read(descriptor) { continuation.yield($0) }
        close(descriptor)
        continuation.finish()
      }
    }
  }

  private static func read(_ descriptor: Int32, _ tell: (String) -> Void) {
    var pending: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16 << 10)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { break }
      for byte in buffer[..<count] {
        if byte != 0x0A { pending.append(byte) }
        if byte == 0x0A || pending.count >= lineLimit {
          tell(String(decoding: pending, as: UTF8.self))
          pending.removeAll(keepingCapacity: true)
        }
      }
    }
    if !pending.isEmpty { tell(String(decoding: pending, as: UTF8.self)) }
  }
}
