import Logging
import RPC

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Who may call a service: its guard, and the board of roles that it decides by.
struct AccessControl: Sendable {
  /// Who has which role.
  let board = AccessBoard()
  /// What the server asks before each call.
  let callGuard: any CallGuard
  private let isOpen: Bool
  private let logger: Logger

  /// The access to the service whose data has this name. Open where the settings say so, otherwise a gatekeeper. Throws what is wrong with the files that are named.
  init(of service: String, _ settings: Settings, logger: Logger) throws(StartFailure) {
    self.logger = logger
    isOpen = settings[CommonSettings.openLoopback]
    do throws(IdentityFault) {
      callGuard = isOpen ? OpenGate() : try Gatekeeper(of: service, settings, board: board, logger: logger)
    } catch {
      throw StartFailure(.misconfigured, lines: ["\(error)"])
    }
  }

  /// Reads the roles from where they are kept, now and for as long as the task runs; nil where nobody asks for them.
  func follow(_ source: any AccessSource) async -> Task<Void, Never>? {
    guard !isOpen else { return nil }
    let follower = AccessFollower(source: source, board: board, logger: logger)
    await follower.read()
    return Task { await follower.run() }
  }

  /// Says so, when everybody may call.
  func tellIfOpen() {
    if isOpen { logger.notice("open to everybody on this machine: no call is authenticated") }
  }
}

extension Gatekeeper {
  /// As the settings say whom to believe.
  fileprivate init(
    of service: String, _ settings: Settings, board: AccessBoard, logger: Logger
  ) throws(IdentityFault) {
    let now: @Sendable () -> Int64 = { Int64(time(nil)) }
    let trust =
      try settings[AccessSettings.trust].map { path throws(IdentityFault) in try Trust(file: path) } ?? Trust()
    var revocations: [any TokenRevocations] = [board]
    if let path = settings[AccessSettings.tokenRevocations] {
      revocations.append(try RevocationFile(path, logger: logger, now: now))
    }
    self.init(
      of: service, tokens: try TokenVerifier(trust, revocations: revocations, logger: logger, now: now),
      certificates: try SystemCertificates(
        trust, revocations: settings[AccessSettings.certificateRevocations],
        authorities: settings[CommonSettings.tlsClientAuthorities], logger: logger, now: now),
      board: board, ownUser: getuid(), now: now)
  }
}
