import Logging
import Storage
import Synchronization
import TestSupport
import Wire
import WireTupo

@testable import Chassis
@testable import RPC

/// One of the services over a store of its own, behind the gatekeeper; callers say by a header who they are, as if it
/// stood in their certificate.
struct ServedService {
  /// The header: `system:county`.
  static let header = "x-caller"

  /// The routes of everything that it serves, but of health, reflection and channelz.
  let routes: [Route]
  let channel: RPCChannel
  private let server: RPCServer
  private let temporary: TemporaryStore

  /// A caller for each column of the table, a colleague of the city's office, and a deputy of the county.
  private static let book = AccessBook(
    grants: [
      AccessGrant(principal: "systems/cityoffice", role: .cityOffice, scope: .city),
      AccessGrant(principal: "systems/colleague", role: .cityOffice, scope: .city),
      AccessGrant(principal: "systems/department", role: .department, scope: .city),
      AccessGrant(
        principal: "systems/county", role: .county, scope: .county("\(SmallProgramme.parent)/counties/370882")),
      AccessGrant(principal: "systems/zonereporter", role: .zoneReporter, scope: .zone(Requests.own)),
      AccessGrant(principal: "systems/zoneapprover", role: .zoneApprover, scope: .zone(Requests.own)),
      AccessGrant(principal: "systems/leader", role: .leader, scope: .city),
      AccessGrant(principal: "systems/auditor", role: .auditor, scope: .city),
      AccessGrant(principal: "systems/system", role: .system, scope: .city),
      AccessGrant(principal: "systems/administrator", role: .administrator, scope: .city),
    ], memberships: [.init(zone: Requests.own, county: "\(SmallProgramme.parent)/counties/370882")],
    standIns: [
      StandIn(
        delegation: "\(SmallProgramme.parent)/delegations/away", delegator: "systems/county", deputy: "systems/deputy",
        role: .county, scope: .county("\(SmallProgramme.parent)/counties/370882"), from: 0, until: 4_102_444_800)
    ])

  init<Definition: ServiceDefinition>(_ definition: Definition.Type) async throws {
    temporary = try await TemporaryStore(definition.migrations)
    let settings = try Settings(
      arguments: [], environment: [:], SettingTable(CommonSettings.rows + AccessSettings.rows + definition.settings))
    let board = AccessBoard(Self.book)
    let services =
      definition.services(on: Premises(store: temporary.store, settings: settings, access: board))
      + [
        AuditHandler(store: temporary.store, heads: (HeadFolder(path: "/nowhere"), "test")),
        MaintenanceHandler(store: temporary.store),
        WatchHandler(store: temporary.store, tables: definition.watched, departure: Departure()),
      ]
    routes = services.flatMap { $0.routes }
    var options = RPCServer.Options()
    options.callGuard = try HeaderGate(board)
    server = RPCServer(services: services, options: options)
    channel = RPCChannel(target: try await server.start(at: .tcp(host: "127.0.0.1", port: 0)))
  }

  func close() async {
    await channel.close()
    await server.drain(within: .zero)
    await temporary.close()
  }

  /// Options of a call by a caller.
  static func options(_ caller: String?) -> CallOptions {
    var options = CallOptions()
    if let caller { options.metadata[header] = "urn:tupo:\(caller)" }
    return options
  }
}

/// The gatekeeper, for callers whose certificate is a header.
private struct HeaderGate: CallGuard {
  private let gatekeeper: Gatekeeper

  init(_ board: AccessBoard) throws {
    let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    gatekeeper = Gatekeeper(
      of: "test", tokens: try TokenVerifier(Trust(), logger: quiet, now: { 0 }),
      certificates: try SystemCertificates(logger: quiet, now: { 0 }), board: board, ownUser: 1, now: { 0 })
  }

  func admit(_ call: CallContext, to method: MethodOptions) async throws -> any CallPrincipal {
    let certificate = call.header("x-caller").map { PeerCertificate(names: [.uri($0)], fingerprint: $0) }
    let shown = CallContext(path: call.path, peer: Peer(address: nil, certificate: certificate))
    return try await gatekeeper.admit(shown, to: method)
  }
}
