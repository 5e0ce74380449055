import Synchronization

/// Counts a server's connections, in total and by address, and says when there are too many.
final class ConnectionCount: Sendable {
  private struct State {
    var total = 0
    var byHost: [String: Int] = [:]
  }

  private let maximum: Int
  private let maximumPerHost: Int
  private let proxies: [AddressRange]
  private let state = Mutex(State())

  /// - Parameter proxies: counted in the total only.
  init(maximum: Int, maximumPerHost: Int, proxies: [AddressRange] = []) {
    self.maximum = maximum
    self.maximumPerHost = maximumPerHost
    self.proxies = proxies
  }

  /// How many connections there are.
  var total: Int { state.withLock { $0.total } }

  /// Counts a connection from `address`, or refuses it. Unix sockets count in the total only.
  func admit(_ address: ListenAddress?) -> Bool {
    state.withLock { state in
      guard state.total < maximum else { return false }
      if let host = countedHost(of: address) {
        guard state.byHost[host, default: 0] < maximumPerHost else { return false }
        state.byHost[host, default: 0] += 1
      }
      state.total += 1
      return true
    }
  }

  /// An admitted connection from `address` is closed.
  func left(_ address: ListenAddress?) {
    state.withLock { state in
      state.total -= 1
      guard let host = countedHost(of: address), let count = state.byHost[host] else { return }
      state.byHost[host] = count == 1 ? nil : count - 1
    }
  }

  private func countedHost(of address: ListenAddress?) -> String? {
    guard case .tcp(let host, _) = address, !proxies.contains(where: { $0.contains(host) }) else { return nil }
    return host
  }
}

/// A connection was closed at once, because its address or the server has too many.
struct TooManyConnections: Error {}
