internal import JWTKit

/// A public key of an issuer, and the one algorithm that it is used with (RFC 8725, 3.1).
struct PinnedKey: Sendable {
  let algorithm: TokenAlgorithm
  private let key: any JWTAlgorithm

  /// A key out of a JWK set; nil when it is of a kind, size or use that is not ours.
  init?(_ jwk: JWK) async {
    guard let algorithm = TokenAlgorithm(of: jwk) else { return nil }
    var publicKey = jwk
    publicKey.algorithm = algorithm.name
    publicKey.privateExponent = nil
    publicKey.keyIdentifier = JWKIdentifier(string: "")
    guard let key = try? await JWTKeyCollection().add(jwk: publicKey).getKey() else { return nil }
    self.algorithm = algorithm
    self.key = key
  }

  /// Whether it has made this signature.
  func verifies(_ signature: [UInt8], over signed: [UInt8]) -> Bool {
    (try? key.verify(signature, signs: signed)) == true
  }
}
