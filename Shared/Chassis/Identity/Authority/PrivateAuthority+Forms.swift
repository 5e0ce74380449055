import Crypto
import Foundation
internal import SwiftASN1
internal import X509

extension PrivateAuthority {
  /// The authority's own certificate: ten years, and only for signing certificates of those who are no authorities.
  static func root(key: P256.Signing.PrivateKey, now: Int64) throws -> Certificate {
    let name = try DistinguishedName { CommonName("Tupo private authority") }
    let publicKey = Certificate.PublicKey(key.publicKey)
    return try Certificate(
      version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: publicKey, notValidBefore: Date(now - skew),
      notValidAfter: Date(now + 3653 * day), issuer: name, subject: name, signatureAlgorithm: .ecdsaWithSHA256,
      extensions: try Certificate.Extensions {
        Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
        Critical(KeyUsage(keyCertSign: true, cRLSign: true))
        SubjectKeyIdentifier(hash: publicKey)
      }, issuerPrivateKey: Certificate.PrivateKey(key))
  }

  /// A certificate for one who serves, calls, or both.
  func certificate(for names: SubjectNames, key: P256.Signing.PublicKey, until: Int64) throws -> Certificate {
    let publicKey = Certificate.PublicKey(key)
    return try Certificate(
      version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: publicKey,
      notValidBefore: Date(now - Self.skew), notValidAfter: Date(until), issuer: certificate.subject,
      subject: try DistinguishedName { CommonName("\(names.principal)") }, signatureAlgorithm: .ecdsaWithSHA256,
      extensions: try Certificate.Extensions {
        Critical(BasicConstraints.notCertificateAuthority)
        Critical(KeyUsage(digitalSignature: true))
        try ExtendedKeyUsage(names.principal.kind == .services ? [.serverAuth, .clientAuth] : [.clientAuth])
        SubjectAlternativeNames(names.all)
        SubjectKeyIdentifier(hash: publicKey)
        AuthorityKeyIdentifier(keyIdentifier: SubjectKeyIdentifier(hash: certificate.publicKey).keyIdentifier)
      }, issuerPrivateKey: self.key)
  }

  /// Clocks differ: a certificate holds a little before it was made.
  private static let skew: Int64 = 300
}

extension Date {
  /// A time in seconds of Unix time.
  init(_ seconds: Int64) { self.init(timeIntervalSince1970: Double(seconds)) }

  /// In seconds of Unix time.
  var seconds: Int64 { Int64(timeIntervalSince1970.rounded(.down)) }
}
