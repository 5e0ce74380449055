import Chassis
import RPC

/// The ways to the four services.
struct Remotes: Sendable {
  private let all: [ServiceName: Remote]
  private let openAnswers = OpenAnswers()

  /// Whether a service has answered without having asked who calls.
  var areOpen: Bool { openAnswers.came }

  /// Channels to these addresses, each with what is known for it; nothing is connected until the first call.
  init(_ addresses: [ServiceName: ListenAddress], language: Language, credentials: Credentials = Credentials()) {
    var options = ChannelOptions.ownServices
    options.connectTimeout = .seconds(5)
    options.maxMessageBytes = 64 << 20
    options.interceptors.append(openAnswers)
    all = addresses.reduce(into: [:]) { all, entry in
      var options = options
      credentials.find(for: entry.value)?.apply(to: &options)
      all[entry.key] = Remote(
        service: entry.key, channel: RPCChannel(target: entry.value, options: options), language: language)
    }
  }

  /// The way to a service.
  subscript(service: ServiceName) -> Remote {
    guard let remote = all[service] else { preconditionFailure("no address for \(service)") }
    return remote
  }

  /// Runs `body` on them, and ends all connections after it.
  func closing<Answer>(after body: (Remotes) async throws -> Answer) async throws -> Answer {
    do {
      let answer = try await body(self)
      await close()
      return answer
    } catch {
      await close()
      throw error
    }
  }

  /// Ends all connections.
  func close() async {
    for remote in all.values { await remote.channel.close() }
  }
}
