import ArgumentParser
import WireTupo

/// `tupo admin`.
struct AdminCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "admin", abstract: "The care of the services' data, keys and certificates. 数据、密钥和证书的维护。",
    subcommands: [
      Check.self, AdminBackupCommand.self, AdminRestoreCommand.self, AdminMoveCommand.self,
      AdminCertificatesCommand.self, AdminTokenCommand.self,
    ])

  struct Check: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "Checks files, logs and, with --rebuild, every projection. 检查数据。",
      discussion: "With --rebuild every table is recomputed from the log and compared row by row, history included.")

    @OptionGroup var services: ServicesOption
    @Flag(help: "Recomputes every projection from the log and compares. 由日志重算全部数据表并比对。")
    var rebuild = false
    @OptionGroup var kept: KeptDataOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let console = console
      var found: [(service: ServiceName, check: CommonV1.CheckDataResponse)] = []
      try await eachLog(services.chosen, at: try kept.place) { service, source in
        found.append((service, try await source.check(rebuilding: rebuild)))
      }
      console.show(CheckView.table(found, console.language))
      for line in CheckView.notes(found, console.language) { console.note(line) }
      if !found.allSatisfy(\.check.sound) { throw Outcome(status: .broken) }
    }
  }
}
