import Foundation

/// Base64url without padding, as tokens and keys are written (RFC 7515, 2).
enum Base64URL {
  static func encode(_ bytes: some Sequence<UInt8>) -> String {
    let standard = Data(bytes).base64EncodedString().utf8.prefix { $0 != UInt8(ascii: "=") }
    return String(decoding: standard.map { $0 == 0x2B ? 0x2D : $0 == 0x2F ? 0x5F : $0 }, as: UTF8.self)
  }

  /// The bytes; nil unless the text is exactly how ``encode(_:)`` writes them, so that no two texts are the same bytes.
  static func decode(_ text: some StringProtocol) -> [UInt8]? {
    let padding = [UInt8](repeating: UInt8(ascii: "="), count: (4 - text.utf8.count % 4) % 4)
    let standard = text.utf8.map { $0 == 0x2D ? 0x2B : $0 == 0x5F ? 0x2F : $0 } + padding
    guard let data = Data(base64Encoded: Data(standard)), encode(data) == text else { return nil }
    return Array(data)
  }
}
