import Crypto
import Foundation
internal import SwiftASN1
internal import X509

extension PrivateAuthority {
  /// Sees to it that a service or a system has a certificate that holds for longer than a month.
  ///
  /// - Parameters:
  ///   - principal: `services/NAME`, which may serve and call, or `systems/NAME`, which may call.
  ///   - hosts: the names and addresses by which a service is called, beside this machine's own.
  ///   - days: how long a new one holds.
  public func issue(
    to principal: PrincipalName, hosts: [String] = [], days: Int = 365
  ) throws(IdentityFault) -> Outcome {
    let file = try path(of: principal)
    let names = try SubjectNames(principal, hosts: hosts)
    let old = try IdentityFile.text("\(file).pem")
    if let old, try holds(old, key: IdentityFile.text("\(file).key", secret: true), names) { return .kept }
    let key = P256.Signing.PrivateKey()
    let until = min(now + Int64(days) * Self.day, certificate.notValidAfter.seconds)
    let leaf = try Self.make { try certificate(for: names, key: key.publicKey, until: until) }
    // Noted first: what was ever made can be revoked.
    try note(IssuedCertificate(serial: CertificateSerial(leaf.serialNumber), until: until, principal: principal))
    try IdentityFile.write(key.pemRepresentation + "\n", to: "\(file).key", secret: true)
    try IdentityFile.write(Self.make { try leaf.serializeAsPEM().pemString } + "\n", to: "\(file).pem")
    return old == nil ? .made : .renewed
  }

  /// The files of a principal's certificate and key, without `.pem` and `.key`.
  public func path(of principal: PrincipalName) throws(IdentityFault) -> String {
    switch principal.kind {
    case .services where principal.id != "ca" && !principal.id.hasPrefix("system-") && principal.id != "revoked":
      "\(folder)/\(principal.id)"
    case .systems: "\(folder)/system-\(principal.id)"
    default: throw IdentityFault("\(principal)不能有证书。", "\(principal) cannot have a certificate.")
    }
  }

  private func holds(_ text: String, key: String?, _ names: SubjectNames) throws(IdentityFault) -> Bool {
    guard let leaf = try? Certificate(pemEncoded: text), let key,
      let key = try? P256.Signing.PrivateKey(pemRepresentation: key)
    else { return false }
    let list = try list()
    return leaf.publicKey == Certificate.PublicKey(key.publicKey)
      && certificate.publicKey.isValidSignature(leaf.signature, for: leaf)
      && leaf.notValidAfter.seconds > now + Self.month && names.areHeld(by: leaf)
      && list.revoked[CertificateSerial(leaf.serialNumber)] == nil
  }
}
