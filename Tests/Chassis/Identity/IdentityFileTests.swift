import Foundation
import Logging
import RPC
import Testing

@testable import Chassis

private let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

@Suite("Files of identity")
struct IdentityFileTests {
  let folder: ScratchFolder
  let clock = HandSeconds()
  let mint = TokenMint()

  init() throws { folder = try ScratchFolder() }

  @Test("of trust say whose tokens and certificates are accepted")
  func trust() throws {
    let file = try folder.write(
      """
      issuers:
        - issuer: https://id.test
          audience: [tupo, other]
          keys: keys.json
          subject-claim: account
          subject-prefix: people/
        - {issuer: b, audience: [tupo], keys-url: "https://b.test/k", keys-authorities: /ca.pem, kinds: [people, systems]}
      systems:
        - {system: finance, dns: gateway.finance.example}
        - {system: tax, uri: "spiffe://tax"}
      """, to: "trust.yaml")
    let trust = try Trust(file: file)
    #expect(
      trust.issuers == [
        TrustedIssuer(
          issuer: "https://id.test", audiences: ["tupo", "other"], keys: .file(folder.path + "/keys.json"),
          subjectClaim: "account", subjectPrefix: "people/"),
        TrustedIssuer(
          issuer: "b", audiences: ["tupo"], keys: .url("https://b.test/k", authorities: "/ca.pem"),
          kinds: [.people, .systems]),
      ])
    #expect(
      trust.systems.mapValues(\.description) == [
        .dns("gateway.finance.example"): "systems/finance", .uri("spiffe://tax"): "systems/tax",
      ])
    #expect(try Trust(file: folder.write("", to: "empty.yaml")) == Trust())
    #expect(
      try Trust(file: folder.write(#"{"systems":[{"system":"a","email":"b@c"}]}"#, to: "t.json")).systems.count == 1)
  }

  @Test(
    "of trust that are wrong are refused, and say where",
    arguments: [
      ("issuers: [{issuer: a, audience: [t], key: k}]", "unknown key"), ("isuers: []", "isuers"), ("[", "trust.yaml"),
      ("issuers: [{audience: [t], keys: k}]", "issuer is missing"),
      ("issuers: [{issuer: a, audience: [], keys: k}]", "audience"),
      ("issuers: [{issuer: a, audience: [t]}]", "keys-url"),
      ("issuers: [{issuer: a, audience: [t], keys: k, keys-url: 'https://x'}]", "keys-url"),
      ("issuers: [{issuer: a, audience: [t], keys-url: 'http://x.test/k'}]", "https"),
      ("issuers: [{issuer: a, audience: [t], keys-url: 'ftp://x'}]", "https"),
      ("issuers: [{issuer: a, audience: [t], keys: k, kinds: [kings]}]", "kings"),
      ("issuers: [{issuer: a, audience: [t], keys: k}, {issuer: a, audience: [t], keys: k}]", "twice"),
      ("systems: [{system: A, dns: x}]", "\"A\""), ("systems: [{system: a}]", "dns"),
      ("systems: [{system: a, dns: x, uri: y}]", "dns"),
      ("systems: [{system: a, dns: x}, {system: b, dns: x}]", "twice"),
    ])
  func wrongTrust(text: String, told: String) throws {
    let file = try folder.write(text, to: "trust.yaml")
    let fault = try #require(throws: IdentityFault.self) { try Trust(file: file) }
    #expect(fault.en.contains(told) && fault.en.contains(file) && fault.zh.contains(file))
  }

  @Test("of revocations work within two seconds of their change")
  func revocations() throws {
    let file = try folder.write("revoked: []", to: "revoked.yaml")
    let revocations = try RevocationFile(file, logger: quiet, now: clock.now)
    let token = VerifiedToken(subject: "people/a", issuer: "i", id: "t1", issuedAt: 1_371_800_000, expiresAt: 0)
    var revision = revocations.revision(at: clock.now())
    for (text, isRevoked) in [
      ("revoked: [{id: t1}]", true), ("", false),
      ("revoked: [{subject: people/a, before: 2013-06-21T07:33:21Z}]", true),
      ("revoked: [{subject: people/a, before: 2013-06-21T07:33:20Z}]", false), ("revoked: [{id: t1}, {id: t2}]", true),
    ] {
      try folder.write(text, to: "revoked.yaml")
      clock.advance(1)
      #expect(revocations.revision(at: clock.now()) == revision + 1)
      #expect(revocations.isRevoked(token) == isRevoked, "\(text)")
      revision += 1
    }
    for text in [
      "revoked: [{}]", "revoked: [{id: a, subject: people/a}]", "revoked: [{subject: people/a, before: soon}]",
      "revoked: [{subject: nobody, before: 2013-06-21T07:33:20Z}]", "revoke: []", "\u{0}",
    ] {
      let bad = try folder.write(text, to: "bad.yaml")
      #expect(throws: IdentityFault.self, "\(text)") { try RevocationFile(bad, logger: quiet, now: clock.now) }
      try folder.write(text, to: "revoked.yaml")
      clock.advance(1)
      #expect(revocations.isRevoked(token))
    }
    try FileManager.default.removeItem(atPath: file)
    clock.advance(1)
    #expect(revocations.isRevoked(token))
    #expect(revocations.revision(at: clock.now()) == revision)
  }

  @Test("of keys are read again when they change")
  func keyFile() async throws {
    let file = try folder.write(String(decoding: mint.keySet(["p256"]), as: UTF8.self), to: "keys.json")
    var rules = TokenMint.rules
    rules.keys = .file(file)
    let verifier = try TokenVerifier(Trust(issuers: [rules]), logger: quiet, now: clock.now)
    let token = try mint.token()
    while verifier.known(token[...], certificate: nil) == nil { _ = try await verifier.verify(token, certificate: nil) }
    try folder.write(String(decoding: mint.keySet(["ed25519"]), as: UTF8.self), to: "keys.json")
    clock.advance(1)
    // Whoever only asks whether a token is known has the file looked at too, but does not wait for it.
    while verifier.known(token[...], certificate: nil) != nil { await Task.yield() }
    await #expect(throws: Failure.self) { try await verifier.verify(token, certificate: nil) }
    _ = try await verifier.verify(mint.token(head: ["alg": "EdDSA", "kid": "ed25519"]), certificate: nil)
  }
}

@Suite("Tokens of this machine")
struct LocalIssuerTests {
  @Test("are verified by the key set beside the key, which is its owner's alone and made once")
  func local() async throws {
    let (folder, clock) = (try ScratchFolder(), HandSeconds())
    let issuer = try LocalIssuer(folder: folder.path)
    #expect(try folder.mode("token.key") == 0o600)
    let verifier = try TokenVerifier(Trust(issuers: [issuer.trusted]), logger: quiet, now: clock.now)
    let person = try #require(PrincipalName("people/zhang.wei"))
    let token = try await issuer.token(for: person, now: clock.now(), seconds: 300)
    let verified = try await verifier.verify(token, certificate: nil)
    #expect(verified.subject == "people/zhang.wei" && verified.expiresAt == clock.now() + 300 && verified.id != nil)
    let read = UnverifiedToken(token)
    #expect(read?.subject == "people/zhang.wei" && read?.id == verified.id && UnverifiedToken("x") == nil)

    #expect(try Trust(file: issuer.trustFile) == Trust(issuers: [issuer.trusted]))
    try folder.write("issuers: []", to: "trust.yaml")
    let again = try LocalIssuer(folder: folder.path)
    #expect(try Trust(file: again.trustFile) == Trust())
    let bound = try await again.token(
      for: person, now: clock.now(), seconds: 300, boundTo: [UInt8](repeating: 7, count: 32))
    let certificate = PeerCertificate(names: [], fingerprint: String(repeating: "07", count: 32))
    #expect(try await verifier.verify(bound, certificate: certificate).certificateThumbprint?.first == 7)
    await #expect(throws: Failure.self) { try await verifier.verify(bound, certificate: nil) }

    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder.path + "/token.key")
    #expect(throws: IdentityFault.self) { try LocalIssuer(folder: folder.path) }
  }
}

@Suite("Headers with a token")
struct BearerTokenTests {
  @Test(
    "give the token of the scheme Bearer",
    arguments: [
      ("Bearer abc", "abc"), ("bearer abc", "abc"), ("BEARER a.b.c", "a.b.c"), ("Bearer", nil), ("Bearer ", nil),
      ("Basic abc", nil), ("Bearer a b", nil), ("", nil), ("abc", nil), (" Bearer abc", nil),
    ] as [(String, String?)])
  func tokens(header: String, token: String?) {
    #expect(BearerToken.token(in: header).map(String.init) == token)
  }
}
