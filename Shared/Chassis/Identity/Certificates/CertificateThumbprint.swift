import Crypto
internal import SwiftASN1

/// The SHA-256 of a certificate's DER bytes, by which tokens are bound to it (`x5t#S256`, RFC 8705).
public enum CertificateThumbprint {
  /// Of the first certificate in a PEM file.
  public static func ofFile(_ path: String) throws(IdentityFault) -> [UInt8] {
    let text = String(decoding: try IdentityFile.bytes(path), as: UTF8.self)
    guard
      let document = try? PEMDocument.parseMultiple(pemString: text).first(where: { $0.discriminator == "CERTIFICATE" })
    else { throw IdentityFault("\(path)不是PEM证书。", "\(path) is no PEM certificate.") }
    return Array(SHA256.hash(data: document.derBytes))
  }
}
