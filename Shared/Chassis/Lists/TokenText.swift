/// A text as the hexadecimal digits of its bytes: so page tokens are spelled, which callers give back as they got them.
enum TokenText {
  static func token(for text: String) -> String {
    String(decoding: text.utf8.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Nil for a token that is none of ours.
  static func text(ofToken token: String) -> String? {
    let numbers = token.utf8.compactMap { digits.firstIndex(of: $0) }
    guard numbers.count == token.utf8.count, numbers.count.isMultiple(of: 2) else { return nil }
    let bytes = stride(from: 0, to: numbers.count, by: 2).map { UInt8(numbers[$0] << 4 | numbers[$0 + 1]) }
    return String(validating: bytes, as: UTF8.self)
  }

  private static let digits = Array("0123456789abcdef".utf8)
}
