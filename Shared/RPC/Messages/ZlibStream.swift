internal import CZlib

/// Owns one `z_stream`, for one message.
struct ZlibStream: ~Copyable {
  private enum Direction { case deflate, inflate }

  /// Why a message could not be inflated.
  enum Fault: Error, Equatable {
    /// It is larger than the bound; what lies beyond was not inflated.
    case tooLarge
    /// It is not what its encoding says.
    case malformed
  }

  /// On the heap: zlib remembers the address.
  private let raw: UnsafeMutablePointer<z_stream>
  private let direction: Direction

  private init(_ direction: Direction, _ format: Compression) {
    self.direction = direction
    raw = .allocate(capacity: 1)
    raw.initialize(to: z_stream())
    let windowBits = format == .gzip ? MAX_WBITS + 16 : MAX_WBITS
    let code =
      switch direction {
      case .deflate: tupo_deflate_init(raw, windowBits)
      case .inflate: tupo_inflate_init(raw, windowBits)
      }
    precondition(code == Z_OK, "out of memory")
  }

  deinit {
    switch direction {
    case .deflate: _ = deflateEnd(raw)
    case .inflate: _ = inflateEnd(raw)
    }
    raw.deallocate()
  }

  /// The bytes in compressed form.
  static func deflated(_ bytes: UnsafeRawBufferPointer, _ format: Compression) -> [UInt8] {
    let stream = ZlibStream(.deflate, format)
    stream.give(bytes)
    let bound = Int(deflateBound(stream.raw, UInt(bytes.count)))
    return [UInt8](unsafeUninitializedCapacity: bound) { room, used in
      stream.raw.pointee.next_out = room.baseAddress
      stream.raw.pointee.avail_out = UInt32(clamping: bound)
      let code = CZlib.deflate(stream.raw, Z_FINISH)
      precondition(code == Z_STREAM_END, "deflateBound is a bound")
      used = bound - Int(stream.raw.pointee.avail_out)
    }
  }

  /// The bytes that `bytes` stands for; never more than `limit` are made.
  static func inflated(
    _ bytes: UnsafeRawBufferPointer, _ format: Compression, limit: Int
  ) throws(Fault) -> [UInt8] {
    let stream = ZlibStream(.inflate, format)
    stream.give(bytes)
    var all: [UInt8] = []
    var chunk = min(max(bytes.count * 4, 512), 64 << 10)
    while true {
      // One byte above the limit is enough to know.
      chunk = min(chunk, limit + 1 - all.count)
      var code = Z_OK
      all += [UInt8](unsafeUninitializedCapacity: chunk) { room, used in
        stream.raw.pointee.next_out = room.baseAddress
        stream.raw.pointee.avail_out = UInt32(clamping: chunk)
        code = CZlib.inflate(stream.raw, Z_NO_FLUSH)
        used = chunk - Int(stream.raw.pointee.avail_out)
      }
      guard all.count <= limit else { throw .tooLarge }
      switch code {
      case Z_STREAM_END where stream.raw.pointee.avail_in == 0: return all
      case Z_OK where stream.raw.pointee.avail_out == 0: continue
      default: throw .malformed
      }
    }
  }

  private func give(_ bytes: UnsafeRawBufferPointer) {
    raw.pointee.next_in = UnsafeMutablePointer(
      mutating: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
    raw.pointee.avail_in = UInt32(clamping: bytes.count)
  }
}
