import Crypto
import Foundation
import Logging
import RPC
import SwiftASN1
import Testing
import X509

@testable import Chassis

private let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

@Suite("Certificates of systems")
struct SystemCertificatesTests {
  let folder: ScratchFolder
  let clock = HandSeconds()
  let finance: PrincipalName

  init() throws {
    folder = try ScratchFolder()
    finance = try #require(PrincipalName(.systems, "finance"))
  }

  private var authority: PrivateAuthority {
    get throws { try PrivateAuthority(folder: folder.path, now: clock.now()) }
  }

  /// The certificate in a file as a handler sees it.
  private func peer(_ name: String) throws -> PeerCertificate {
    let der = try PEMDocument(pemString: folder.text(name)).derBytes
    let fingerprint = SHA256.hash(data: der).map { String(format: "%02x", $0) }.joined()
    return PeerCertificate(names: [.uri("urn:tupo:system:finance")], fingerprint: fingerprint, der: der)
  }

  private func reason(_ certificates: SystemCertificates, _ peer: PeerCertificate) -> String? {
    do throws(Failure) {
      _ = try certificates.principal(of: peer)
      return nil
    } catch {
      #expect(error.code == .unauthenticated)
      return error.reason
    }
  }

  @Test(
    "tell who calls",
    arguments: [
      ([.uri("urn:tupo:service:planning")], "services/planning"), ([.uri("urn:tupo:system:tax")], "systems/tax"),
      ([.dns("localhost"), .dns("gateway.finance.example")], "systems/finance"),
      ([.dns("a.b"), .uri("urn:tupo:service:x")], "services/x"), ([.dns("finance.example")], nil),
      ([.uri("urn:tupo:person:a")], nil), ([.uri("urn:tupo:service:")], nil), ([.uri("urn:tupo:service:a/b")], nil),
      ([.email("gateway.finance.example")], nil), ([], nil),
    ] as [([PeerCertificate.Name], String?)])
  func principals(names: [PeerCertificate.Name], expected: String?) throws {
    let trust = Trust(systems: [.dns("gateway.finance.example"): finance])
    let certificates = try SystemCertificates(trust, logger: quiet, now: clock.now)
    let found = try certificates.principal(of: PeerCertificate(names: names, fingerprint: ""))
    #expect(found.map { "\($0)" } == expected)
  }

  @Test("that were revoked are refused within two seconds")
  func revoked() throws {
    for name in [finance, try #require(PrincipalName(.systems, "tax"))] { _ = try authority.issue(to: name) }
    try authority.keepList()
    let certificates = try SystemCertificates(
      revocations: authority.listFile, authorities: authority.authorityFile, logger: quiet, now: clock.now)
    let (one, other) = (try peer("system-finance.pem"), try peer("system-tax.pem"))
    #expect(reason(certificates, one) == nil && reason(certificates, other) == nil)
    #expect(try authority.revoke(finance) == 1)
    clock.advance(1)
    #expect(reason(certificates, one) == "CERTIFICATE_REVOKED")
    #expect(reason(certificates, other) == nil)
  }

  @Test("are refused when the list has run out, until there is a new one")
  func expired() throws {
    _ = try authority.issue(to: finance)
    try authority.keepList()
    let certificates = try SystemCertificates(
      revocations: authority.listFile, authorities: authority.authorityFile, logger: quiet, now: clock.now)
    clock.advance(365 * 86_400 - 1)
    #expect(reason(certificates, try peer("system-finance.pem")) == nil)
    clock.advance(1)
    #expect(reason(certificates, try peer("system-finance.pem")) == "CERTIFICATE_LIST_EXPIRED")
    try authority.keepList()
    clock.advance(1)
    #expect(reason(certificates, try peer("system-finance.pem")) == nil)
  }

  @Test("of an authority without a list hold; what is no certificate does not")
  func others() throws {
    _ = try authority.issue(to: finance)
    try authority.keepList()
    let certificates = try SystemCertificates(
      revocations: authority.listFile, authorities: authority.authorityFile, logger: quiet, now: clock.now)
    let garbage = PeerCertificate(names: [], fingerprint: "x", der: [1, 2, 3])
    #expect(reason(certificates, garbage) == "CERTIFICATE_UNREADABLE")
    let foreign = try Certificate(
      version: .v3, serialNumber: Certificate.SerialNumber(),
      publicKey: Certificate.PublicKey(TokenMint().p256.publicKey),
      notValidBefore: Date(), notValidAfter: Date(), issuer: DistinguishedName { CommonName("other") },
      subject: DistinguishedName { CommonName("x") }, signatureAlgorithm: .ecdsaWithSHA256,
      extensions: Certificate.Extensions(), issuerPrivateKey: Certificate.PrivateKey(TokenMint().p256))
    var coder = DER.Serializer()
    try coder.serialize(foreign)
    #expect(reason(certificates, PeerCertificate(names: [], fingerprint: "y", der: coder.serializedBytes)) == nil)
  }

  @Test("are not checked by a list of no use: at the start that is told, later the old one holds")
  func badLists() throws {
    _ = try authority.issue(to: finance)
    try authority.keepList()
    let good = try folder.text("revoked.pem")
    let other = try ScratchFolder()
    try PrivateAuthority(folder: other.path, now: clock.now()).keepList()
    let der = try PEMDocument(pemString: good).derBytes
    var changed = der
    changed[changed.count - 1] ^= 1
    let texts = [
      "", "x", try other.text("revoked.pem"), try folder.text("ca.pem"), String(good.dropLast(60)),
      PEMDocument(type: "X509 CRL", derBytes: changed).pemString, good + (try other.text("revoked.pem")),
    ]
    func open(_ list: String) throws(IdentityFault) -> SystemCertificates {
      try SystemCertificates(
        revocations: list, authorities: folder.path + "/ca.pem", logger: quiet, now: clock.now)
    }
    let certificates = try open(folder.path + "/revoked.pem")
    for (index, text) in texts.enumerated() {
      let bad = try folder.write(text, to: "bad-\(index).pem")
      #expect(throws: IdentityFault.self, "\(index)") { try open(bad) }
      try folder.write(text, to: "revoked.pem")
      clock.advance(1)
      #expect(reason(certificates, try peer("system-finance.pem")) == nil)
    }
    #expect(throws: IdentityFault.self) { try open(folder.path + "/none.pem") }
    try Data(der).write(to: URL(fileURLWithPath: folder.path + "/list.der"))
    _ = try open(folder.path + "/list.der")
  }

  @Test("are listed as DER that reads back as it was written")
  func roundTrip() throws {
    let authority = try authority
    var list = CertificateList(
      issuer: authority.certificate.subject, thisUpdate: TokenMint.now, nextUpdate: 4_000_000_000, revoked: [:])
    for serial in [[0x7F], [0x80, 0], [1], [UInt8](repeating: 0xFF, count: 20)] as [[UInt8]] {
      list.revoked[CertificateSerial(serial)] = TokenMint.now - 1
      #expect(try CertificateList(der: list.signed(by: authority.key), signedBy: [authority.certificate]) == list)
    }
  }
}
