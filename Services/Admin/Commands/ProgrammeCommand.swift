import ArgumentParser
import Foundation
import WireTupo

/// `tupo programme`.
struct ProgrammeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "programme", abstract: "Programmes as data. 方案数据。",
    subcommands: [Apply.self, ProgrammeListCommand.self, ZonesCommand.self])

  struct Apply: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "Makes the services hold a programme's files. 应用方案。",
      discussion: "A second run changes nothing. All faults in the files are told at once, by file and line. 可重复执行。")

    @Argument(help: "A folder, or a name below deploy/programmes or $TUPO_PROGRAMMES. 目录或名称。")
    var programme: String
    @Flag(help: "Shows the differences and keeps nothing. 只看差异。")
    var dryRun = false
    @Flag(inversion: .prefixedNo, help: "With the demonstration set in demo/. 含演示数据。")
    var demo = true
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let console = console
      let folder = try ProgrammeFolder.current(environment: ProcessInfo.processInfo.environment).find(programme)
      let read = try ProgrammeReader.read(folder: folder, demonstration: demo)
      let changes = try await withRemotes { try await ProgrammeApply(read, on: $0).run(validateOnly: dryRun) }
      console.show(ChangesView.table(changes, console.language))
      guard console.format == .table else { return }
      let count = changes.count
      console.note(
        dryRun
          ? console.text("试运行：有\(count)处差异，未保存。", "Dry run: \(count) differences, nothing kept.")
          : count == 0
            ? console.text("没有变化。", "Nothing changed.") : console.text("已应用\(count)处变化。", "\(count) changes applied."))
    }
  }
}
