import Foundation
internal import JWTKit

/// An issuer's public keys by their ids, out of a JWK set (RFC 7517, 5).
struct KeySet: Sendable {
  let keys: [String: PinnedKey]

  /// Reads a set. Keys that are not for tokens of ours are passed over, as the RFC asks; a set without any other is a fault.
  init(jwks bytes: [UInt8]) async throws(IdentityFault) {
    guard bytes.count <= Self.byteLimit, let set = try? JSONDecoder().decode(Entries.self, from: Data(bytes)) else {
      throw IdentityFault("不是JWK集合。", "is no JWK set.")
    }
    var keys: [String: PinnedKey] = [:]
    for entry in set.keys {
      guard let jwk = entry.jwk, let id = jwk.keyIdentifier?.string, let key = await PinnedKey(jwk) else { continue }
      guard keys.updateValue(key, forKey: id) == nil else {
        throw IdentityFault("密钥标识“\(id)”重复。", "has two keys of the id \"\(id)\".")
      }
    }
    guard !keys.isEmpty else {
      throw IdentityFault("没有可用的签名公钥（ES256、EdDSA、RS256）。", "has no public key for ES256, EdDSA or RS256.")
    }
    self.keys = keys
  }

  static let byteLimit = 256 << 10

  private struct Entries: Decodable {
    let keys: [Entry]
  }

  private struct Entry: Decodable {
    /// Nil for a key that we cannot read, or that is not for signatures.
    let jwk: JWK?

    init(from decoder: any Decoder) throws {
      let use = try? decoder.container(keyedBy: TokenClaims.Key.self).decodeIfPresent(String.self, forKey: "use")
      jwk = use == nil || use == "sig" ? try? JWK(from: decoder) : nil
    }
  }
}
