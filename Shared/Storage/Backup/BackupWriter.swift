import Crypto

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Writes one file of a backup from the beginning to the end. On one thread.
final class BackupWriter {
  private let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var hash = SHA256()
  private var bytes: Int64 = 0

  private static let bufferBytes = 1 << 20

  /// Makes the file, which must not be there, for its owner only. Throws `cannotOpen`.
  init(_ path: String) throws(StorageError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw DurableFile.fault(path) }
    buffer = BackupFile.magic
  }

  deinit { _ = close(descriptor) }

  func put(_ kind: BackupFile.Block, _ payload: [UInt8]) throws(StorageError) {
    buffer.append(kind.rawValue)
    withUnsafeBytes(of: Int64(payload.count).bigEndian) { buffer += $0 }
    buffer += payload
    if buffer.count >= Self.bufferBytes { try flush() }
  }

  /// Syncs the file. Returns how long it is and its SHA-256.
  func finish() throws(StorageError) -> (bytes: Int64, sha256: [UInt8]) {
    try flush()
    guard fsync(descriptor) == 0 else { throw DurableFile.fault(path) }
    return (bytes, Array(hash.finalize()))
  }

  private func flush() throws(StorageError) {
    buffer.withUnsafeBytes { hash.update(bufferPointer: $0) }
    bytes += Int64(buffer.count)
    try DurableFile.writeAll(buffer, to: descriptor, path)
    buffer.removeAll(keepingCapacity: true)
  }
}
