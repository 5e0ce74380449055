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
    try Folder.make(folder)
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
}
