internal import NIOCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The system's resolver, getaddrinfo(3). C pointers end here.
enum SystemNames {
  /// All addresses of `host`, in the order that RFC 6724 gives them. Blocks.
  static func addresses(of host: String, port: Int) throws -> [SocketAddress] {
    var hints = addrinfo()
    #if canImport(Glibc)
      hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #else
      hints.ai_socktype = SOCK_STREAM
    #endif
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, String(port), &hints, &list)
    guard code == 0 else { throw NameFault.system(String(cString: gai_strerror(code))) }
    defer { freeaddrinfo(list) }
    var found: [SocketAddress] = []
    var next = list
    while let entry = next?.pointee {
      if let address = address(of: entry), !found.contains(address) { found.append(address) }
      next = entry.ai_next
    }
    guard !found.isEmpty else { throw NameFault.noAddresses }
    return found
  }

  private static func address(of entry: addrinfo) -> SocketAddress? {
    guard let bytes = UnsafeRawPointer(entry.ai_addr) else { return nil }
    return switch entry.ai_family {
    case AF_INET: SocketAddress(bytes.loadUnaligned(as: sockaddr_in.self))
    case AF_INET6: SocketAddress(bytes.loadUnaligned(as: sockaddr_in6.self))
    default: nil
    }
  }
}
