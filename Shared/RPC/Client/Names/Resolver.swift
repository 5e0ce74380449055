internal import NIOCore
internal import NIOPosix

/// Finds the addresses of a host's name.
struct Resolver: Sendable {
  /// The addresses of `host`, best first. It is called on `loop`, and must not block it.
  var addresses: @Sendable (_ host: String, _ port: Int, _ loop: any EventLoop) -> EventLoopFuture<[SocketAddress]>

  /// The system's own, on threads of its own: it blocks.
  static let system = Resolver { host, port, loop in
    NIOThreadPool.singleton.runIfActive(eventLoop: loop) { try SystemNames.addresses(of: host, port: port) }
  }
}

extension Resolver {
  /// Where the servers of `targets` are, in order. What cannot be found is left out while something is found.
  func endpoints(of targets: [ListenAddress], on loop: any EventLoop) -> EventLoopFuture<[Endpoint]> {
    let lookups = targets.map { target in
      addresses(of: target, on: loop).map { $0.map { Endpoint(target: target, address: $0) } }
    }
    return EventLoopFuture.whenAllComplete(lookups, on: loop).flatMapThrowing { outcomes in
      let found = outcomes.reduce(into: [Endpoint]()) { all, outcome in
        if case .success(let endpoints) = outcome { all += endpoints }
      }
      guard found.isEmpty else { return found }
      for outcome in outcomes { _ = try outcome.get() }
      throw NameFault.noAddresses
    }
  }

  private func addresses(of target: ListenAddress, on loop: any EventLoop) -> EventLoopFuture<[SocketAddress]> {
    switch target {
    case .unix(let path): loop.makeCompletedFuture { [try SocketAddress(unixDomainSocketPath: path)] }
    case .tcp(let host, let port):
      if let literal = try? SocketAddress(ipAddress: host, port: port) {
        loop.makeSucceededFuture([literal])
      } else {
        addresses(host, port, loop)
      }
    }
  }
}

/// Why a name gives no address.
enum NameFault: Error, CustomStringConvertible {
  /// Nothing is known of it.
  case noAddresses
  /// The system's resolver failed, for this reason.
  case system(String)

  var description: String {
    switch self {
    case .noAddresses: "it has no address"
    case .system(let reason): reason
    }
  }
}

extension ListenAddress {
  /// Whether it has to be looked up.
  var isName: Bool {
    guard case .tcp(let host, let port) = self else { return false }
    return (try? SocketAddress(ipAddress: host, port: port)) == nil
  }
}
