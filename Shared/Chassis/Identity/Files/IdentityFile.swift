import Foundation
import Storage

/// Files that identity depends on: small, read and written as a whole.
enum IdentityFile {
  /// Far more than any of them needs.
  static let byteLimit = 4 << 20

  /// The bytes of a file. Throws when there is none, or a huge one.
  static func bytes(_ path: String) throws(IdentityFault) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw IdentityFault("无法读取\(path)，请检查文件和权限。", "\(path) cannot be read: check that it is there, and its mode.")
    }
    guard data.count <= byteLimit else { throw IdentityFault("\(path)过大。", "\(path) is too large.") }
    return Array(data)
  }

  /// The text of a file; nil when there is none. A `secret` one must be its owner's alone.
  static func text(_ path: String, secret: Bool = false) throws(IdentityFault) -> String? {
    let file: (bytes: [UInt8], mode: UInt32)?
    do { file = try DurableFile.read(path) } catch { throw fault(path, error) }
    guard let file else { return nil }
    guard !secret || file.mode & 0o077 == 0 else {
      throw IdentityFault("\(path)可被他人读取，请执行chmod 600。", "\(path) may be read by others: chmod 600.")
    }
    return String(decoding: file.bytes, as: UTF8.self)
  }

  /// Puts a file in the place of what is there, whole or not at all, and makes its folder.
  static func write(_ text: String, to path: String, secret: Bool = false) throws(IdentityFault) {
    do {
      try Folder.make(URL(fileURLWithPath: path).deletingLastPathComponent().path)
      try DurableFile.replace(path, Array(text.utf8), mode: secret ? 0o600 : 0o644)
    } catch {
      throw fault(path, error)
    }
  }

  private static func fault(_ path: String, _ error: StorageError) -> IdentityFault {
    IdentityFault("无法读写\(path)：\(error)", "\(path) cannot be read or written: \(error)")
  }
}
