/// A ULID: 48 bits of milliseconds and 80 random bits as 26 characters of Crockford's Base32, sortable by time.
///
/// Pure: the caller hands in the time and the random bytes.
public struct ULID: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// All 128 bits.
  public let bits: UInt128

  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  /// Creates an id from milliseconds since 1970 (its low 48 bits) and ten random bytes; `nil` for another count.
  public init?(milliseconds: UInt64, random: [UInt8]) {
    guard random.count == 10 else { return nil }
    var value = UInt128(milliseconds & 0xFFFF_FFFF_FFFF)
    for byte in random { value = value << 8 | UInt128(byte) }
    bits = value
  }

  /// Reads 26 characters in either case; `nil` for a letter outside the alphabet or more than 128 bits.
  public init?(_ text: String) {
    let bytes = Array(text.uppercased().utf8)
    guard bytes.count == 26, bytes[0] <= UInt8(ascii: "7") else { return nil }
    var value: UInt128 = 0
    for byte in bytes {
      guard let digit = Self.alphabet.firstIndex(of: byte) else { return nil }
      value = value << 5 | UInt128(digit)
    }
    bits = value
  }

  /// Milliseconds since 1970.
  public var milliseconds: UInt64 { UInt64(bits >> 80) }

  /// 26 upper-case characters.
  public var description: String {
    var characters: [UInt8] = []
    for position in (0..<26).reversed() {
      characters.append(Self.alphabet[Int(truncatingIfNeeded: bits >> UInt128(5 * position)) & 31])
    }
    return String(decoding: characters, as: UTF8.self)
  }

  /// Orders by time, then by the random part; the texts sort the same way.
  public static func < (first: Self, second: Self) -> Bool { first.bits < second.bits }
}
