import ArgumentParser
import Chassis
import Storage

/// `tupo audit`.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Who wrote what and when, and the proof of it. 审计日志。",
    subcommands: [
      AuditListCommand.self, AuditShowCommand.self, AuditProveCommand.self, AuditVerifyCommand.self,
      AuditExportCommand.self,
    ])
}

extension ServiceName: ExpressibleByArgument {}

/// Which services a command is about.
struct ServicesOption: ParsableArguments {
  @Option(help: "Only this service; may be repeated. 服务：indicators、investment、planning、reporting。")
  var service: [ServiceName] = []

  /// Those named, or all four.
  var chosen: [ServiceName] { service.isEmpty ? ServiceName.allCases : service }
}

/// Data that is looked into where it lies, while no service uses it; otherwise the running services are asked.
struct KeptDataOption: ParsableArguments {
  @Option(help: "The data folder of stopped services; otherwise the running ones are asked. 数据目录（服务已停止）。")
  var data: String?
  @Option(help: "A database to look into, as a service names it; otherwise the services are asked. 数据库地址。")
  var database: String?

  /// The place that was named; nil when none was.
  var place: DatabaseURL? {
    get throws(ValidationError) {
      if let data { return .folder(data) }
      guard let database else { return nil }
      return try DatabasePlace.named(flag: database, environment: [:])
    }
  }

  func validate() throws {
    if data != nil && database != nil { throw ValidationError("--database: not together with --data（不能与 --data 同用）") }
  }
}

/// A point in time as an argument: a day (its beginning, in China) or a time as 2013-06-30T17:00:00Z.
struct TimeArgument: ExpressibleByArgument, Sendable {
  /// Microseconds since 1970 UTC.
  let micros: Int64

  init?(argument: String) {
    guard let micros = TimeText.micros(argument) else { return nil }
    self.micros = micros
  }
}
