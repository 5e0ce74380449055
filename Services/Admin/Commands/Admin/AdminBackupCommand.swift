import ArgumentParser
import Chassis
import Foundation
import Storage

/// `tupo admin backup`.
struct AdminBackupCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copies all services' data, running or not, into a folder. 备份全部服务的数据。",
    discussion: """
      Each service is copied at one version; what one has taken from another is in the copy of both. A manifest names \
      every file with its SHA-256. The copy belongs to no engine: restore it to SQLite or PostgreSQL. It holds people's \
      data, and no private keys. Before personal data is copied, its log gets an entry of it, by the service or, where \
      none runs, by this command. 可在线备份；备份与数据库引擎无关，含个人信息，不含私钥；复制个人信息之前先记入日志。
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
      let backup = try await withRemotes { remotes in
        let entries = CopyEntries(place: data, purpose: purpose, remotes: remotes)
        return try await Backup.make(
          of: data, services: Installation.services, into: to, program: Version.text, entering: entries.enter)
      }
      console.show(BackupView.table(backup.manifest, console.language))
      console.note(console.text("已备份到\(to)。", "The backup is in \(to)."))
      console.warn(ofPersonalDataIn: backup.manifest.services)
    } catch let error as StorageError {
      throw Complaint(backup: error, of: data)
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
