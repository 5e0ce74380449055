internal import SwiftASN1
internal import X509

extension PrivateAuthority {
  /// Revokes all certificates that a principal was ever given and that have not run out; returns how many those are.
  public func revoke(_ principal: PrincipalName) throws(IdentityFault) -> Int {
    let given = try issued().filter { $0.principal == principal && $0.until > now }
    guard !given.isEmpty else {
      throw IdentityFault("\(principal)没有未到期的证书。", "\(principal) has no certificate that still holds.")
    }
    var list = try list()
    for certificate in given where list.revoked[certificate.serial] == nil { list.revoked[certificate.serial] = now }
    try write(list)
    return given.count
  }

  /// Sees to it that there is a list of what was revoked, and that it holds for longer than a month.
  public func keepList() throws(IdentityFault) {
    let list = try list()
    if list.nextUpdate <= now + Self.month { try write(list) }
  }

  /// The list as it is kept; one that has run out when there is none.
  func list() throws(IdentityFault) -> CertificateList {
    guard let text = try IdentityFile.text(listFile) else {
      return CertificateList(issuer: certificate.subject, thisUpdate: now, nextUpdate: now, revoked: [:])
    }
    return try Self.read(listFile) {
      try CertificateList(der: PEMDocument(pemString: text).derBytes, signedBy: [certificate])
    }
  }

  /// A list holds for a year: who renews certificates renews it too. What had run out when the list before was made has
  /// been in one list since, and is left out (RFC 5280, 3.3).
  private func write(_ list: CertificateList) throws(IdentityFault) {
    var list = list
    for certificate in try issued() where certificate.until <= list.thisUpdate {
      list.revoked[certificate.serial] = nil
    }
    (list.thisUpdate, list.nextUpdate) = (now, now + 365 * Self.day)
    let der = try Self.make { try list.signed(by: key) }
    try IdentityFile.write(PEMDocument(type: "X509 CRL", derBytes: der).pemString + "\n", to: listFile)
  }

  private var issuedFile: String { "\(folder)/issued.txt" }

  private func issued() throws(IdentityFault) -> [IssuedCertificate] {
    try (IdentityFile.text(issuedFile) ?? "").split(separator: "\n").map { line throws(IdentityFault) in
      guard let issued = IssuedCertificate(line) else {
        throw IdentityFault("\(issuedFile)有无法识读的行：\(line)", "\(issuedFile) has a line that cannot be read: \(line)")
      }
      return issued
    }
  }

  /// Adds what is made to what was made and has not run out, or is still in the list of what was revoked.
  func note(_ certificate: IssuedCertificate) throws(IdentityFault) {
    let revoked = try list().revoked
    let all = try issued().filter { $0.until > now || revoked[$0.serial] != nil } + [certificate]
    try IdentityFile.write(all.map { $0.line + "\n" }.joined(), to: issuedFile)
  }
}
