internal import Crypto
internal import NIOSSL

/// The certificate that the other end has shown and that was verified.
public struct PeerCertificate: Sendable, Hashable {
  /// Its subject alternative names (RFC 5280, 4.2.1.6).
  public enum Name: Sendable, Hashable {
    /// A DNS name.
    case dns(String)
    /// A URI, for example a SPIFFE ID.
    case uri(String)
    /// A mail address.
    case email(String)
    /// The 4 or 16 bytes of an IP address.
    case address([UInt8])
  }

  /// Its subject alternative names, in its order.
  public let names: [Name]
  /// The SHA-256 of its DER bytes, in lower-case hexadecimal.
  public let fingerprint: String
  /// The certificate itself (X.509 in DER); empty where only the other facts are known.
  public let der: [UInt8]

  /// A certificate of these facts.
  public init(names: [Name], fingerprint: String, der: [UInt8] = []) {
    self.names = names
    self.fingerprint = fingerprint
    self.der = der
  }
}

extension PeerCertificate {
  init(_ certificate: NIOSSLCertificate) throws {
    names = certificate._subjectAlternativeNames().compactMap(Name.init)
    let digits = Array("0123456789abcdef".utf8)
    der = try certificate.toDERBytes()
    let hash = SHA256.hash(data: der)
    fingerprint = String(decoding: hash.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

extension PeerCertificate.Name {
  fileprivate init?(_ name: _SubjectAlternativeName) {
    let text = String(decoding: name.contents, as: UTF8.self)
    switch name.nameType {
    case .dnsName: self = .dns(text)
    case .uri: self = .uri(text)
    case .email: self = .email(text)
    case .ipAddress: self = .address(Array(name.contents))
    default: return nil
    }
  }
}
