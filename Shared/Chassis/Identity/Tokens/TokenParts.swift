import Foundation

/// A token as it is read: nothing of it is verified yet.
struct TokenParts: Sendable {
  /// What its head says (RFC 7515, 4.1).
  struct Head: Sendable, Decodable {
    var alg: String
    var kid: String?
    var typ: String?
    /// Extensions that the reader must understand; we understand none.
    var crit: [String]?
  }

  let head: Head
  let claims: TokenClaims
  let signature: [UInt8]
  /// The bytes that the signature is over.
  let signed: [UInt8]

  /// Larger tokens are not read.
  static let byteLimit = 16 << 10

  /// Reads the compact form (RFC 7515, 7.1). Throws `tooLarge` or `malformed`.
  init(_ token: String) throws(TokenFault) {
    guard token.utf8.count <= Self.byteLimit else { throw .tooLarge }
    let parts = token.split(separator: ".", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 3, let signature = Base64URL.decode(parts[2]) else { throw .malformed }
    head = try Self.read(parts[0])
    claims = try Self.read(parts[1])
    guard head.crit == nil, Self.types.contains(head.typ?.lowercased()) else { throw .malformed }
    self.signature = signature
    signed = Array("\(parts[0]).\(parts[1])".utf8)
  }

  /// An access token, as RFC 9068 and older issuers name its type. Another kind of JWT is not to pass for one (RFC 8725, 3.11).
  private static let types: Set<String?> = [nil, "jwt", "at+jwt", "application/at+jwt"]

  private static func read<Part: Decodable>(_ text: Substring) throws(TokenFault) -> Part {
    guard let bytes = Base64URL.decode(text), let part = try? JSONDecoder().decode(Part.self, from: Data(bytes)) else {
      throw .malformed
    }
    return part
  }
}
