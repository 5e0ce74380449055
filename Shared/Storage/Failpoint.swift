#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif
#if DEBUG
  import Synchronization
#endif

/// Named places where a test can have the process die at once, as by a power cut. They exist in debug builds only.
public enum Failpoint {
  #if DEBUG
    /// Kills the own process by SIGKILL when `TUPO_FAILPOINT` is `name:count` and this is the count-th hit of the name.
    public static func hit(_ name: String) {
      guard let armed, armed.name == name else { return }
      let hits = hits.withLock { hits in
        hits += 1
        return hits
      }
      if hits == armed.count { kill(getpid(), SIGKILL) }
    }

    private static let hits = Mutex(0)
    private static let armed: (name: String, count: Int)? = {
      guard let value = getenv("TUPO_FAILPOINT") else { return nil }
      let parts = String(cString: value).split(separator: ":")
      guard parts.count == 2, let count = Int(parts[1]) else { return nil }
      return (String(parts[0]), count)
    }()
  #else
    /// Does nothing.
    @inlinable public static func hit(_ name: String) {}
  #endif
}
