internal import Wire

/// gRPC's framing: a flag, four bytes of length, the message (grpc/doc/PROTOCOL-HTTP2.md, Length-Prefixed-Message).
enum MessageFrame {
  static let prefixSize = 5

  /// What lies at the front of received bytes.
  enum Front: Equatable {
    /// A prefix or a part of its message is missing.
    case incomplete
    /// A message of this size follows the prefix.
    case complete(size: Int)
    /// A message of this size is announced, which is more than is accepted.
    case tooLarge(size: Int)
    /// The message is compressed although no encoding was agreed on.
    case compressed
    /// The flag is neither 0 nor 1.
    case malformed
  }

  static func front(of bytes: UnsafeRawBufferPointer, limit: Int) -> Front {
    guard bytes.count >= prefixSize else { return .incomplete }
    switch bytes[0] {
    case 0: break
    case 1: return .compressed
    default: return .malformed
    }
    let size = Int(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 1, as: UInt32.self)))
    guard size <= limit else { return .tooLarge(size: size) }
    return bytes.count >= prefixSize + size ? .complete(size: size) : .incomplete
  }

  /// Writes `message` with its prefix to the end of `queue`, encoded in place.
  static func append<M: WireMessage>(_ message: M, to queue: inout ByteQueue, arena: Arena) {
    var start: UnsafeMutableRawPointer?
    let size = message.encode(arena: arena) { upperBound in
      let room = queue.reserve(prefixSize + upperBound)
      start = room
      return room + prefixSize
    }
    let room = start ?? queue.reserve(prefixSize)
    writePrefix(size: size, at: room)
    queue.commit(prefixSize + size)
  }

  /// The frame of `message` in memory of its own, for a writer that is not on the call's loop.
  static func bytes<M: WireMessage>(of message: M) -> [UInt8] {
    var queue = ByteQueue()
    append(message, to: &queue, arena: Arena(blockBytes: 4 << 10))
    return Array(queue.bytes)
  }

  private static func writePrefix(size: Int, at start: UnsafeMutableRawPointer) {
    start.storeBytes(of: 0, as: UInt8.self)
    (start + 1).storeBytes(of: UInt32(clamping: size).bigEndian, as: UInt32.self)
  }
}
