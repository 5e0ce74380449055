import Crypto

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Reads one file of a backup, block by block. On one thread. What cannot have been written is refused, and the fault
/// names the file.
final class BackupReader {
  private let path: String
  private let descriptor: Int32
  private var left: Int64

  /// Throws `backupBroken` when the file is missing or is none.
  init(_ path: String) throws(StorageError) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .backupBroken(file: path, reason: String(cString: strerror(errno))) }
    var status = stat()
    left = fstat(descriptor, &status) == 0 ? Int64(status.st_size) : 0
    guard try take(Int64(BackupFile.magic.count)) == BackupFile.magic else { throw malformed }
  }

  deinit { _ = close(descriptor) }

  /// What is to be thrown for content that makes no sense.
  var malformed: StorageError { .backupBroken(file: path, reason: "it is damaged or cut") }

  /// The next block; nil after the last, behind which there must be nothing.
  func next() throws(StorageError) -> (kind: BackupFile.Block, content: ValueReader)? {
    if left == 0 { return nil }
    let head = try take(9)
    let length = head[1...].reduce(Int64(0)) { $0 << 8 | Int64($1) }
    guard let kind = BackupFile.Block(rawValue: head[0]) else { throw malformed }
    return (kind, ValueReader(try take(length), fault: malformed))
  }

  /// Never takes more than the file has, so that nothing is made on a lie's account.
  private func take(_ count: Int64) throws(StorageError) -> [UInt8] {
    guard count >= 0, count <= left else { throw malformed }
    left -= count
    var done = 0
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(count)) { buffer, filled in
      while done < Int(count) {
        let read = read(descriptor, buffer.baseAddress?.advanced(by: done), Int(count) - done)
        if read < 0 && errno == EINTR { continue }
        if read <= 0 {
          failure = read < 0 ? errno : EIO
          break
        }
        done += read
      }
      filled = done
    }
    if failure != 0 { throw .backupBroken(file: path, reason: String(cString: strerror(failure))) }
    return bytes
  }

  /// A file's length and SHA-256. Throws `backupBroken` when it cannot be read.
  static func digest(of path: String) throws(StorageError) -> (bytes: Int64, sha256: [UInt8]) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .backupBroken(file: path, reason: String(cString: strerror(errno))) }
    defer { _ = close(descriptor) }
    var hash = SHA256()
    var bytes: Int64 = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .backupBroken(file: path, reason: String(cString: strerror(errno))) }
      if count == 0 { return (bytes, Array(hash.finalize())) }
      buffer[..<count].withUnsafeBytes { hash.update(bufferPointer: $0) }
      bytes += Int64(count)
    }
  }
}
