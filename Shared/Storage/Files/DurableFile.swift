#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Small files that are there whole, or not at all, also after a power cut.
public enum DurableFile {
  /// Makes a new file; false when there is one already, which stays. Throws `cannotOpen`.
  public static func create(_ path: String, _ bytes: [UInt8], mode: UInt32) throws(StorageError) -> Bool {
    let fresh = try writeBeside(path, bytes, mode: mode)
    let isNew = link(fresh, path) == 0
    let code = errno
    unlink(fresh)
    guard isNew || code == EEXIST else { throw fault(path, code) }
    try syncFolder(of: path)
    return isNew
  }

  /// Puts a file in the place of what is there. Throws `cannotOpen`.
  public static func replace(_ path: String, _ bytes: [UInt8], mode: UInt32) throws(StorageError) {
    let fresh = try writeBeside(path, bytes, mode: mode)
    guard rename(fresh, path) == 0 else {
      let code = errno
      unlink(fresh)
      throw fault(path, code)
    }
    try syncFolder(of: path)
  }

  /// Writes a synced file under a name that nobody else takes, and returns the name.
  private static func writeBeside(_ path: String, _ bytes: [UInt8], mode: UInt32) throws(StorageError) -> String {
    let fresh = "\(path).\(getpid()).new"
    unlink(fresh)
    let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(mode))
    guard descriptor >= 0 else { throw fault(fresh) }
    defer { _ = close(descriptor) }
    do throws(StorageError) {
      try write(bytes, to: descriptor, path)
    } catch {
      unlink(fresh)
      throw error
    }
    return fresh
  }

  /// A file's bytes and mode; nil when there is none.
  public static func read(_ path: String) throws(StorageError) -> (bytes: [UInt8], mode: UInt32)? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw fault(path)
    }
    defer { _ = close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw fault(path) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw fault(path) }
      if count == 0 { return (bytes, UInt32(status.st_mode)) }
      bytes += buffer[..<count]
    }
  }

  /// The size of a file in bytes; 0 when there is none.
  static func size(_ path: String) -> Int64 {
    var status = stat()
    return stat(path, &status) == 0 ? Int64(status.st_size) : 0
  }

  /// Whether there is such a file.
  static func exists(_ path: String) throws(StorageError) -> Bool {
    if access(path, F_OK) == 0 { return true }
    if errno == ENOENT { return false }
    throw fault(path)
  }

  /// The names in a folder, sorted; none when there is no such folder.
  static func names(in folder: String) throws(StorageError) -> [String] {
    guard let directory = opendir(folder) else {
      if errno == ENOENT { return [] }
      throw fault(folder)
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      names.append(withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names.sorted()
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(StorageError) {
    try writeAll(bytes, to: descriptor, path)
    guard fsync(descriptor) == 0 else { throw fault(path) }
  }

  /// Writes every byte, and does not sync them. Throws `cannotOpen`, with the path as the file's name.
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(StorageError) {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw fault(path) }
      done += count
    }
  }

  /// A new name is there after a power cut only when its folder was synced.
  static func syncFolder(of path: String) throws(StorageError) {
    let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw fault(folder) }
    defer { _ = close(descriptor) }
    guard fsync(descriptor) == 0 else { throw fault(folder) }
  }

  /// What the system said last about a path.
  static func fault(_ path: String, _ code: Int32 = errno) -> StorageError {
    .cannotOpen(path: path, reason: String(cString: strerror(code)))
  }
}
