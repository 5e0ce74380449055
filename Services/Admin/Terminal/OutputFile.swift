import Foundation
import Storage

/// Files that the command writes.
enum OutputFile {
  /// Writes a file as a whole: a reader sees the old or the new one, never a half. Its folder is made. A `secret` one is
  /// its owner's alone.
  static func write(_ bytes: [UInt8], to path: String, secret: Bool = false) throws(Complaint) {
    let url = URL(fileURLWithPath: path)
    do {
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      if secret {
        try DurableFile.replace(path, bytes, mode: 0o600)
      } else {
        try Data(bytes).write(to: url, options: .atomic)
      }
    } catch {
      throw Complaint(
        zh: "无法写入\(path)：\(error.localizedDescription)", en: "Cannot write \(path): \(error.localizedDescription)",
        field: path, hint: Bilingual("请检查目录和权限。", "Check the folder and its permissions."))
    }
  }

  /// The last part of a name that another program gave, as a file name that stays in its folder.
  static func safeName(_ name: String, fallback: String) -> String {
    let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" || $0 == "\0" }).last.map(String.init) ?? ""
    return last.isEmpty || last.hasPrefix(".") ? fallback : last.printable
  }
}
