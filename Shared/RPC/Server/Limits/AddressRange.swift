#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A range of IP addresses: `10.0.0.0/8`, `::1`, `fd00::/8`.
public struct AddressRange: Sendable, Hashable {
  private let bytes: [UInt8]
  private let bits: Int

  /// Reads an address, or a prefix and its length in bits (RFC 4632, 3.1; RFC 4291, 2.3); nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let bytes = parts.first.flatMap({ Self.bytes(of: String($0)) }) else { return nil }
    self.bytes = bytes
    guard parts.count == 2 else {
      bits = bytes.count * 8
      return
    }
    guard let bits = Int(parts[1]), (0...bytes.count * 8).contains(bits) else { return nil }
    self.bits = bits
  }

  /// Whether the range has the address `host`.
  func contains(_ host: String) -> Bool {
    guard let other = Self.bytes(of: host), other.count == bytes.count else { return false }
    let (whole, rest) = (bits / 8, bits % 8)
    guard bytes[..<whole] == other[..<whole] else { return false }
    return rest == 0 || (bytes[whole] ^ other[whole]) >> UInt8(8 - rest) == 0
  }

  /// The 4 or 16 bytes of an address (inet_pton(3)).
  static func bytes(of host: String) -> [UInt8]? {
    for (family, size) in [(AF_INET, 4), (AF_INET6, 16)] {
      var bytes = [UInt8](repeating: 0, count: size)
      if inet_pton(family, host, &bytes) == 1 { return bytes }
    }
    return nil
  }
}
