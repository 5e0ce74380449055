import Chassis
import Crypto
import CryptoExtras
import Foundation
import Synchronization

/// An issuer of tokens in tests: three keys, one of each kind, and whatever head and claims a test wants.
struct TokenMint: Sendable {
  static let issuer = "https://id.test"
  /// The time of tests that do not move it, in seconds.
  static let now: Int64 = 1_371_800_000

  let p256 = P256.Signing.PrivateKey()
  let ed25519 = Curve25519.Signing.PrivateKey()
  /// One for all tests: making such a key takes long.
  static let rsa = try? _RSA.Signing.PrivateKey(keySize: .bits2048)

  /// The rules under which its tokens are accepted.
  static let rules = TrustedIssuer(issuer: issuer, audiences: ["tupo"], keys: .file("-"))

  /// A token by the P-256 key, good unless `claims` say otherwise; a claim of nil is left away.
  func token(
    _ claims: [String: (any Sendable)?] = [:], head: [String: any Sendable] = [:], subject: String = "people/zhang.wei"
  ) throws -> String {
    var all: [String: any Sendable] = [
      "iss": Self.issuer, "aud": "tupo", "sub": subject, "exp": Self.now + 600, "iat": Self.now, "jti": "t1",
    ]
    for (name, claim) in claims { all[name] = claim }
    let head = ["alg": "ES256", "kid": "p256"].merging(head) { $1 }
    let signed = try "\(text(head)).\(text(all))"
    return signed + "." + Base64URLText.of(try signature(head["alg"] as? String ?? "", Data(signed.utf8)))
  }

  private func signature(_ algorithm: String, _ signed: Data) throws -> Data {
    switch algorithm {
    case "ES256": try p256.signature(for: signed).rawRepresentation
    case "EdDSA": try ed25519.signature(for: signed)
    case "RS256":
      try Self.rsa.map { try $0.signature(for: SHA256.hash(data: signed), padding: .insecurePKCS1v1_5) }?
        .rawRepresentation ?? Data()
    // The attack of RFC 8725, 2.1: the public key, which everybody knows, as an HMAC's secret.
    case "HS256":
      Data(HMAC<SHA256>.authenticationCode(for: signed, using: SymmetricKey(data: p256.publicKey.x963Representation)))
    default: Data()
    }
  }

  /// The set of its public keys, as bytes of a file.
  func keySet(_ ids: [String] = ["p256", "ed25519", "rsa"]) throws -> [UInt8] {
    let point = p256.publicKey.x963Representation.dropFirst()
    var keys: [String: [String: String]] = [
      "p256": [
        "kty": "EC", "crv": "P-256", "x": Base64URLText.of(point.prefix(32)), "y": Base64URLText.of(point.suffix(32)),
      ],
      "ed25519": ["kty": "OKP", "crv": "Ed25519", "x": Base64URLText.of(ed25519.publicKey.rawRepresentation)],
      // For encryption, and a secret: never to be used.
      "enc": [
        "kty": "EC", "crv": "P-256", "use": "enc", "x": Base64URLText.of(point.prefix(32)),
        "y": Base64URLText.of(point.suffix(32)),
      ],
      "secret": ["kty": "oct", "k": "c2VjcmV0"],
    ]
    if let numbers = try Self.rsa?.publicKey.getKeyPrimitives() {
      keys["rsa"] = [
        "kty": "RSA", "alg": "RS256", "use": "sig", "n": Base64URLText.of(numbers.modulus),
        "e": Base64URLText.of(numbers.publicExponent),
      ]
    }
    let chosen = (ids + ["enc", "secret"]).compactMap { id in keys[id]?.merging(["kid": id]) { $1 } }
    return Array(try JSONSerialization.data(withJSONObject: ["keys": chosen]))
  }

  private func text(_ object: [String: any Sendable]) throws -> String {
    Base64URLText.of(try JSONSerialization.data(withJSONObject: object, options: .sortedKeys))
  }
}

/// Base64url as tests write it, apart from the code that they test.
enum Base64URLText {
  static func of(_ data: some DataProtocol) -> String {
    Data(data).base64EncodedString().replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
      .replacingOccurrences(of: "=", with: "")
  }
}

/// A clock of whole seconds that a test moves by hand.
final class HandSeconds: Sendable {
  private let seconds = Mutex(TokenMint.now)
  var now: @Sendable () -> Int64 { { self.seconds.withLock(\.self) } }
  func advance(_ by: Int64) { seconds.withLock { $0 += by } }
}
