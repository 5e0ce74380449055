internal import SwiftASN1
internal import X509

extension CertificateList: DERParseable {
  /// Reads `tbsCertList`.
  init(derEncoded node: ASN1Node) throws {
    self = try DER.sequence(node, identifier: .sequence) { fields in
      guard try DER.optionalImplicitlyTagged(&fields) as Int? ?? 1 == 1 else { throw CertificateListFault.version }
      _ = fields.next()  // The algorithm, which stands beside the signature again.
      guard let name = fields.next() else { throw ASN1Error.invalidASN1Object(reason: "a list names its authority") }
      let issuer = try DistinguishedName(derEncoded: name)
      let thisUpdate = try DERTime(derEncoded: &fields).seconds
      guard let nextUpdate = try DERTime(optional: &fields)?.seconds else { throw CertificateListFault.endless }
      let entries =
        try DER.optionalImplicitlyTagged(&fields, tag: CertificateListEntries.defaultIdentifier)
        as CertificateListEntries?
      let extensions = try DER.optionalExplicitlyTagged(&fields, tagNumber: 0, tagClass: .contextSpecific) {
        try DER.sequence(of: Certificate.Extension.self, identifier: .sequence, rootNode: $0)
      }
      // A list of only some certificates, or only of changes, says so in a critical extension.
      guard extensions?.contains(where: \.critical) != true else { throw CertificateListFault.criticalExtension }
      return CertificateList(
        issuer: issuer, thisUpdate: thisUpdate, nextUpdate: nextUpdate, revoked: entries?.revoked ?? [:])
    }
  }

  /// Reads a list and checks that its authority, one of `authorities`, has signed it.
  init(der: [UInt8], signedBy authorities: [Certificate]) throws {
    let (body, list, algorithm, signature) = try DER.sequence(DER.parse(der), identifier: .sequence) { parts in
      guard let body = parts.next(), let algorithm = parts.next() else {
        throw ASN1Error.invalidASN1Object(reason: "a list has three parts")
      }
      return (
        Array(body.encodedBytes), try CertificateList(derEncoded: body), try Self.algorithm(algorithm),
        try ASN1BitString(derEncoded: &parts)
      )
    }
    let issuers = authorities.filter { $0.subject == list.issuer }
    guard !issuers.isEmpty else { throw CertificateListFault.unknownAuthority }
    let isSigned = issuers.contains {
      $0.publicKey.isValidSignature(signature.bytes, for: body, signatureAlgorithm: algorithm)
    }
    guard isSigned else { throw CertificateListFault.signature }
    self = list
  }

  private static func algorithm(_ node: ASN1Node) throws -> Certificate.SignatureAlgorithm {
    let identifier = try DER.sequence(node, identifier: .sequence) { fields in
      let identifier = try ASN1ObjectIdentifier(derEncoded: &fields)
      while fields.next() != nil {}
      return identifier
    }
    guard let algorithm = algorithms[identifier] else { throw CertificateListFault.algorithm }
    return algorithm
  }

  /// Those of RFC 5758, RFC 4055 and RFC 8410 that hold today.
  static let algorithms: [ASN1ObjectIdentifier: Certificate.SignatureAlgorithm] = [
    [1, 2, 840, 10045, 4, 3, 2]: .ecdsaWithSHA256, [1, 2, 840, 10045, 4, 3, 3]: .ecdsaWithSHA384,
    [1, 2, 840, 113549, 1, 1, 11]: .sha256WithRSAEncryption, [1, 3, 101, 112]: .ed25519,
  ]
}
