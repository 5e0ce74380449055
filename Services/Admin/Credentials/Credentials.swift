import Foundation
import RPC
import Storage

/// How this user is known to services, kept in a file that is the user's alone.
struct Credentials: Sendable, Hashable {
  /// One for each address at most.
  private(set) var all: [Credential] = []

  /// The one for the service at an address.
  func find(for address: ListenAddress) -> Credential? { all.first { $0.address == address.description } }

  /// Keeps a credential in the place of another for the same address.
  mutating func put(_ credential: Credential) {
    all.removeAll { $0.address == credential.address }
    all.append(credential)
    all.sort { $0.address < $1.address }
  }

  /// Forgets the one for an address; returns whether there was one.
  mutating func remove(_ address: ListenAddress) -> Bool {
    let count = all.count
    all.removeAll { $0.address == address.description }
    return all.count < count
  }
}

extension Credentials {
  /// The file: `tupo/credentials.json` in `XDG_CONFIG_HOME`, otherwise in `~/.config`; nil without a home.
  static func path(_ environment: [String: String]) -> String? {
    if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") { return "\(folder)/tupo/credentials.json" }
    return environment["HOME"].flatMap { $0.isEmpty ? nil : "\($0)/.config/tupo/credentials.json" }
  }

  /// Reads the file; nothing is known when there is none. Throws when others may read it.
  init(environment: [String: String]) throws(Complaint) {
    guard let path = Self.path(environment) else { return }
    let file: (bytes: [UInt8], mode: UInt32)?
    do { file = try DurableFile.read(path) } catch { throw Complaint(unreadable: path, "\(error)") }
    guard let file else { return }
    guard file.mode & 0o077 == 0 else {
      throw Complaint(
        zh: "登录凭据可被他人读取。", en: "The credentials may be read by others.", field: path,
        hint: Bilingual("请执行 chmod 600 \(path)", "Run chmod 600 \(path)"))
    }
    guard let kept = try? JSONDecoder().decode(File.self, from: Data(file.bytes)) else {
      throw Complaint(unreadable: path, "JSON")
    }
    all = kept.credentials
  }

  /// Writes the file, whole or not at all, for this user only.
  func save(environment: [String: String]) throws(Complaint) {
    guard let path = Self.path(environment) else {
      throw Complaint(
        zh: "无处保存登录凭据。", en: "There is no place to keep credentials.",
        hint: Bilingual("请设置HOME或XDG_CONFIG_HOME。", "Set HOME or XDG_CONFIG_HOME."))
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      try Folder.make(URL(fileURLWithPath: path).deletingLastPathComponent().path)
      try DurableFile.replace(path, Array(encoder.encode(File(credentials: all))), mode: 0o600)
    } catch {
      throw Complaint(
        zh: "无法写入登录凭据：\(error)", en: "The credentials cannot be written: \(error)", field: path,
        hint: Bilingual("请检查目录和权限。", "Check the folder and its permissions."))
    }
  }

  private struct File: Codable {
    var credentials: [Credential]
  }
}

extension Complaint {
  fileprivate init(unreadable path: String, _ why: String) {
    self.init(
      zh: "登录凭据无法识读（\(why)）。", en: "The credentials cannot be read (\(why)).", field: path,
      hint: Bilingual("请删除后重新 tupo login。", "Remove the file and run tupo login again."))
  }
}
