import Logging
import RPC
import Testing
import Wire

@testable import Chassis

@Suite("The gatekeeper")
struct GatekeeperTests {
  private let mint = TokenMint()
  private static let yanzhou = "programmes/jining-2013/zones/yanzhou"
  private let board = AccessBoard(
    AccessBook(grants: [
      AccessGrant(principal: "people/zhang.wei", role: .zoneReporter, scope: .zone(Self.yanzhou)),
      AccessGrant(principal: "people/admin", role: .administrator, scope: .city),
      AccessGrant(principal: "systems/finance", role: .system, scope: .city),
    ]))

  private func gatekeeper() throws -> Gatekeeper {
    let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let tokens = try TokenVerifier(
      issuers: [(TokenMint.rules, HandKeys(mint.keySet()))], revocations: [board], logger: quiet,
      now: { TokenMint.now })
    return try Gatekeeper(
      of: "indicators", tokens: tokens,
      certificates: SystemCertificates(logger: quiet, now: { TokenMint.now }), board: board, ownUser: 1_000,
      now: { TokenMint.now })
  }

  /// What a caller shows.
  struct Shown: Sendable {
    var token: String?
    var authorization: String?
    var certificate: String?
    var onBehalfOf: String?
    var user: UInt32?
    var path = "/tupo.indicators.v1.FigureService/SubmitFigures"
  }

  private static let submits = MethodOptions(access: MethodAccess(roles: [1, 4, 8], reach: .named))

  private func admit(_ shown: Shown, _ method: MethodOptions = Self.submits) async throws -> String {
    var metadata = Metadata()
    if let token = shown.token { metadata["authorization"] = "Bearer \(token)" }
    if let text = shown.authorization { metadata["authorization"] = text }
    if let other = shown.onBehalfOf { metadata["tupo-on-behalf-of"] = other }
    let certificate = shown.certificate.map { PeerCertificate(names: [.uri($0)], fingerprint: "00") }
    let call = CallContext(
      path: shown.path, metadata: metadata, peer: Peer(address: nil, certificate: certificate, userID: shown.user))
    do {
      let caller = try await gatekeeper().admit(call, to: method)
      return [caller.name, (caller as? Caller)?.onBehalfOf].compactMap(\.self).joined(separator: " for ")
    } catch let failure as Failure {
      return failure.reason
    }
  }

  @Test("knows a person by the token, and asks for a role")
  func tokens() async throws {
    #expect(try await admit(Shown(token: mint.token())) == "people/zhang.wei")
    #expect(try await admit(Shown(authorization: "bearer \(mint.token())")) == "people/zhang.wei")
    #expect(try await admit(Shown(token: mint.token(subject: "people/admin"))) == "ROLE_MISSING")
    #expect(try await admit(Shown(token: mint.token(subject: "people/nobody"))) == "ROLE_MISSING")
    #expect(try await admit(Shown(token: mint.token(["exp": TokenMint.now - 61]))) == "TOKEN_EXPIRED")
    #expect(try await admit(Shown(token: mint.token(head: ["alg": "none"]))) == "TOKEN_WRONG_ALGORITHM")
    let city = MethodOptions(access: MethodAccess(roles: [4], reach: .everything))
    #expect(try await admit(Shown(token: mint.token()), city) == "OUT_OF_SCOPE")
  }

  @Test(
    "refuses whoever shows nothing, or nothing that can be read",
    arguments: [
      (Shown(), "CREDENTIALS_MISSING"), (Shown(authorization: ""), "TOKEN_MALFORMED"),
      (Shown(authorization: "Basic YTpi"), "TOKEN_MALFORMED"), (Shown(authorization: "Bearer x"), "TOKEN_MALFORMED"),
      (Shown(certificate: "urn:somebody:else"), "CREDENTIALS_MISSING"), (Shown(user: 1_001), "CREDENTIALS_MISSING"),
    ])
  func nothing(_ shown: Shown, _ reason: String) async throws {
    #expect(try await admit(shown) == reason)
  }

  @Test(
    "knows systems by certificate, and lets only services with that grant call for others",
    arguments: [
      (Shown(certificate: "urn:tupo:system:finance"), "systems/finance"),
      (Shown(certificate: "urn:tupo:system:unknown"), "ROLE_MISSING"),
      (Shown(certificate: "urn:tupo:service:reporting"), "services/reporting"),
      (
        Shown(certificate: "urn:tupo:service:reporting", onBehalfOf: "people/zhang.wei"),
        "services/reporting for people/zhang.wei"
      ),
      (Shown(certificate: "urn:tupo:service:reporting", onBehalfOf: "people/admin"), "ROLE_MISSING"),
      (Shown(certificate: "urn:tupo:service:planning", onBehalfOf: "people/zhang.wei"), "ON_BEHALF_OF_REFUSED"),
      (Shown(certificate: "urn:tupo:system:finance", onBehalfOf: "people/zhang.wei"), "ON_BEHALF_OF_REFUSED"),
    ])
  func systems(_ shown: Shown, _ expected: String) async throws {
    #expect(try await admit(shown) == expected)
  }

  @Test("takes a forged name of whom a call is for from nobody")
  func forged() async throws {
    let token = try mint.token()
    #expect(try await admit(Shown(token: token, onBehalfOf: "people/admin")) == "ON_BEHALF_OF_REFUSED")
    let acting = try mint.token(["aud": "services/indicators", "act": ["sub": "services/reporting"]])
    #expect(try await admit(Shown(token: acting)) == "ON_BEHALF_OF_REFUSED")
    #expect(try await admit(Shown(token: acting, certificate: "urn:tupo:service:planning")) == "ON_BEHALF_OF_REFUSED")
    let good = Shown(token: acting, certificate: "urn:tupo:service:reporting")
    #expect(try await admit(good) == "services/reporting for people/zhang.wei")
  }

  @Test(
    "takes a token that another service calls with only where it is made for this service",
    arguments: [
      (["services/indicators"], "services/reporting for people/zhang.wei"),
      (["tupo", "services/indicators"], "services/reporting for people/zhang.wei"),
      (["services/planning", "services/indicators"], "services/reporting for people/zhang.wei"),
      (["services/planning"], "TOKEN_WRONG_AUDIENCE"), (["tupo"], "TOKEN_WRONG_AUDIENCE"),
      (["tupo", "services/planning"], "TOKEN_WRONG_AUDIENCE"), (["indicators"], "TOKEN_WRONG_AUDIENCE"),
      (["systems/indicators"], "TOKEN_WRONG_AUDIENCE"), ([], "TOKEN_WRONG_AUDIENCE"),
    ])
  func audienceOfActing(_ audience: [String], _ expected: String) async throws {
    let token = try mint.token(["aud": audience, "act": ["sub": "services/reporting"]])
    #expect(try await admit(Shown(token: token, certificate: "urn:tupo:service:reporting")) == expected)
  }

  @Test("takes a person's own token for one service from nobody")
  func audienceOfPerson() async throws {
    #expect(try await admit(Shown(token: mint.token(["aud": "services/indicators"]))) == "TOKEN_WRONG_AUDIENCE")
  }

  @Test("knows the service's own user at a Unix socket as its operator, who makes the first administrator and no more")
  func operators() async throws {
    let founding = MethodOptions(access: MethodAccess(roles: [10], reach: .everything))
    #expect(try await admit(Shown(user: 1_000), founding) == "local/uid-1000")
    #expect(try await admit(Shown(user: 0), founding) == "local/uid-0")
    #expect(try await admit(Shown(user: 1_000)) == "ROLE_MISSING")
    #expect(try await admit(Shown(token: mint.token(subject: "people/admin")), founding) == "ROLE_MISSING")
  }

  @Test(
    "has a rule for each service that every server has",
    arguments: [
      ("/grpc.health.v1.Health/Check", "anonymous", "people/zhang.wei"),
      ("/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", "CREDENTIALS_MISSING", "people/zhang.wei"),
      ("/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", "CREDENTIALS_MISSING", "people/zhang.wei"),
      ("/grpc.channelz.v1.Channelz/GetServers", "CREDENTIALS_MISSING", "OUT_OF_SCOPE"),
      ("/grpc.other.v1.Other/Call", "NO_RULE", "NO_RULE"),
    ])
  func builtin(_ path: String, _ anonymous: String, _ known: String) async throws {
    #expect(try await admit(Shown(path: path), MethodOptions()) == anonymous)
    let expected = path.contains("health") ? "anonymous" : path.contains("channelz") ? "ROLE_MISSING" : known
    #expect(try await admit(Shown(token: mint.token(), path: path), MethodOptions()) == expected)
  }

  @Test("hears of a revoked token, and of a role that was taken away, at the next call")
  func revoked() async throws {
    let shown = Shown(token: try mint.token())
    let gatekeeper = try gatekeeper()
    let call = CallContext(path: shown.path, metadata: ["authorization": "Bearer \(shown.token ?? "")"])
    _ = try await gatekeeper.admit(call, to: Self.submits)
    board.replace(AccessBook(grants: board.current.allGrants, revokedTokens: ["t1"]))
    #expect(await reason { _ = try await gatekeeper.admit(call, to: Self.submits) } == "TOKEN_REVOKED")
    board.replace(AccessBook())
    #expect(await reason { _ = try await gatekeeper.admit(call, to: Self.submits) } == "ROLE_MISSING")
  }

  private func reason(_ body: () async throws -> Void) async -> String? {
    do {
      try await body()
      return nil
    } catch {
      return (error as? Failure)?.reason
    }
  }
}
