import Foundation
import Storage

/// Files that the command writes.
enum OutputFile {
  /// Writes a file as a whole: a reader sees the old or the new one, never a half. A `secret` one is its owner's alone. Its
  /// folder is made only `makingFolder`, for places that the command has chosen itself: a folder that a user has misspelt
  /// is a mistake.
  static func write(
    _ bytes: [UInt8], to path: String, secret: Bool = false, makingFolder: Bool = false
  ) throws(Complaint) {
    let url = URL(fileURLWithPath: path)
    if !makingFolder { try requireFolder(of: path) }
    do {
      if makingFolder {
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      }
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

  /// Throws a complaint when the folder in which a file is to stand is not there.
  static func requireFolder(of path: String) throws(Complaint) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
      throw Complaint(
        zh: "没有目录\(folder)，\(path)未写入。", en: "There is no folder \(folder); \(path) was not written.", field: path,
        hint: Bilingual("请先建立目录，或改用已有的目录。", "Make the folder first, or name one that is there."), status: .usage)
    }
  }

  /// The last part of a name that another program gave, as a file name that stays in its folder.
  static func safeName(_ name: String, fallback: String) -> String {
    let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" || $0 == "\0" }).last.map(String.init) ?? ""
    return last.isEmpty || last.hasPrefix(".") ? fallback : last.printable
  }
}
