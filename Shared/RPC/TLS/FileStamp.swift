#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What changes when a file is written or replaced.
public struct FileStamp: Sendable, Hashable {
  private var device: UInt64
  private var inode: UInt64
  private var size: Int64
  private var seconds: Int64
  private var nanoseconds: Int64

  /// The stamp of the file at `path`; nil when there is none.
  public init?(path: String) {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return nil }
    #if canImport(Glibc)
      let modified = facts.st_mtim
    #else
      let modified = facts.st_mtimespec
    #endif
    device = UInt64(truncatingIfNeeded: facts.st_dev)
    inode = UInt64(facts.st_ino)
    size = Int64(facts.st_size)
    seconds = Int64(modified.tv_sec)
    nanoseconds = Int64(modified.tv_nsec)
  }
}
