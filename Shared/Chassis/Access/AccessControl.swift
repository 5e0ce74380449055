import Logging
import RPC

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Who may call a service: its guard, and what keeps the guard informed.
struct AccessControl: Sendable {
  /// What the server asks before each call.
  let callGuard: any CallGuard
  private let following: Task<Void, Never>?

  /// Open where the settings say so; otherwise a gatekeeper that decides by what `source` tells, put on `board`. The
  /// book was asked for once when this returns.
  init(
    _ settings: Settings, source: any AccessSource, board: AccessBoard, logger: Logger
  ) async throws(StartFailure) {
    guard settings.isGuarded else {
      logger.notice("open to everybody on this machine: no call is authenticated")
      callGuard = OpenGate()
      following = nil
      return
    }
    do throws(IdentityFault) {
      let now = AccessControl.now
      let trust =
        try settings[AccessSettings.trust].map { path throws(IdentityFault) in try Trust(file: path) } ?? Trust()
      var revocations: [any TokenRevocations] = [board]
      if let path = settings[AccessSettings.tokenRevocations] {
        revocations.append(try RevocationFile(path, logger: logger, now: now))
      }
      callGuard = Gatekeeper(
        tokens: try TokenVerifier(trust, revocations: revocations, logger: logger, now: now),
        certificates: try SystemCertificates(
          trust, revocations: settings[AccessSettings.certificateRevocations],
          authorities: settings[CommonSettings.tlsClientAuthorities], logger: logger, now: now),
        board: board, ownUser: getuid(), now: now)
    } catch {
      throw StartFailure(.misconfigured, lines: ["\(error)"])
    }
    let follower = AccessFollower(source: source, board: board, logger: logger)
    await follower.read()
    following = Task { await follower.run() }
  }

  /// Ends what keeps the guard informed.
  func stop() async {
    following?.cancel()
    await following?.value
  }

  /// Seconds since 1970.
  private static let now: @Sendable () -> Int64 = { Int64(time(nil)) }
}

extension Settings {
  /// Whether calls are authenticated.
  var isGuarded: Bool {
    if self[CommonSettings.openLoopback] { return false }
    return !ListenPolicy.loopbackIsOpen || self[CommonSettings.tlsCertificate] != nil
      || self[AccessSettings.trust] != nil
  }
}
