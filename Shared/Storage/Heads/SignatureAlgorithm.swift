import Crypto

/// The signature algorithms of heads, by name. A head names its own, so another (SM2) can follow beside this one.
public enum SignatureAlgorithm: String, Sendable, Hashable, CaseIterable {
  /// Ed25519, RFC 8032.
  case ed25519

  /// The type byte before a key of this algorithm, of the C2SP signed note format.
  var typeByte: UInt8 {
    switch self {
    case .ed25519: 0x01
    }
  }

  /// A new private key.
  func makePrivateKey() -> [UInt8] {
    switch self {
    case .ed25519: Array(Curve25519.Signing.PrivateKey().rawRepresentation)
    }
  }

  /// The public key of a private one; nil when it is none.
  func publicKey(of privateKey: [UInt8]) -> [UInt8]? {
    switch self {
    case .ed25519:
      (try? Curve25519.Signing.PrivateKey(rawRepresentation: privateKey)).map { Array($0.publicKey.rawRepresentation) }
    }
  }

  /// The signature of a message; nil when the key is none.
  func sign(_ message: [UInt8], privateKey: [UInt8]) -> [UInt8]? {
    switch self {
    case .ed25519:
      (try? Curve25519.Signing.PrivateKey(rawRepresentation: privateKey).signature(for: message)).map { Array($0) }
    }
  }

  /// Whether a signature is that of the key's owner over the message.
  func isValid(_ signature: [UInt8], of message: [UInt8], publicKey: [UInt8]) -> Bool {
    switch self {
    case .ed25519:
      (try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey))?.isValidSignature(signature, for: message)
        ?? false
    }
  }
}
