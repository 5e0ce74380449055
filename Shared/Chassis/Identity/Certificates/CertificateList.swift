import Storage
internal import SwiftASN1
internal import X509

/// Which certificates an authority has revoked: a certificate revocation list (RFC 5280, 5).
struct CertificateList: Sendable, Hashable {
  /// The authority's name.
  var issuer: DistinguishedName
  /// When it was made, in seconds of Unix time.
  var thisUpdate: Int64
  /// When the next one is there at the latest; this one says nothing from then on.
  var nextUpdate: Int64
  /// When each certificate was revoked, by its serial number.
  var revoked: [CertificateSerial: Int64]
}

/// A serial number as unsigned bytes, without zeros in front.
struct CertificateSerial: Sendable, Hashable, Comparable {
  let bytes: [UInt8]

  init(_ number: Certificate.SerialNumber) { self.init(number.bytes) }
  init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes.drop { $0 == 0 }) }

  static func < (first: Self, second: Self) -> Bool {
    (first.bytes.count, first.bytes.hexadecimal) < (second.bytes.count, second.bytes.hexadecimal)
  }
}

/// Why a list is of no use.
enum CertificateListFault: Error, Hashable {
  case version
  /// It does not say until when it holds.
  case endless
  /// It says something that we do not understand and must not pass over.
  case criticalExtension
  case algorithm
  case unknownAuthority
  case signature
}
