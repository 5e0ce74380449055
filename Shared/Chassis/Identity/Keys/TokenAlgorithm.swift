internal import JWTKit

/// The algorithms by which tokens may be signed, by their names (RFC 7518, 3.1; RFC 8037).
enum TokenAlgorithm: String, Sendable, CaseIterable {
  case es256 = "ES256"
  case edDSA = "EdDSA"
  case rs256 = "RS256"

  /// The one algorithm that a public key is used with; nil when it is no key of ours.
  init?(of key: JWK) {
    switch (key.keyType, key.curve?.rawValue) {
    case (.ecdsa, "P-256"): self = .es256
    case (.octetKeyPair, "Ed25519"): self = .edDSA
    case (.rsa, nil): self = .rs256
    default: return nil
    }
    if let named = key.algorithm, named.rawValue != rawValue { return nil }
  }

  var name: JWK.Algorithm {
    switch self {
    case .es256: .es256
    case .edDSA: .eddsa
    case .rs256: .rs256
    }
  }
}
