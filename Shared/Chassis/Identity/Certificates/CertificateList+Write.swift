internal import SwiftASN1
internal import X509

extension CertificateList: DERSerializable {
  /// Writes `tbsCertList`, version 2, to be signed by ECDSA with SHA-256.
  func serialize(into coder: inout DER.Serializer) throws {
    try coder.appendConstructedNode(identifier: .sequence) { coder in
      try coder.serialize(1)
      try Self.writeAlgorithm(into: &coder)
      try coder.serialize(issuer)
      try coder.serialize(DERTime(seconds: thisUpdate))
      try coder.serialize(DERTime(seconds: nextUpdate))
      if !revoked.isEmpty { try coder.serialize(CertificateListEntries(revoked)) }
      try coder.serialize(explicitlyTaggedWithTagNumber: 0, tagClass: .contextSpecific) { coder in
        try coder.serializeSequenceOf([try number])
      }
    }
  }

  /// The list in DER, signed by its authority's P-256 key.
  func signed(by key: Certificate.PrivateKey) throws -> [UInt8] {
    var coder = DER.Serializer()
    try coder.serialize(self)
    let body = coder.serializedBytes
    let signature = try key.sign(bytes: body, signatureAlgorithm: .ecdsaWithSHA256)
    var list = DER.Serializer()
    try list.appendConstructedNode(identifier: .sequence) { coder in
      coder.serializeRawBytes(body)
      try Self.writeAlgorithm(into: &coder)
      try coder.serialize(ASN1BitString(bytes: signature.rawRepresentation[...]))
    }
    return list.serializedBytes
  }

  /// A list's number (RFC 5280, 5.2.3), which only has to grow: the time does.
  private var number: Certificate.Extension {
    get throws {
      var coder = DER.Serializer()
      try coder.serialize(thisUpdate)
      return Certificate.Extension(oid: [2, 5, 29, 20], critical: false, value: coder.serializedBytes[...])
    }
  }

  private static func writeAlgorithm(into coder: inout DER.Serializer) throws {
    try coder.appendConstructedNode(identifier: .sequence) { coder in
      try coder.serialize([1, 2, 840, 10045, 4, 3, 2] as ASN1ObjectIdentifier)
    }
  }
}
