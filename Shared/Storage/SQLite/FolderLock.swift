#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Holds a folder's lock file for one service: a second owner, in this process or another, is refused.
///
/// `flock` belongs to the open file, so the system gives it up when the process ends, however it ends.
struct FolderLock: Sendable {
  private let descriptor: Int32

  /// Makes the folder when it is missing. Throws `inUse` and `cannotOpen`.
  init(folder: String, name: String) throws(StorageError) {
    try FolderLock.make(folder)
    let path = "\(folder)/\(name).lock"
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .cannotOpen(path: path, reason: String(cString: strerror(errno))) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      _ = close(descriptor)
      if code == EWOULDBLOCK { throw .inUse(folder: folder) }
      throw .cannotOpen(path: path, reason: String(cString: strerror(code)))
    }
    self.descriptor = descriptor
  }

  /// Unlocks before closing: a child that is just being started holds a copy of the descriptor until it becomes its
  /// program, and closing ours alone would leave the lock with it.
  func release() {
    _ = flock(descriptor, LOCK_UN)
    _ = close(descriptor)
  }

  /// Makes the folder and those above it, for the owner only: it holds people's data.
  private static func make(_ folder: String) throws(StorageError) {
    if access(folder, F_OK) == 0 { return }
    if let slash = folder.lastIndex(of: "/"), slash > folder.startIndex { try make(String(folder[..<slash])) }
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
      throw .cannotOpen(path: folder, reason: String(cString: strerror(errno)))
    }
    syncParent(of: folder)
  }

  /// A new folder is there after a power cut only when the one above it was synced.
  private static func syncParent(of folder: String) {
    let parent = folder.lastIndex(of: "/").map { $0 == folder.startIndex ? "/" : String(folder[..<$0]) } ?? "."
    let descriptor = open(parent, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    _ = close(descriptor)
  }
}
