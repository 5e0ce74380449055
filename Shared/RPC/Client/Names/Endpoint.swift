internal import NIOCore

/// One address at which a channel's server may be reached.
struct Endpoint: Sendable, Hashable {
  /// The target that the address was found for: calls name it as their authority, TLS asks for its name.
  var target: ListenAddress
  /// Where to connect to.
  var address: SocketAddress

  /// The host of the target when it is a name, not an address.
  var hostName: String? {
    guard case .tcp(let host, _) = target, (try? SocketAddress(ipAddress: host, port: 0)) == nil else { return nil }
    return host
  }

  /// The value of `:authority` for calls to it (RFC 9113, 8.3.1).
  var authority: String {
    switch target {
    case .tcp: target.description
    case .unix: "localhost"
    }
  }
}
