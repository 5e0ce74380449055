/// Walks over a peer's bytes and tells the head of each frame, whatever the session then makes of it.
///
/// nghttp2 passes over many frames in silence (unknown types, frames of closed streams): here all of them are seen.
struct FrameMeter {
  /// What is known of a frame from its first nine bytes (RFC 9113, 4.1).
  struct Head: Equatable {
    var size: Int
    var type: UInt8
    var flags: UInt8
    var stream: UInt32

    var isAck: Bool { flags & 0x1 != 0 }
    var endsStream: Bool { flags & 0x1 != 0 }
    var endsHeaders: Bool { flags & 0x4 != 0 }
    var isPadded: Bool { flags & 0x8 != 0 }

    /// Whether it is DATA that carries nothing and ends nothing. What is padded and small may as well be empty.
    var isEmptyData: Bool { type == 0x0 && !endsStream && (size == 0 || isPadded && size <= 256) }
  }

  static let headSize = 9
  static let prefaceSize = 24

  /// Bytes that lie before the next head: the preface's, or the rest of a frame's payload.
  private var ahead: Int
  /// The part of a head that has come: the size, the type and the flags, then the stream's number.
  private var head: UInt64 = 0
  private var stream: UInt32 = 0
  private var headCount = 0
  private var isInHeaders = false

  /// How many frames have begun; CONTINUATION is no frame of its own.
  private(set) var begun = 0

  init(hasPreface: Bool) { ahead = hasPreface ? Self.prefaceSize : 0 }

  /// Whether a frame, or a header block, has begun and not ended.
  var isUnfinished: Bool { ahead > 0 || headCount > 0 || isInHeaders }

  /// Goes over the next bytes and calls `body` with each head that is whole; ends early when it answers false.
  mutating func pass(_ bytes: UnsafeRawBufferPointer, _ body: (Head) -> Bool) {
    var index = 0
    while index < bytes.count {
      if ahead > 0 {
        let step = min(ahead, bytes.count - index)
        ahead -= step
        index += step
        continue
      }
      if headCount == 0, bytes.count - index >= Self.headSize {
        head = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)) >> 24
        stream = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: index + 5, as: UInt32.self))
        index += Self.headSize
      } else {
        take(bytes[index])
        index += 1
        guard headCount == Self.headSize else { continue }
      }
      guard finishHead(body) else { return }
    }
  }

  private mutating func take(_ byte: UInt8) {
    if headCount < 5 {
      head = headCount == 0 ? UInt64(byte) : head << 8 | UInt64(byte)
    } else {
      stream = stream << 8 | UInt32(byte)
    }
    headCount += 1
  }

  private mutating func finishHead(_ body: (Head) -> Bool) -> Bool {
    headCount = 0
    let found = Head(
      size: Int(head >> 16), type: UInt8(truncatingIfNeeded: head >> 8), flags: UInt8(truncatingIfNeeded: head),
      stream: stream & 0x7fff_ffff)  // The first bit means nothing.
    ahead = found.size
    if !isInHeaders { begun &+= 1 }
    switch found.type {
    case 0x1, 0x9: isInHeaders = !found.endsHeaders
    default: isInHeaders = false
    }
    return body(found)
  }
}
