import RPC

/// Where a service may listen without TLS: nowhere beyond this machine.
enum ListenPolicy {
  /// Whether the loopback and Unix sockets are open without being asked for by `open-loopback`.
  static let loopbackIsOpen = true

  /// Why a service may not listen at an address; nil when it may.
  static func refusal(
    of address: ListenAddress, hasTLS: Bool, opensLoopback: Bool, loopbackIsOpen: Bool = loopbackIsOpen
  ) -> StartFailure? {
    if hasTLS || address.isLocal && (opensLoopback || loopbackIsOpen) { return nil }
    guard address.isLocal else {
      return StartFailure(
        .misconfigured,
        en: "listen: \(address) can be reached from other machines, so it needs tls-certificate and tls-key",
        zh: "该地址可从其他机器访问，须给出 tls-certificate 和 tls-key")
    }
    return StartFailure(
      .misconfigured, en: "listen: \(address) needs tls-certificate and tls-key, or open-loopback",
      zh: "须给出 tls-certificate 和 tls-key，或用 open-loopback 开放本机")
  }
}

extension ListenAddress {
  /// Whether only this machine's processes can connect: a Unix socket, `localhost`, 127.0.0.0/8 (RFC 1122, 3.2.1.3), ::1.
  var isLocal: Bool {
    guard case .tcp(let host, _) = self else { return true }
    let bytes = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    let isLoopback = bytes.count == 4 && !bytes.contains(nil) && bytes[0] == 127
    return isLoopback || host == "::1" || host.lowercased() == "localhost"
  }
}
