public import Wire

/// gRPC's framing: a flag, four bytes of length, the message (grpc/doc/PROTOCOL-HTTP2.md, Length-Prefixed-Message).
@usableFromInline enum MessageFrame {
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

  /// The bytes of the message at the front, its prefix included; nil when the prefix is not whole, or all of it is there.
  static func size(ofUnfinished bytes: UnsafeRawBufferPointer) -> Int? {
    guard bytes.count >= prefixSize else { return nil }
    let size = Int(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 1, as: UInt32.self)))
    return bytes.count < prefixSize + size ? prefixSize + size : nil
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

  /// The frame of `message` in memory of its own, for a writer that is not on the call's loop.
  @inlinable static func bytes<M: WireMessage>(of message: M) -> [UInt8] {
    let frame = LooseFrame()
    let size = message.encode(arena: frame.arena) { frame.reserve(upperBound: $0) }
    return frame.bytes(size)
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

  static func writePrefix(size: Int, isCompressed: Bool = false, at start: UnsafeMutableRawPointer) {
    start.storeBytes(of: isCompressed ? 1 : 0, as: UInt8.self)
    (start + 1).storeBytes(of: UInt32(clamping: size).bigEndian, as: UInt32.self)
  }
}

/// Memory for one frame that no stream owns yet.
@usableFromInline final class LooseFrame {
  @usableFromInline let arena = Arena(blockBytes: 4 << 10)
  private var queue = ByteQueue()

  @usableFromInline init() {}

  /// Room for a message of at most `upperBound` bytes.
  @usableFromInline func reserve(upperBound: Int) -> UnsafeMutableRawPointer {
    queue.reserve(MessageFrame.prefixSize + upperBound) + MessageFrame.prefixSize
  }

  /// The frame, once its message of `size` bytes was written.
  @usableFromInline func bytes(_ size: Int) -> [UInt8] {
    MessageFrame.writePrefix(size: size, at: queue.reserve(MessageFrame.prefixSize + size))
    queue.commit(MessageFrame.prefixSize + size)
    return Array(queue.bytes)
  }
}
