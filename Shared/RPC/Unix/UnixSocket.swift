#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The file of a Unix domain socket that a server listens on.
struct UnixSocket {
  var path: String

  /// Owner and group may connect, others not: connecting takes the right to write (unix(7)).
  private static let mode: mode_t = 0o660

  /// Makes way for a new socket: a file that a dead server left is removed, a living server's is not.
  func makeWay() throws(UnixSocketFault) {
    var facts = stat()
    guard lstat(path, &facts) == 0 else { return }
    guard facts.st_mode & S_IFMT == S_IFSOCK else { throw .notSocket(path: path) }
    guard try !hasListener() else { throw .inUse(path: path) }
    unlink(path)
  }

  /// Sees to it, before `descriptor` is bound, that nobody else may connect even for a moment: Linux gives the file the mode
  /// of the socket itself, less the umask.
  func restrict(_ descriptor: CInt) throws(UnixSocketFault) {
    guard fchmod(descriptor, Self.mode) == 0 else { throw .system(path: path, code: errno) }
  }

  /// Lets the owner's group connect, and nobody else, whatever the umask has taken away.
  func open() throws(UnixSocketFault) {
    guard chmod(path, Self.mode) == 0 else { throw .system(path: path, code: errno) }
  }

  private func hasListener() throws(UnixSocketFault) -> Bool {
    #if canImport(Glibc)
      let type = Int32(SOCK_STREAM.rawValue)
    #else
      let type = SOCK_STREAM
    #endif
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let fits = withUnsafeMutableBytes(of: &address.sun_path) { target in
      guard path.utf8.count < target.count else { return false }
      target.copyBytes(from: path.utf8)
      return true
    }
    guard fits else { throw .system(path: path, code: ENAMETOOLONG) }
    let probe = socket(AF_UNIX, type, 0)
    guard probe >= 0 else { throw .system(path: path, code: errno) }
    defer { _ = close(probe) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(probe, $0, size) }
    }
    return result == 0 || errno != ECONNREFUSED
  }
}

/// Why a server cannot listen on a Unix socket.
public enum UnixSocketFault: Error, Sendable, Hashable {
  /// Another server listens there.
  case inUse(path: String)
  /// A file that is no socket has the name.
  case notSocket(path: String)
  /// The system's `errno`.
  case system(path: String, code: Int32)
}
