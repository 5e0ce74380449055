#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Wakes a thread that waits in `poll`, from any other thread.
final class Doorbell: Sendable {
  enum Call { case rung, readable, silence }

  private let ends: (inside: Int32, outside: Int32)

  /// Throws `failed` when the system gives no pipe.
  init() throws(StorageError) {
    var descriptors: [Int32] = [0, 0]
    guard pipe(&descriptors) == 0 else { throw .failed("no pipe: error \(errno)") }
    for descriptor in descriptors { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    ends = (descriptors[0], descriptors[1])
  }

  deinit {
    close(ends.inside)
    close(ends.outside)
  }

  /// From now on every wait ends at once.
  func ring() {
    var byte: UInt8 = 1
    _ = write(ends.outside, &byte, 1)
  }

  /// Waits for the bell, for something to read from a socket, or for the time to pass.
  func wait(with socket: Int32? = nil, milliseconds: Int32) -> Call {
    var wanted = [pollfd(fd: ends.inside, events: Int16(POLLIN), revents: 0)]
    if let socket { wanted.append(pollfd(fd: socket, events: Int16(POLLIN), revents: 0)) }
    guard poll(&wanted, nfds_t(wanted.count), milliseconds) > 0 else { return .silence }
    return wanted[0].revents != 0 ? .rung : .readable
  }
}
