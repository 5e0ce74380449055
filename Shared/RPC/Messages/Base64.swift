/// Base64 (RFC 4648, 4) as gRPC uses it for `-bin` values: written without padding, read with or without.
enum Base64 {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 0xff, count: 256)
    for (value, letter) in letters.enumerated() { values[Int(letter)] = UInt8(value) }
    return values
  }()
  private static let padder = UInt8(ascii: "=")

  static func encode(_ bytes: [UInt8]) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(encodedSize(bytes.count))
    var bits: UInt32 = 0
    var held = 0
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      held += 8
      while held >= 6 {
        held -= 6
        out.append(letters[Int(bits >> UInt32(held) & 0x3f)])
      }
    }
    if held > 0 { out.append(letters[Int(bits << UInt32(6 - held) & 0x3f)]) }
    return String(decoding: out, as: UTF8.self)
  }

  static func encodedSize(_ count: Int) -> Int { (count * 4 + 2) / 3 }

  /// Whether `text` is base64, with padding or without.
  static func isEncoded(_ text: some Collection<UInt8>) -> Bool {
    var (letters, padding) = (0, 0)
    for letter in text {
      if letter == padder {
        padding += 1
        continue
      }
      guard values[Int(letter)] != 0xff, padding == 0 else { return false }
      letters += 1
    }
    return letters % 4 != 1 && padding <= 2
  }

  /// The bytes that `text` stands for; nil when it is not base64.
  static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
    guard isEncoded(text) else { return nil }
    var out: [UInt8] = []
    out.reserveCapacity(text.count * 3 / 4)
    var bits: UInt32 = 0
    var held = 0
    for letter in text where letter != padder {
      bits = bits << 6 | UInt32(values[Int(letter)])
      held += 6
      if held >= 8 {
        held -= 8
        out.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
      }
    }
    return out
  }
}
