import ArgumentParser
import Chassis
import Wire
import WireTupo

/// `tupo access grant`.
struct AccessGrantCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(commandName: "grant", abstract: "Gives a role. 授予角色。")

  @Argument(help: "Whose it is: people/NAME, systems/NAME or services/NAME. 主体。")
  var principal: PrincipalArgument
  @Option(help: "The role. 角色。")
  var role: RoleArgument
  @OptionGroup var scope: ScopeOptions
  @Option(help: "The first day; otherwise at once. 起日。")
  var from: DayArgument?
  @Option(help: "The last day; otherwise until it is revoked. 止日（含当日）。")
  var until: DayArgument?
  @Flag(help: "Lets a service or system call on behalf of others. 可代表他人调用（仅服务和系统）。")
  var actsForOthers = false
  @OptionGroup var requestID: RequestIDOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let grant = AccessGrant(
      principal: principal.name.description, role: role.role, scope: try scope.value, from: from?.beginning,
      until: until?.end, mayActForOthers: actsForOthers)
    let request = IndicatorsV1.CreateGrantRequest.with {
      $0.grant = grant.wire
      $0.requestId = requestID.value
    }
    let made = try await callAccess { try await $0.createGrant(request, options: $1) }
    console.show(GrantsView.table([made], console.language))
  }
}
