import RPC

/// Where a service may listen: nowhere without saying who may call, and without TLS nowhere beyond this machine.
enum ListenPolicy {
  /// How a service knows its callers.
  struct Protection: Sendable, Hashable {
    /// Whether it speaks TLS.
    var hasTLS = false
    /// Whether it believes somebody's tokens.
    var hasTrust = false
    /// Whether it is open to everybody on this machine.
    var isOpen = false
  }

  /// Why a service may not listen at an address; nil when it may.
  static func refusal(of address: ListenAddress, _ protection: Protection) -> StartFailure? {
    if address.isLocal {
      if protection.isOpen || protection.hasTLS || protection.hasTrust { return nil }
      return StartFailure(
        .misconfigured,
        en: "listen: \(address) needs tls-certificate and tls-key, or trust; or open-loopback to let everybody call",
        zh: "须给出 tls-certificate 和 tls-key 或 trust；或用 open-loopback 开放本机")
    }
    if protection.isOpen {
      return StartFailure(
        .misconfigured,
        en:
          "listen: \(address) can be reached from other machines, so it is not to be opened: leave open-loopback away, "
          + "and give tls-certificate and tls-key", zh: "该地址可从其他机器访问，不得开放，请勿使用 open-loopback，并给出证书")
    }
    if protection.hasTLS { return nil }
    return StartFailure(
      .misconfigured,
      en: "listen: \(address) can be reached from other machines, so it needs tls-certificate and tls-key",
      zh: "该地址可从其他机器访问，须给出 tls-certificate 和 tls-key")
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
