import Crypto
import Foundation
import Logging
import RPC
import Testing

@testable import Chassis

private let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

@Suite("Tokens")
struct TokenVerifierTests {
  let mint = TokenMint()
  let clock = HandSeconds()
  let revocations = HandRevocations()

  private func verifier(_ keys: HandKeys? = nil, _ rules: TrustedIssuer = TokenMint.rules) throws -> TokenVerifier {
    let keys = try keys ?? HandKeys(mint.keySet())
    return TokenVerifier(issuers: [(rules, keys)], revocations: [revocations], logger: quiet, now: clock.now)
  }

  private func reason(
    _ token: String, _ verifier: TokenVerifier, certificate: PeerCertificate? = nil
  ) async -> String? {
    do throws(Failure) {
      _ = try await verifier.verify(token, certificate: certificate)
      return nil
    } catch {
      #expect(error.code == (error.reason == "ISSUER_KEYS_UNAVAILABLE" ? .unavailable : .unauthenticated))
      return error.reason
    }
  }

  @Test("say who calls, by each algorithm", arguments: [("ES256", "p256"), ("EdDSA", "ed25519"), ("RS256", "rsa")])
  func accepted(algorithm: String, key: String) async throws {
    let token = try mint.token(
      ["aud": ["other", "tupo"], "act": ["sub": "services/reporting"]], head: ["alg": algorithm, "kid": key])
    let verifier = try verifier()
    #expect(verifier.known(token[...], certificate: nil) == nil)
    let verified = try await verifier.verify(token, certificate: nil)
    #expect(
      verified
        == VerifiedToken(
          subject: "people/zhang.wei", issuer: TokenMint.issuer, id: "t1", issuedAt: TokenMint.now,
          expiresAt: TokenMint.now + 600, actor: "services/reporting", audience: ["other", "tupo"]))
  }

  static let refusals: [(String, claims: [String: (any Sendable)?], head: [String: any Sendable])] = [
    ("TOKEN_EXPIRED", ["exp": TokenMint.now - 60], [:]),
    ("TOKEN_EXPIRED", ["exp": -5], [:]),
    ("TOKEN_NOT_YET_VALID", ["nbf": TokenMint.now + 61], [:]),
    ("TOKEN_NOT_YET_VALID", ["iat": Double(TokenMint.now) + 61.5], [:]),
    ("TOKEN_WRONG_AUDIENCE", ["aud": "another"], [:]),
    ("TOKEN_WRONG_AUDIENCE", ["aud": nil], [:]),
    ("TOKEN_UNKNOWN_ISSUER", ["iss": "https://id.test/"], [:]),
    ("TOKEN_WRONG_SUBJECT", ["sub": "zhang.wei"], [:]),
    ("TOKEN_WRONG_SUBJECT", ["sub": "people/"], [:]),
    ("TOKEN_WRONG_SUBJECT", ["sub": "services/reporting"], [:]),
    ("TOKEN_WRONG_SUBJECT", ["sub": nil], [:]),
    ("TOKEN_WRONG_ALGORITHM", [:], ["alg": "none"]),
    ("TOKEN_WRONG_ALGORITHM", [:], ["alg": "None"]),
    ("TOKEN_WRONG_ALGORITHM", [:], ["alg": "HS256"]),
    ("TOKEN_WRONG_ALGORITHM", [:], ["alg": "EdDSA"]),
    ("TOKEN_WRONG_ALGORITHM", [:], ["alg": "RS256", "kid": "ed25519"]),
    ("TOKEN_WRONG_ALGORITHM", [:], ["alg": "ES256", "kid": "rsa"]),
    ("TOKEN_UNKNOWN_KEY", [:], ["kid": "nobody"]),
    ("TOKEN_UNKNOWN_KEY", [:], ["kid": "enc"]),
    ("TOKEN_UNKNOWN_KEY", [:], ["kid": "secret"]),
    ("TOKEN_MALFORMED", ["exp": nil], [:]),
    ("TOKEN_MALFORMED", ["exp": "tomorrow"], [:]),
    ("TOKEN_MALFORMED", ["exp": 1e300], [:]),
    ("TOKEN_MALFORMED", ["iss": nil], [:]),
    ("TOKEN_MALFORMED", [:], ["crit": ["b64"]]),
    ("TOKEN_MALFORMED", [:], ["typ": "logout+jwt"]),
    ("TOKEN_WRONG_CERTIFICATE", ["cnf": ["jkt": "x"]], [:]),
    ("TOKEN_TOO_LARGE", ["pad": String(repeating: "a", count: 16 << 10)], [:]),
  ]

  @Test("that do not hold are refused, each with its reason", arguments: refusals.indices)
  func refused(index: Int) async throws {
    let (expected, claims, head) = Self.refusals[index]
    #expect(await reason(try mint.token(claims, head: head), try verifier()) == expected)
  }

  @Test("of a clock that is a minute off hold still", arguments: ["exp": -59, "nbf": 60, "iat": 60] as [String: Int64])
  func skew(claim: String, offset: Int64) async throws {
    #expect(await reason(try mint.token([claim: TokenMint.now + offset]), try verifier()) == nil)
  }

  @Test(
    "that are garbage are refused",
    arguments: ["", ".", "..", "a.b", "a.b.c", "a.b.c.d", "e30.e30.", "....", "令牌.令牌.令牌", "e30.e30.AA==", "\0.\0.\0"])
  func garbage(token: String) async throws {
    #expect(await reason(token, try verifier()) == "TOKEN_MALFORMED")
  }

  @Test("that were changed or signed by somebody else are refused")
  func signature() async throws {
    let verifier = try verifier()
    #expect(await reason(try TokenMint().token(), verifier) == "TOKEN_SIGNATURE")
    let parts = try mint.token().split(separator: ".")
    let other = try mint.token(subject: "people/li.na").split(separator: ".")
    #expect(await reason("\(parts[0]).\(other[1]).\(parts[2])", verifier) == "TOKEN_SIGNATURE")
    #expect(await reason("\(parts[0]).\(parts[1]).", verifier) == "TOKEN_SIGNATURE")
    // The same bytes in another spelling: the last letter's unused bits.
    #expect(await reason("\(parts[0]).\(parts[1]).\(parts[2].dropLast())B", verifier) == "TOKEN_MALFORMED")
  }

  @Test("are known without being verified again, until they end")
  func known() async throws {
    let (verifier, token) = (try verifier(), try mint.token())
    _ = try await verifier.verify(token, certificate: nil)
    _ = try await verifier.verify(token, certificate: nil)
    let header = "Bearer \(token)"
    #expect(verifier.known(header.dropFirst(7), certificate: nil)?.subject == "people/zhang.wei")
    #expect(verifier.known(token.dropLast(), certificate: nil) == nil)
    clock.advance(659)
    #expect(verifier.known(token[...], certificate: nil) != nil)
    clock.advance(1)
    #expect(verifier.known(token[...], certificate: nil) == nil)
    #expect(await reason(token, verifier) == "TOKEN_EXPIRED")
  }

  @Test("stay known when the issuer says the same keys again")
  func sameKeys() async throws {
    let keys = HandKeys(try mint.keySet())
    let (verifier, token) = (try verifier(keys), try mint.token())
    for _ in 0..<2 { _ = try await verifier.verify(token, certificate: nil) }
    clock.advance(keys.period)
    #expect(verifier.known(token[...], certificate: nil) != nil)
    while keys.asked < 2 { await Task.yield() }
    for _ in 0..<1_000 where verifier.known(token[...], certificate: nil) != nil { await Task.yield() }
    #expect(verifier.known(token[...], certificate: nil) != nil)
  }

  @Test("that were revoked are refused at once, used before or not")
  func revoked() async throws {
    let verifier = try verifier()
    let (first, second) = (try mint.token(), try mint.token(["jti": "t2"]))
    for token in [first, second, first] { #expect(await reason(token, verifier) == nil) }
    revocations.revoke { $0.revoke(id: "t1") }
    #expect(verifier.known(first[...], certificate: nil) == nil)
    #expect(await reason(first, verifier) == "TOKEN_REVOKED")
    #expect(await reason(second, verifier) == nil)
    revocations.revoke { $0.revoke("people/zhang.wei", before: TokenMint.now + 1) }
    #expect(await reason(second, verifier) == "TOKEN_REVOKED")
    #expect(await reason(try mint.token(["iat": nil, "jti": nil]), verifier) == "TOKEN_REVOKED")
    #expect(await reason(try mint.token(["iat": TokenMint.now + 1, "jti": "t3"]), verifier) == nil)
    #expect(await reason(try mint.token(["jti": "t4"], subject: "people/li.na"), verifier) == nil)
  }

  @Test("that are bound to a certificate hold with it only")
  func bound() async throws {
    let digest = SHA256.hash(data: Data("a certificate".utf8))
    let own = PeerCertificate(names: [], fingerprint: digest.map { String(format: "%02x", $0) }.joined())
    let other = PeerCertificate(names: [], fingerprint: String(repeating: "0", count: 64))
    let verifier = try verifier()
    let token = try mint.token(["cnf": ["x5t#S256": Base64URLText.of(Data(digest))]])
    for certificate in [nil, other] {
      #expect(await reason(token, verifier, certificate: certificate) == "TOKEN_WRONG_CERTIFICATE")
    }
    #expect(try await verifier.verify(token, certificate: own).certificateThumbprint == Array(digest))
    #expect(verifier.known(token[...], certificate: own) != nil)
    for certificate in [nil, other] {
      #expect(verifier.known(token[...], certificate: certificate) == nil)
      #expect(await reason(token, verifier, certificate: certificate) == "TOKEN_WRONG_CERTIFICATE")
    }
  }

  @Test("name the principal in the claim and with the prefix that the issuer's rules say")
  func mapped() async throws {
    var rules = TokenMint.rules
    (rules.subjectClaim, rules.subjectPrefix) = ("account", "people/")
    let verifier = try verifier(nil, rules)
    #expect(try await verifier.verify(mint.token(["account": "li.na"]), certificate: nil).subject == "people/li.na")
    #expect(await reason(try mint.token(["account": "../systems/x"]), verifier) == "TOKEN_WRONG_SUBJECT")
    #expect(await reason(try mint.token(["account": 7]), verifier) == "TOKEN_WRONG_SUBJECT")
  }

  @Test("by keys that come and go hold as long as the keys")
  func rotation() async throws {
    let keys = HandKeys(try mint.keySet(["p256"]))
    let verifier = try verifier(keys)
    let (old, new) = (try mint.token(), try mint.token(head: ["alg": "EdDSA", "kid": "ed25519"]))
    #expect(await reason(old, verifier) == nil)
    #expect(await reason(new, verifier) == "TOKEN_UNKNOWN_KEY")
    #expect(keys.asked == 1)
    // An unknown key asks again, but not each time.
    keys.say(try mint.keySet(["ed25519"]))
    clock.advance(29)
    #expect(await reason(new, verifier) == "TOKEN_UNKNOWN_KEY")
    clock.advance(1)
    #expect(await reason(new, verifier) == nil)
    #expect(keys.asked == 2)
    // The token was verified, but its key has gone.
    #expect(verifier.known(old[...], certificate: nil) == nil)
    #expect(await reason(old, verifier) == "TOKEN_UNKNOWN_KEY")
    for _ in 0..<100 { _ = await reason(try mint.token(head: ["kid": UUID().uuidString]), verifier) }
    #expect(keys.asked == 2)
  }

  @Test("hold by the old keys while new ones are not to be had")
  func keysAway() async throws {
    let keys = HandKeys(nil)
    let verifier = try verifier(keys)
    #expect(await reason(try mint.token(), verifier) == "ISSUER_KEYS_UNAVAILABLE")
    keys.say(try mint.keySet())
    clock.advance(30)
    #expect(await reason(try mint.token(), verifier) == nil)
    for bad in [nil, Array("{}".utf8), Array("{\"keys\":[]}".utf8), Array("no".utf8)] as [[UInt8]?] {
      keys.say(bad)
      clock.advance(700)
      let asked = keys.asked
      let token = try mint.token(["exp": TokenMint.now + 9_000, "jti": UUID().uuidString])
      #expect(await reason(token, verifier) == nil)
      #expect(await reason(try mint.token(head: ["kid": "nobody"]), verifier) == "TOKEN_UNKNOWN_KEY")
      #expect(keys.asked == asked + 1)
    }
  }

  @Test("nobody is trusted by default")
  func nobody() async throws {
    let verifier = try TokenVerifier(Trust(), logger: quiet, now: clock.now)
    #expect(await reason(try mint.token(), verifier) == "TOKEN_UNKNOWN_ISSUER")
  }
}
