import ArgumentParser
import Chassis
import Foundation
import Storage

/// `tupo admin move`.
struct AdminMoveCommand: AsyncParsableCommand, Speaking {
  static let configuration = CommandConfiguration(
    commandName: "move", abstract: "Copies stopped services' data to another engine, and proves it. 迁移数据到另一数据库。",
    discussion: """
      From a folder (SQLite) to PostgreSQL, or back. Every table is compared row by row by its digest, and every log by \
      its root. The old place stays as it is: start no service on it again. The services go on in a new epoch. Before \
      personal data is copied, its log gets an entry of it. \
      须先停止服务；逐表逐行以哈希比对；复制个人信息之前先记入日志。原数据保留，请勿再用其启动服务。
      """)

  @Argument(help: "Where to: postgres://HOST:PORT/DATABASE, sqlite:///FOLDER or a folder. 目标位置（须为空）。")
  var to: String
  @OptionGroup var place: InstallationOption
  @Option(
    help: "Keeps the backup by which it is copied in this folder, which is made. 保留中间备份的目录。", completion: .directory)
  var backup: String?
  @Option(help: "Why personal data is copied: the log keeps it. 迁移事由，记入日志。")
  var purpose = "tupo admin move"
  @OptionGroup var speech: Speech

  func run() async throws {
    let console = console
    let old = try place.url
    let new = try target()
    let folder = backup ?? FileManager.default.temporaryDirectory.path + "/tupo-move-\(UUID().uuidString)"
    defer { if backup == nil { Backup.remove(folder) } }
    do {
      let moved = try await Backup.move(
        from: old, to: new, services: Installation.services, by: folder, program: Version.text
      ) { try LogRequest(copying: $0, purpose: purpose) }
      console.show(BackupView.table(moved, console.language))
      console.note(
        console.text("已从\(old)迁移到\(new)，逐行比对一致。", "Moved from \(old) to \(new); every row compares."))
      if backup != nil { console.warn(ofPersonalDataIn: moved.map(\.part)) }
      if moved.contains(where: \.isBroken) { throw Outcome(status: .broken) }
    } catch let error as StorageError {
      throw Complaint(backup: error, of: old)
    } catch let error as Failure {
      throw Complaint(zh: error.zh, en: error.en, field: "--purpose", status: .usage)
    }
  }

  private func target() throws -> DatabaseURL {
    guard to.contains(":") else { return .folder(to) }
    guard let url = DatabaseURL(to) else {
      throw ValidationError(
        "expected postgres://HOST:PORT/DATABASE, sqlite:///FOLDER or a folder（应为 postgres://主机:端口/数据库 或目录）")
    }
    return url
  }
}
