import ArgumentParser
import Chassis
import Storage
import WireTupo

/// `tupo watch`.
struct WatchCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Tells what changes in a service, as it happens. 订阅数据变更。",
    discussion: """
      One line for each resource that a version changed. With --output json there are also lines that tell up to which \
      version everything was told: give the last of them to --after to go on without a gap. A connection that breaks is \
      made again. 用 --after 给出上次的版本即可续订，不漏不断。
      """)

  @Argument(help: "The service. 服务：indicators、investment、planning、reporting。")
  var service: ServiceName
  @Option(help: "Begin after this version (EPOCH.SEQUENCE); otherwise with the first that is kept. 起始版本（纪元.序号）。")
  var after: VersionArgument?
  @Option(help: "Only this resource and those below it; may be repeated. 资源。")
  var scope: [String] = []
  @Option(help: "Only this kind, such as Figure; may be repeated. 资源类型。")
  var type: [String] = []
  @Flag(help: "End once everything known now was told. 列完现有变更即结束。")
  var untilNow = false
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    var request = CommonV1.WatchRequest()
    request.scopes = scope
    request.types = type.map { $0.contains(".") ? $0 : "tupo.\(service.rawValue).v1.\($0)" }
    request.endAtHead = untilNow
    request.after = after.map { CommonV1.DataVersion($0.version) }
    let first = request
    let lines = WatchLines(console: console)
    try await withRemotes { remotes in
      try await remotes[service].watch(first) { lines.tell($0) }
    }
  }
}

/// A version as an argument: `1.1842`.
struct VersionArgument: ExpressibleByArgument, Sendable {
  /// The version.
  let version: DataVersion

  init?(argument: String) {
    let parts = argument.split(separator: ".", omittingEmptySubsequences: false).map { Int64($0) }
    guard parts.count == 2, let epoch = parts[0], let sequence = parts[1], epoch > 0, sequence >= 0 else { return nil }
    version = DataVersion(epoch: epoch, sequence: sequence)
  }
}
