import ArgumentParser
import Chassis
import Foundation
import RPC
import Storage
import Wire
import WireTupo

/// `tupo admin backup`.
struct AdminBackupCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copies all services' data, running or not, into a folder. 备份全部服务的数据。",
    discussion: """
      Each service is copied at one version; what one has taken from another is in the copy of both. A manifest names \
      every file with its SHA-256. The copy belongs to no engine: restore it to SQLite or PostgreSQL. It holds people's \
      data, and no private keys. A service that runs enters the copy of personal data in its log. \
      可在线备份；备份与数据库引擎无关，含个人信息，不含私钥；运行中的服务将此次复制记入日志。
      """)

  @Argument(help: "The folder to be made. 备份目录（新建）。", completion: .directory)
  var to: String
  @OptionGroup var place: InstallationOption
  @Option(help: "Why the copy is made: the log keeps it. 备份事由，记入日志。")
  var purpose = "tupo admin backup"
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let console = console
    let data = try place.url
    do {
      let backup = try await Backup.make(of: data, services: Installation.services, into: to, program: Version.text)
      console.show(BackupView.table(backup.manifest, console.language))
      console.note(console.text("已备份到\(to)。", "The backup is in \(to)."))
      for part in backup.manifest.services where part.personalRecords > 0 { try await enter(part) }
    } catch let error as StorageError {
      throw Complaint(backup: error, of: data)
    }
  }
}

extension AdminBackupCommand {
  /// Says that the copy holds personal data, and has the service enter it in its log, when it runs over this very log.
  private func enter(_ part: BackupPart) async throws {
    let console = console
    let (count, name) = (part.personalRecords, part.service)
    console.note(
      console.text(
        "备份含有\(count)人的姓名、电话（\(name)）：今后的删除不及于此备份，请按期销毁。",
        "The copy of \(name) holds contacts of \(count) persons: later erasures do not reach it. Destroy it in time."))
    guard let service = ServiceName(rawValue: name), try await record(part, at: service) else {
      return console.note(
        console.text("\(name)未运行，此次复制未记入其日志。", "\(name) does not run: the copy is not in its log."))
    }
  }

  private func record(_ part: BackupPart, at service: ServiceName) async throws -> Bool {
    try await withRemotes { remotes in
      let (channel, options) = (remotes[service].channel, CallOptions(timeout: .seconds(10)))
      let size = part.head.size
      guard
        let head = try? await CommonV1.AuditServiceClient(channel).getHead(.with { $0.size = size }, options: options),
        head.root == part.head.root.bytes
      else { return false }
      _ = try await remotes[service].call { channel, options in
        try await CommonV1.MaintenanceServiceClient(channel).recordCopy(
          .with {
            $0.purpose = purpose
            $0.copied = CommonV1.DataVersion(part.head.version)
          }, options: options)
      }
      return true
    }
  }
}

/// All services' data together.
enum Installation {
  /// Consumers before their sources: what one has copied from another is then in the backup of the other too.
  static let services: [String] = [ServiceName.reporting, .planning, .investment, .indicators].map(\.rawValue)
}

/// Where the services keep their data, told as the services are told.
struct InstallationOption: ParsableArguments {
  @Option(help: "The folder of the services' data; ./data unless a database is named. 数据目录。", completion: .directory)
  var data: String?
  @Option(help: "The database of the data, as a service names it; otherwise TUPO_DATABASE_URL tells. 数据库地址。")
  var database: String?

  /// The place.
  var url: DatabaseURL {
    get throws {
      if let data { return .folder(data) }
      let environment = ProcessInfo.processInfo.environment
      return try DatabasePlace.named(flag: database, environment: environment) ?? .folder("data")
    }
  }

  func validate() throws {
    if data != nil && database != nil { throw ValidationError("--database: not together with --data（不能与 --data 同用）") }
  }
}
