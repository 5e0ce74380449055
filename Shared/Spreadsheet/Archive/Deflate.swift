internal import CZlib

/// Raw deflate (RFC 1951) and CRC-32, as ZIP has them.
enum Deflate {
  private static let rawWindow = -MAX_WBITS

  /// The CRC-32 of bytes (ISO 3309).
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count)) }
  }

  /// Compresses.
  static func deflated(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    let begun = tupo_deflate_init(&stream, rawWindow)
    precondition(begun == Z_OK, "out of memory")
    defer { deflateEnd(&stream) }
    let bound = Int(deflateBound(&stream, UInt(bytes.count)))
    return bytes.withUnsafeBufferPointer { source in
      [UInt8](unsafeUninitializedCapacity: bound) { room, used in
        stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        stream.avail_in = UInt32(clamping: source.count)
        stream.next_out = room.baseAddress
        stream.avail_out = UInt32(clamping: bound)
        let code = deflate(&stream, Z_FINISH)
        precondition(code == Z_STREAM_END, "deflateBound is a bound")
        used = bound - Int(stream.avail_out)
      }
    }
  }

  /// Inflates to exactly `size` bytes; `nil` when the bytes are not such a stream. No more than `size` are made.
  static func inflated(_ bytes: ArraySlice<UInt8>, size: Int) -> [UInt8]? {
    var stream = z_stream()
    guard tupo_inflate_init(&stream, rawWindow) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var isWhole = false
    let result = bytes.withUnsafeBufferPointer { source in
      // One byte more shows a stream that says less than it holds.
      [UInt8](unsafeUninitializedCapacity: size + 1) { room, used in
        stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        stream.avail_in = UInt32(clamping: source.count)
        stream.next_out = room.baseAddress
        stream.avail_out = UInt32(clamping: size + 1)
        isWhole = inflate(&stream, Z_FINISH) == Z_STREAM_END
        used = size + 1 - Int(stream.avail_out)
      }
    }
    return isWhole && result.count == size ? result : nil
  }
}
