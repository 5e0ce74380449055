import Foundation
import Logging
import RPC
import SwiftASN1
import Testing
import X509

@testable import Chassis

@Suite("The private authority")
struct PrivateAuthorityTests {
  let folder: ScratchFolder
  let service: PrincipalName
  let system: PrincipalName

  init() throws {
    folder = try ScratchFolder()
    service = try #require(PrincipalName(.services, "planning"))
    system = try #require(PrincipalName(.systems, "finance"))
  }

  private func authority(_ days: Int64 = 0) throws -> PrivateAuthority {
    try PrivateAuthority(folder: folder.path, now: TokenMint.now + days * 86_400)
  }

  private func certificate(_ name: String) throws -> Certificate {
    try Certificate(pemEncoded: folder.text(name))
  }

  @Test("makes what is missing, keeps what holds, and renews what runs out within a month")
  func idempotent() throws {
    #expect(try authority().issue(to: service) == .made)
    let first = try folder.text("planning.pem")
    #expect(try authority().issue(to: service) == .kept)
    #expect(try authority(334).issue(to: service) == .kept)
    #expect(try folder.text("planning.pem") == first)
    #expect(try authority(335).issue(to: service) == .renewed)
    #expect(try folder.text("planning.pem") != first)
    #expect(try authority(335).issue(to: service, hosts: ["tupo.example", "10.0.0.7"]) == .renewed)
    #expect(try authority(335).issue(to: service, hosts: ["TUPO.example"]) == .kept)
    try FileManager.default.removeItem(atPath: folder.path + "/planning.key")
    #expect(try authority(335).issue(to: service) == .renewed)
  }

  @Test("keeps its keys, and theirs, for their owner only")
  func modes() throws {
    _ = try authority().issue(to: service)
    _ = try authority().issue(to: system)
    try authority().keepList()
    for name in ["ca.key", "planning.key", "system-finance.key"] { #expect(try folder.mode(name) == 0o600) }
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder.path + "/ca.key")
    #expect(throws: IdentityFault.self) { try authority() }
  }

  @Test("names who it is and where it is called")
  func names() throws {
    _ = try authority().issue(to: service, hosts: ["tupo.example", "fe80::7"])
    _ = try authority().issue(to: system, hosts: ["tupo.example"])
    let names = try certificate("planning.pem").extensions.subjectAlternativeNames.map(Array.init)
    let addresses = [
      [127, 0, 0, 1], [UInt8](repeating: 0, count: 15) + [1], [0xFE, 0x80] + [UInt8](repeating: 0, count: 13) + [7],
    ]
    #expect(
      names == [.uniformResourceIdentifier("urn:tupo:service:planning"), .dnsName("localhost")]
        + addresses[..<2].map { .ipAddress(ASN1OctetString(contentBytes: $0[...])) } + [.dnsName("tupo.example")]
        + addresses[2...].map { .ipAddress(ASN1OctetString(contentBytes: $0[...])) })
    let finance = try certificate("system-finance.pem").extensions
    #expect(
      try finance.subjectAlternativeNames.map(Array.init) == [.uniformResourceIdentifier("urn:tupo:system:finance")])
    #expect(try finance.extendedKeyUsage.map(Array.init) == [.clientAuth])
  }

  @Test("refuses what is no host", arguments: ["", "a b", "a..b", "日", "x/y", String(repeating: "a", count: 64)])
  func hosts(host: String) throws {
    #expect(throws: IdentityFault.self) { try authority().issue(to: service, hosts: [host]) }
  }

  @Test(
    "gives no certificate to people, or under the names of its own files",
    arguments: ["people/a", "services/ca", "services/revoked", "services/system-x"])
  func noCertificate(name: String) throws {
    let name = try #require(PrincipalName(name))
    #expect(throws: IdentityFault.self) { try authority().issue(to: name) }
  }

  @Test("revokes all that was given, renewed or not, and gives anew")
  func revoke() throws {
    #expect(throws: IdentityFault.self) { try authority().revoke(service) }
    _ = try authority().issue(to: service)
    let first = try certificate("planning.pem")
    _ = try authority(340).issue(to: service)
    let second = try certificate("planning.pem")
    #expect(try authority(341).revoke(service) == 2)
    let revoked = try authority(341).list().revoked
    for one in [first, second] {
      #expect(revoked[CertificateSerial(one.serialNumber)] == TokenMint.now + 341 * 86_400)
    }
    #expect(try authority(341).issue(to: service) == .renewed)
    #expect(try authority(341).issue(to: service) == .kept)
  }

  @Test("leaves out of its list what has run out, once it was in a list made after that")
  func prune() throws {
    _ = try authority().issue(to: service)  // Until day 365.
    #expect(try authority(1).revoke(service) == 1)
    var lengths: [Int] = []
    for day in [300, 400, 401] as [Int64] {
      _ = try authority(day).issue(to: service)
      _ = try authority(day).revoke(service)
      lengths.append(try authority(day).list().revoked.count)
    }
    #expect(lengths == [2, 3, 3])
    _ = try authority(1_000).issue(to: service)
    try authority(1_000).keepList()
    try authority(1_400).keepList()
    #expect(try authority(1_400).list().revoked.isEmpty)
  }

  @Test("tells what is wrong with its folder")
  func broken() throws {
    _ = try authority()
    let (certificate, key) = (try folder.text("ca.pem"), try folder.text("ca.key"))
    let other = try ScratchFolder()
    _ = try PrivateAuthority(folder: other.path, now: TokenMint.now)
    for (name, text) in [("ca.pem", "x"), ("ca.key", "x"), ("ca.pem", try other.text("ca.pem"))] {
      try folder.write(text, to: name)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.path + "/ca.key")
      #expect(throws: IdentityFault.self) { try authority() }
      try folder.write(certificate, to: "ca.pem")
      try folder.write(key, to: "ca.key")
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.path + "/ca.key")
    }
    #expect(throws: IdentityFault.self) { try authority(4_000) }
    try FileManager.default.removeItem(atPath: folder.path + "/ca.key")
    #expect(throws: IdentityFault.self) { try authority() }
  }
}
