import Crypto
internal import SwiftASN1
internal import X509

/// A small certificate authority of one installation, in a folder.
///
/// The folder holds `ca.pem`, which everybody trusts, `ca.key`, which nobody else may read, `issued.txt`, and
/// `revoked.pem`, the list of what was revoked (RFC 5280). What it issues lies beside: `NAME.pem` and `NAME.key` for a
/// service, `system-NAME.pem` and `system-NAME.key` for another organisation's system.
public struct PrivateAuthority: Sendable {
  /// What became of a certificate that was asked for.
  public enum Outcome: Sendable, Hashable {
    /// There was none.
    case made
    /// It holds, for longer than a month.
    case kept
    /// It would have run out, had lost its key, was revoked, or named other hosts.
    case renewed
  }

  let folder: String
  let certificate: Certificate
  let key: Certificate.PrivateKey
  let now: Int64

  static let month: Int64 = 30 * 86_400
  static let day: Int64 = 86_400

  /// The authority of a folder at a time, in seconds of Unix time; it is made when there is none.
  public init(folder: String, now: Int64) throws(IdentityFault) {
    let (certificateFile, keyFile) = ("\(folder)/ca.pem", "\(folder)/ca.key")
    self.folder = folder
    self.now = now
    switch (try IdentityFile.text(certificateFile), try IdentityFile.text(keyFile, secret: true)) {
    case (nil, nil):
      let made = P256.Signing.PrivateKey()
      key = Certificate.PrivateKey(made)
      certificate = try Self.make { try Self.root(key: made, now: now) }
      try IdentityFile.write(made.pemRepresentation + "\n", to: keyFile, secret: true)
      try IdentityFile.write(Self.make { try certificate.serializeAsPEM().pemString } + "\n", to: certificateFile)
    case (let text?, let keyText?):
      certificate = try Self.read(certificateFile) { try Certificate(pemEncoded: text) }
      key = try Self.read(keyFile) { try Certificate.PrivateKey(pemEncoded: keyText) }
      guard key.publicKey == certificate.publicKey else {
        throw IdentityFault("\(keyFile)与\(certificateFile)不匹配。", "\(keyFile) is not the key of \(certificateFile).")
      }
      guard now < certificate.notValidAfter.seconds else {
        throw IdentityFault("\(certificateFile)已过期，请换用新目录。", "\(certificateFile) has expired: begin a new folder.")
      }
    default:
      throw IdentityFault("\(folder)中的ca.pem与ca.key须同时存在。", "\(folder) must hold both ca.pem and ca.key.")
    }
  }

  /// The PEM file that everybody trusts.
  public var authorityFile: String { "\(folder)/ca.pem" }
  /// The PEM file of what was revoked.
  public var listFile: String { "\(folder)/revoked.pem" }

  static func make<Made>(_ body: () throws -> Made) throws(IdentityFault) -> Made {
    do { return try body() } catch { throw IdentityFault("无法生成证书：\(error)", "no certificate can be made: \(error)") }
  }

  static func read<Value>(_ path: String, _ body: () throws -> Value) throws(IdentityFault) -> Value {
    do { return try body() } catch { throw IdentityFault("\(path)无法识读：\(error)", "\(path) cannot be read: \(error)") }
  }
}
