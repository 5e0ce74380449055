import Glibc

/// How many descriptors the process may have open (getrlimit(2), RLIMIT_NOFILE): each connection takes one.
///
/// The soft limit is often 1,024, for the sake of programs that use select(2). This one does not, so it raises it to what
/// the system allows.
enum FileLimit {
  /// Left to files, databases and calls to other services.
  private static let kept = 128

  /// How many connections may be open at once.
  static let connections = max(16, raised() - kept)

  private static func raised() -> Int {
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0 else { return 1_024 }
    if limit.rlim_cur < limit.rlim_max {
      var wanted = limit
      wanted.rlim_cur = limit.rlim_max
      if setrlimit(resource, &wanted) == 0 { limit = wanted }
    }
    return Int(clamping: limit.rlim_cur)
  }
}
