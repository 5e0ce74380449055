import Foundation
import Synchronization

/// A file that is written piece by piece, and stands under its name only when it is finished.
final class LineFile: Sendable {
  private let path: String
  private let handle: Mutex<FileHandle>

  /// Begins a file. Throws a complaint when it cannot be made.
  init(_ path: String) throws(Complaint) {
    self.path = path
    guard
      FileManager.default.createFile(atPath: Self.fresh(path), contents: nil, attributes: [.posixPermissions: 0o600]),
      let handle = FileHandle(forWritingAtPath: Self.fresh(path))
    else { throw Self.fault(path, "") }
    self.handle = Mutex(handle)
  }

  /// Appends text.
  func write(_ text: String) throws(Complaint) { try write(Array(text.utf8)) }

  /// Appends bytes.
  func write(_ bytes: [UInt8]) throws(Complaint) {
    do {
      try handle.withLock { try $0.write(contentsOf: Data(bytes)) }
    } catch {
      throw Self.fault(path, error.localizedDescription)
    }
  }

  /// Syncs the file and gives it its name.
  func finish() throws(Complaint) {
    do {
      try handle.withLock { handle in
        try handle.synchronize()
        try handle.close()
      }
      guard rename(Self.fresh(path), path) == 0 else { throw Self.fault(path, String(cString: strerror(errno))) }
    } catch {
      throw error as? Complaint ?? Self.fault(path, error.localizedDescription)
    }
  }

  private static func fresh(_ path: String) -> String { path + ".part" }

  private static func fault(_ path: String, _ cause: String) -> Complaint {
    Complaint(
      zh: "无法写入\(path)。\(cause)", en: "Cannot write \(path). \(cause)", field: path,
      hint: Bilingual("请检查目录、权限和磁盘空间。", "Check the folder, its permissions and the disk's space."))
  }
}
