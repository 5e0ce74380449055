import Logging
import Synchronization
import Testing
import Wire

@testable import Chassis
@testable import RPC

@Suite("Whom a connection is known to come from")
struct LastCallerTests {
  private static let method = MethodOptions(access: MethodAccess(roles: [4], reach: .anywhere))
  private static let grant = AccessGrant(principal: "people/zhang.wei", role: .zoneReporter, scope: .city)
  private let mint = TokenMint()
  private let board = AccessBoard(AccessBook(grants: [Self.grant]))
  private let time = Clock()

  private final class Clock: Sendable {
    private let seconds = Mutex(TokenMint.now)
    var now: Int64 { seconds.withLock(\.self) }
    func pass(_ more: Int64) { seconds.withLock { $0 += more } }
  }

  private func gatekeeper() throws -> Gatekeeper {
    let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let now: @Sendable () -> Int64 = { [time] in time.now }
    let tokens = try TokenVerifier(
      issuers: [(TokenMint.rules, HandKeys(mint.keySet()))], revocations: [board], logger: quiet, now: now)
    return try Gatekeeper(
      of: "indicators", tokens: tokens, certificates: SystemCertificates(logger: quiet, now: now), board: board,
      ownUser: 0, now: now)
  }

  /// Who makes a call with these headers on a connection, or the reason why nobody may.
  private func caller(_ guarding: Gatekeeper, _ connection: SharedPeer, _ headers: (String, String)...) async throws
    -> String
  {
    let call = CallContext(path: "/s/m", fields: HeaderBlock(headers), deadline: nil, peer: connection)
    do {
      return try await guarding.admit(call, to: Self.method).name
    } catch let failure as Failure {
      return failure.reason
    }
  }

  private func kept(with connection: SharedPeer) -> LastCaller? {
    connection.kept.withLock { $0 as? LastCaller }
  }

  @Test("is told by the same token at the next call, and by no other")
  func tokens() async throws {
    board.replace(
      AccessBook(grants: [
        Self.grant, AccessGrant(principal: "people/li.na", role: .zoneReporter, scope: .city),
      ]))
    let (guarding, connection) = (try gatekeeper(), SharedPeer(Peer(address: nil)))
    let own = ("authorization", "Bearer \(try mint.token())")
    let other = ("authorization", "Bearer \(try mint.token(subject: "people/li.na"))")
    // The issuer's keys are read meanwhile, and to have read them is a change.
    var isKnown = false
    for _ in 0..<20 where !isKnown {
      let before = kept(with: connection)
      #expect(try await caller(guarding, connection, ("x", "y"), own) == "people/zhang.wei")
      isKnown = before != nil && kept(with: connection) === before
    }
    #expect(isKnown)
    #expect(try await caller(guarding, connection, other) == "people/li.na")
    #expect(try await caller(guarding, connection, own, other) == "people/zhang.wei")
    #expect(try await caller(guarding, connection, ("authorization", own.1 + "x")).hasPrefix("TOKEN_"))
    #expect(try await caller(guarding, connection) == "CREDENTIALS_MISSING")
    #expect(try await caller(guarding, SharedPeer(Peer(address: nil))) == "CREDENTIALS_MISSING")
  }

  @Test("speaks for nobody else, known or not")
  func others() async throws {
    let (guarding, connection) = (try gatekeeper(), SharedPeer(Peer(address: nil)))
    let own = ("authorization", "Bearer \(try mint.token())")
    #expect(try await caller(guarding, connection, own) == "people/zhang.wei")
    #expect(
      try await caller(guarding, connection, own, ("tupo-on-behalf-of", "people/admin")) == "ON_BEHALF_OF_REFUSED")
  }

  @Test("is asked for again when a role, a revocation or the time has changed")
  func changes() async throws {
    let (guarding, connection) = (try gatekeeper(), SharedPeer(Peer(address: nil)))
    let own = ("authorization", "Bearer \(try mint.token(["jti": "t-1", "exp": TokenMint.now + 100]))")
    #expect(try await caller(guarding, connection, own) == "people/zhang.wei")
    board.replace(AccessBook())
    #expect(try await caller(guarding, connection, own) == "ROLE_MISSING")
    board.replace(AccessBook(grants: [Self.grant]))
    #expect(try await caller(guarding, connection, own) == "people/zhang.wei")
    board.replace(AccessBook(grants: [Self.grant], revokedTokens: ["t-1"]))
    #expect(try await caller(guarding, connection, own) == "TOKEN_REVOKED")
    board.replace(AccessBook(grants: [Self.grant]))
    #expect(try await caller(guarding, connection, own) == "people/zhang.wei")
    time.pass(100 + 59)
    #expect(try await caller(guarding, connection, own) == "people/zhang.wei")
    time.pass(1)
    #expect(try await caller(guarding, connection, own) == "TOKEN_EXPIRED")
  }

  @Test("loses a role on the second in which its grant ends")
  func ending() async throws {
    var grant = Self.grant
    grant.until = TokenMint.now + 10
    board.replace(AccessBook(grants: [grant]))
    let (guarding, connection) = (try gatekeeper(), SharedPeer(Peer(address: nil)))
    let own = ("authorization", "Bearer \(try mint.token())")
    #expect(try await caller(guarding, connection, own) == "people/zhang.wei")
    time.pass(9)
    #expect(try await caller(guarding, connection, own) == "people/zhang.wei")
    time.pass(1)
    #expect(try await caller(guarding, connection, own) == "ROLE_MISSING")
  }

  @Test("is found out at each call where a certificate was shown, which may be revoked")
  func certificates() async throws {
    let certificate = PeerCertificate(names: [.uri("urn:tupo:system:finance")], fingerprint: "00")
    let (guarding, connection) = (try gatekeeper(), SharedPeer(Peer(address: nil, certificate: certificate)))
    #expect(
      try await caller(guarding, connection, ("authorization", "Bearer \(try mint.token())")) == "people/zhang.wei")
    #expect(kept(with: connection) == nil)
  }
}
