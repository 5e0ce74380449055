internal import SwiftASN1

/// `revokedCertificates` (RFC 5280, 5.1.2.6).
struct CertificateListEntries: DERImplicitlyTaggable {
  static var defaultIdentifier: ASN1Identifier { .sequence }

  /// When each certificate was revoked.
  let revoked: [CertificateSerial: Int64]

  init(_ revoked: [CertificateSerial: Int64]) { self.revoked = revoked }

  init(derEncoded node: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
    let entries = try DER.sequence(of: Entry.self, identifier: identifier, rootNode: node)
    revoked = Dictionary(entries.map { ($0.serial, $0.date) }, uniquingKeysWith: min)
  }

  func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
    let entries = revoked.sorted { $0.key < $1.key }.map { Entry(serial: $0.key, date: $0.value) }
    try coder.serializeSequenceOf(entries, identifier: identifier)
  }

  private struct Entry: DERParseable, DERSerializable {
    let serial: CertificateSerial
    let date: Int64

    init(serial: CertificateSerial, date: Int64) {
      self.serial = serial
      self.date = date
    }

    init(derEncoded node: ASN1Node) throws {
      (serial, date) = try DER.sequence(node, identifier: .sequence) { fields in
        let serial = CertificateSerial(try ArraySlice<UInt8>(derEncoded: &fields))
        let date = try DERTime(derEncoded: &fields).seconds
        _ = fields.next()  // Why it was revoked: it is, whatever the reason.
        return (serial, date)
      }
    }

    func serialize(into coder: inout DER.Serializer) throws {
      try coder.appendConstructedNode(identifier: .sequence) { coder in
        let needsSign = serial.bytes.first.map { $0 >= 0x80 } ?? true
        try coder.serialize(ArraySlice((needsSign ? [0] : []) + serial.bytes))
        try coder.serialize(DERTime(seconds: date))
      }
    }
  }
}
