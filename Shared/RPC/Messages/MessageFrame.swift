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

  /// `encoded` tells whether an encoding was agreed on.
  static func front(of bytes: UnsafeRawBufferPointer, limit: Int, encoded: Bool = false) -> Front {
    guard bytes.count >= prefixSize else { return .incomplete }
    switch bytes[0] {
    case 0: break
    case 1: guard encoded else { return .compressed }
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

  /// Writes the frame that `frame` becomes by compression to the end of `queue`.
  static func append(_ frame: UnsafeRawBufferPointer, compressedBy format: Compression, to queue: inout ByteQueue) {
    let body = ZlibStream.deflated(UnsafeRawBufferPointer(rebasing: frame.dropFirst(prefixSize)), format)
    let room = queue.reserve(prefixSize + body.count)
    writePrefix(size: body.count, isCompressed: true, at: room)
    body.withUnsafeBytes {
      UnsafeMutableRawBufferPointer(start: room + prefixSize, count: $0.count).copyBytes(from: $0)
    }
    queue.commit(prefixSize + body.count)
  }

  private static func writePrefix(size: Int, isCompressed: Bool = false, at start: UnsafeMutableRawPointer) {
    start.storeBytes(of: isCompressed ? 1 : 0, as: UInt8.self)
    (start + 1).storeBytes(of: UInt32(clamping: size).bigEndian, as: UInt32.self)
  }
}
