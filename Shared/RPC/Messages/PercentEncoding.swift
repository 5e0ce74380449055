/// The encoding of `grpc-message`: UTF-8 with all but printable ASCII, and `%`, as `%XX`. So is a space at either end,
/// where no field may have one (RFC 9113, 8.2.1).
enum PercentEncoding {
  private static let digits = Array("0123456789ABCDEF".utf8)
  private static let space = UInt8(ascii: " ")

  static func encode(_ text: String) -> String {
    if text.utf8.first != space, text.utf8.last != space, text.utf8.allSatisfy(isPlain) { return text }
    var out: [UInt8] = []
    let last = text.utf8.count - 1
    for (index, byte) in text.utf8.enumerated() {
      let isOuterSpace = byte == space && (index == 0 || index == last)
      if isPlain(byte), !isOuterSpace {
        out.append(byte)
      } else {
        out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 0xf)]]
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Reads leniently, as gRPC asks: what is no escape stays as it is.
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "%")) else { return bytes.text }
    var out: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, let high = hex(bytes[index + 1]),
        let low = hex(bytes[index + 2])
      {
        out.append(high << 4 | low)
        index += 3
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// How many bytes `byte` takes when encoded within a text.
  static func encodedSize(_ byte: UInt8) -> Int { isPlain(byte) ? 1 : 3 }

  /// How many bytes more a text may take for spaces at its ends.
  static let outerSpaces = 4

  private static func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte <= 0x7e && byte != UInt8(ascii: "%") }

  private static func hex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
