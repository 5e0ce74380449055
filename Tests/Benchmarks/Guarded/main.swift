import BenchmarkService
import Chassis
import Foundation
import Logging
import NIOPosix
import RPC
import Wire
import WireBenchmark

// bench-guarded PORT FOLDER: serves those who may call, by the product's own gatekeeper, until it is killed. FOLDER gets the
// key and the token of one who may.
let arguments = Array(CommandLine.arguments.dropFirst())
let folder = arguments[1]
let zone = "programmes/jining-2013/zones/yanzhou"
let now: @Sendable () -> Int64 = { Int64(time(nil)) }

let issuer = try LocalIssuer(folder: folder)
guard let person = PrincipalName(.people, "li") else { fatalError("no name") }
let token = try await issuer.token(for: person, now: now(), seconds: 86_400)
try token.write(toFile: "\(folder)/token", atomically: true, encoding: .utf8)

/// The benchmark's main method, with the rule of one that names a zone.
struct GuardedService: RPCService {
  static let serviceName = "benchmark.v1.BenchmarkService"
  private static let method = MethodDescriptor<BenchmarkV1.FiguresRequest, BenchmarkV1.FiguresReply>(
    service: serviceName, name: "GetFigures", kind: .unary,
    options: MethodOptions(access: MethodAccess(roles: [4], reach: .named)))
  private let figures = FiguresService()

  var routes: [Route] {
    [.unary(Self.method, resources: { _ in [zone] }) { try await figures.getFigures($0, $1) }]
  }
}

let board = AccessBoard(
  AccessBook(grants: [AccessGrant(principal: "\(person)", role: .zoneReporter, scope: .zone(zone))]))
let logger = Logger(label: "bench")
var options = RPCServer.Options()
options.eventLoopGroup = MultiThreadedEventLoopGroup(numberOfThreads: 1)
options.callGuard = Gatekeeper(
  of: "benchmark",
  tokens: try TokenVerifier(Trust(issuers: [issuer.trusted]), revocations: [board], logger: logger, now: now),
  certificates: try SystemCertificates(logger: logger, now: now), board: board, ownUser: 0, now: now)
let server = RPCServer(services: [GuardedService()], options: options)
_ = try await server.start(at: .tcp(host: "127.0.0.1", port: arguments.first.flatMap { Int($0) } ?? 0))
try await Task.sleep(for: .seconds(1_000_000))
