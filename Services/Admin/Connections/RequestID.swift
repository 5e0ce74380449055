import Crypto
import Domain
import Foundation

/// The ids by which services know a repeated request.
enum RequestID {
  /// A new one: a ULID.
  static func fresh() -> String {
    var generator = SystemRandomNumberGenerator()
    let random = (0..<10).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    let milliseconds = UInt64(max(0, Date().timeIntervalSince1970 * 1000))
    return ULID(milliseconds: milliseconds, random: random).map { "\($0)" } ?? UUID().uuidString
  }

  /// One that only follows from `parts`: the same contents always give the same id, so a second run of the same work
  /// gets the first answer. A UUID of version 8 (RFC 9562 section 5.8) over SHA-256.
  static func derived(from parts: [[UInt8]]) -> String {
    var hash = SHA256()
    for part in parts {
      // The length before each part: no two lists of parts read the same.
      withUnsafeBytes(of: UInt64(part.count).bigEndian) { hash.update(bufferPointer: $0) }
      hash.update(data: part)
    }
    var bytes = Array(Array(hash.finalize()).prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x80
    bytes[8] = bytes[8] & 0x3F | 0x80
    return text(bytes)
  }

  private static func text(_ bytes: [UInt8]) -> String {
    var text = ""
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { text += "-" }
      text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return text
  }
}
