import Crypto

/// The readable code by which two copies of a document are compared.
enum CheckCode {
  /// The first eight digits of the SHA-256 (FIPS 180-4) of the bytes: 7F3A-92C1.
  static func text(of bytes: [UInt8]) -> String {
    let digits = sha256(bytes).prefix(4).map { byte in
      let text = String(byte, radix: 16, uppercase: true)
      return byte < 16 ? "0" + text : text
    }
    return digits[0] + digits[1] + "-" + digits[2] + digits[3]
  }

  /// The whole hash.
  static func sha256(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }
}
