import ArgumentParser
import Chassis
import RPC
import Wire
import WireTupo

/// `tupo access found`.
struct AccessFoundCommand: AsyncParsableCommand, Speaking {
  static let configuration = CommandConfiguration(
    commandName: "found", abstract: "Makes the first administrator, once. 指定首位管理员（仅一次）。",
    discussion: """
      For whoever runs tupo-indicators, on its own machine and as its own user: over the Unix socket that it listens on \
      beside its port (--listen unix:PATH). The log keeps who did it. 由服务所属用户在本机经Unix套接字执行，记入日志。
      """)

  @Argument(help: "Who it is to be: people/NAME or NAME. 人员。")
  var person: PersonArgument
  @Option(help: "The Unix socket of tupo-indicators. 指标服务的套接字。", completion: .file())
  var socket: String
  @Option(help: "The PEM file of the authority that the service is trusted by. 证书颁发机构。", completion: .file())
  var ca: String?
  @OptionGroup var speech: Speech

  func run() async throws {
    let console = console
    var options = ChannelOptions.ownServices
    options.tls = ca.map { ClientTLS(authorities: $0, serverName: "localhost") }
    let channel = RPCChannel(target: .unix(path: socket), options: options)
    let remote = Remote(service: .indicators, channel: channel, language: console.language)
    let request = IndicatorsV1.CreateFirstAdministratorRequest.with { $0.principal = person.name.description }
    let found: Result<IndicatorsV1.Grant, any Error>
    do {
      found = .success(
        try await remote.call { channel, options in
          try await IndicatorsV1.AccessServiceClient(channel).createFirstAdministrator(request, options: options)
        })
    } catch {
      found = .failure(Self.aboutSocket(error))
    }
    await channel.close()
    console.show(GrantsView.table([try found.get()], console.language))
  }

  private static func aboutSocket(_ error: any Error) -> any Error {
    guard var complaint = error as? Complaint, complaint.status == .unavailable else { return error }
    complaint.field = "--socket"
    complaint.hint = Bilingual(
      "请检查路径；服务启用TLS时用 --ca 指定证书颁发机构。", "Check the path; where the service has TLS, name its authority by --ca.")
    return complaint
  }
}
