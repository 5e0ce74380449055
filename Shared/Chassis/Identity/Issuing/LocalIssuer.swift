import Crypto
import Foundation
internal import JWTKit

/// Issues tokens by a key in a folder of this machine, for installations that have no identity provider.
///
/// The folder holds `token.key`, which is made at first use and must stay its owner's alone, and `token-keys.json`, the
/// JWK set by which services verify the tokens. `trust.yaml`, which names that set, is made for services to be told of.
public struct LocalIssuer: Sendable {
  /// The `iss` of its tokens.
  public static let issuer = "urn:tupo:local"
  /// The `aud` of its tokens unless another is asked for.
  public static let audience = "tupo"

  private let folder: String
  private let key: ES256PrivateKey
  private let keyID: String

  /// The issuer of a folder; key and JWK set are made where they are missing.
  public init(folder: String) throws(IdentityFault) {
    self.folder = folder
    let path = "\(folder)/token.key"
    if let text = try IdentityFile.text(path, secret: true) {
      guard let key = try? ES256PrivateKey(pem: text) else {
        throw IdentityFault("\(path)不是P-256私钥。", "\(path) is no P-256 private key.")
      }
      self.key = key
    } else {
      key = ES256PrivateKey()
      try IdentityFile.write(key.pemRepresentation + "\n", to: path, secret: true)
    }
    let jwk = try Self.publicKey(of: key)
    keyID = jwk.thumbprint
    let keys = "{\"keys\":[{\"alg\":\"ES256\",\"kid\":\"\(keyID)\",\"use\":\"sig\",\(jwk.members.dropFirst())]}\n"
    if try IdentityFile.text(keysFile) != keys { try IdentityFile.write(keys, to: keysFile) }
    if try IdentityFile.text(trustFile) == nil { try IdentityFile.write(Self.trust, to: trustFile) }
  }

  private var keysFile: String { "\(folder)/token-keys.json" }

  /// The file of trust by which services accept its tokens (``Trust``).
  public var trustFile: String { "\(folder)/trust.yaml" }

  private static let trust = """
    # Whose tokens services accept. Other issuers and systems may be added.
    issuers:
      - issuer: \(issuer)
        audience: [\(audience)]
        keys: token-keys.json
        kinds: [people, systems]

    """

  /// The rules under which services accept its tokens: of people, and of systems.
  public var trusted: TrustedIssuer {
    TrustedIssuer(
      issuer: Self.issuer, audiences: [Self.audience], keys: .file(keysFile), kinds: [.people, .systems])
  }

  /// A token for a principal.
  ///
  /// - Parameters:
  ///   - audience: whom it is for.
  ///   - now: the time in seconds of Unix time.
  ///   - seconds: how long it holds.
  ///   - certificate: the SHA-256 of a DER certificate, which its bearer must then show (RFC 8705).
  public func token(
    for principal: PrincipalName, audience: String = LocalIssuer.audience, now: Int64, seconds: Int64,
    boundTo certificate: [UInt8]? = nil
  ) async throws(IdentityFault) -> String {
    let claims = IssuedClaims(
      iss: Self.issuer, sub: "\(principal)", aud: audience, iat: now, exp: now + seconds,
      jti: UUID().uuidString.lowercased(), cnf: certificate.map { ["x5t#S256": Base64URL.encode($0)] })
    do {
      let id = JWKIdentifier(string: keyID)
      return try await JWTKeyCollection().add(ecdsa: key, kid: id).sign(claims, kid: id)
    } catch {
      throw IdentityFault("无法签发令牌：\(error)", "the token could not be signed: \(error)")
    }
  }

  private static func publicKey(of key: ES256PrivateKey) throws(IdentityFault) -> PublicKeyText {
    guard let point = key.parameters, let x = Data(base64Encoded: point.x), let y = Data(base64Encoded: point.y) else {
      throw IdentityFault("密钥没有公钥坐标。", "the key has no public point.")
    }
    return PublicKeyText(x: Base64URL.encode(x), y: Base64URL.encode(y))
  }
}

/// A P-256 public key as the members of a JWK, in the order of its thumbprint (RFC 7638, 3.2).
private struct PublicKeyText {
  let members: String

  init(x: String, y: String) { members = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"\(x)\",\"y\":\"\(y)\"}" }

  var thumbprint: String { Base64URL.encode(SHA256.hash(data: Array(members.utf8))) }
}

private struct IssuedClaims: JWTPayload {
  let iss: String
  let sub: String
  let aud: String
  let iat: Int64
  let exp: Int64
  let jti: String
  let cnf: [String: String]?

  func verify(using algorithm: some JWTAlgorithm) {}
}
