public import CProtobufC

/// How a `String` of at most fifteen bytes of UTF-8 lies in its own sixteen bytes: the text in front, the last byte says
/// that it is short, whether it is ASCII, and how long (StringObject.swift of Swift's standard library).
///
/// Most texts of a message are so short, and the library's own ways cost more than the rest of the field. The layout is
/// promised on Apple's systems only, so it is looked at before it is used.
@usableFromInline struct ShortStrings: Sendable {
  private static let areKnown = confirm()

  /// Nil where the layout is another.
  @usableFromInline init?() { guard Self.areKnown else { return nil } }

  /// How many bytes a short text has, which are the first of its sixteen; nil when it is longer.
  @inlinable @inline(__always)
  func count(of text: UnsafePointer<String>) -> Int? {
    let mark = UnsafeRawPointer(text).load(fromByteOffset: 15, as: UInt8.self)
    return mark & 0x20 != 0 ? Int(mark & 0x0F) : nil
  }

  /// The text of at most fifteen bytes of ASCII; nil when the bytes are others.
  @inlinable @inline(__always)
  func string(_ data: ProtobufCBinaryData) -> String? {
    guard data.len <= 15, let start = data.data else { return nil }
    let source = UnsafeRawPointer(start)
    let count = data.len
    var (low, high): (UInt64, UInt64) = (0, 0)
    if count >= 8 {
      low = source.loadUnaligned(as: UInt64.self)
      // The last eight bytes, without those that `low` has already.
      let last = source.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
      if count > 8 { high = last >> UInt64(8 * (16 - count)) }
    } else {
      for index in 0..<count { low |= UInt64(start[index]) << UInt64(8 * index) }
    }
    guard (low | high) & 0x8080_8080_8080_8080 == 0 else { return nil }
    return unsafeBitCast((low, high | UInt64(0xE0 | count) << 56), to: String.self)
  }

  /// Whether texts of every length lie as is said here.
  private static func confirm() -> Bool {
    guard MemoryLayout<String>.size == 16, 1.littleEndian == 1 else { return false }
    return (0...16).allSatisfy { count in
      var text = String(repeating: "x", count: count)
      let bits = withUnsafeBytes(of: &text) { Array($0) }
      guard count < 16 else { return bits[15] & 0x20 == 0 }
      let rest = [UInt8](repeating: 0, count: 15 - count)
      return bits == [UInt8](repeating: UInt8(ascii: "x"), count: count) + rest + [0xE0 | UInt8(count)]
    } && withUnsafeBytes(of: "\u{E9}") { $0[15] == 0xA2 && $0[0] == 0xC3 }
  }
}
