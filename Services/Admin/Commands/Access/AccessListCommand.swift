import ArgumentParser
import Chassis
import Wire
import WireTupo

/// `tupo access list`.
struct AccessListCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists who has which role. 授权清单。",
    discussion: "For auditors and administrators, such as: --filter 'role=ROLE_LEADER'. 供审计和管理员使用。")

  @Option(help: "Only this one's. 主体。")
  var principal: PrincipalArgument?
  @OptionGroup var list: ListOptions
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let request = IndicatorsV1.ListGrantsRequest.with {
      $0.principal = principal?.name.description ?? ""
      $0.read = asOf.point
    }
    let grants = try await collect(request, list, from: .indicators) { channel, request, options in
      let page = try await IndicatorsV1.AccessServiceClient(channel).listGrants(request, options: options)
      return (page.grants, page.nextPageToken)
    }
    console.show(GrantsView.table(grants, console.language))
  }
}
