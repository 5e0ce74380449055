import Foundation
import Storage

/// What the headings of each sender mean, kept beside the user's credentials: whoever takes a sender's files knows them,
/// and the service needs to know only what a file says.
struct SenderMappings: Sendable, Hashable {
  /// By sender: what each heading means.
  private(set) var senders: [String: [String: String]] = [:]

  /// What a sender's headings mean.
  subscript(sender: String) -> [String: String] { senders[sender] ?? [:] }

  /// Adds to what is known of a sender; a later meaning takes the place of an earlier one.
  mutating func add(_ mapping: [String: String], for sender: String) {
    senders[sender, default: [:]].merge(mapping) { _, new in new }
  }

  /// The file: `tupo/senders.json` beside the credentials; nil without a home.
  static func path(_ environment: [String: String]) -> String? {
    Credentials.path(environment).map {
      URL(fileURLWithPath: $0).deletingLastPathComponent().appendingPathComponent("senders.json").path
    }
  }

  /// Reads the file; nothing is known when there is none.
  init(environment: [String: String]) throws(Complaint) {
    guard let path = Self.path(environment), let data = FileManager.default.contents(atPath: path) else { return }
    guard let senders = try? JSONDecoder().decode([String: [String: String]].self, from: data) else {
      throw Complaint(
        zh: "\(path)不是有效的JSON。", en: "\(path) is no valid JSON.", field: path,
        hint: Bilingual("请修正或删除该文件。", "Mend the file or delete it."))
    }
    self.senders = senders
  }

  /// Writes the file, whole or not at all.
  func save(environment: [String: String]) throws(Complaint) {
    guard let path = Self.path(environment) else {
      throw Complaint(
        zh: "无处保存列名对照。", en: "There is no place to keep mappings.",
        hint: Bilingual("请设置HOME或XDG_CONFIG_HOME。", "Set HOME or XDG_CONFIG_HOME."))
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(senders) else { return }
    try OutputFile.write(Array(data), to: path, makingFolder: true)
  }
}
