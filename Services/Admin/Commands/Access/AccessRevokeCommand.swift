import ArgumentParser
import Chassis
import Wire
import WireTupo

/// `tupo access revoke`.
struct AccessRevokeCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "revoke", abstract: "Takes a role away; streams that it allowed end. 撤销角色。",
    discussion: "The log keeps that it was. By the grant's id, or as it was given. 可用授权编号，或主体、角色与范围。")

  @Argument(help: "The grant's id (tupo access list), or whose it is. 授权编号或主体。")
  var grant: String
  @Option(help: "The role, when it is told whose it is. 角色。")
  var role: RoleArgument?
  @OptionGroup var scope: ScopeOptions
  @OptionGroup var requestID: RequestIDOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func validate() throws { _ = try name }

  /// The grant's resource name: that of the same principal, role and scope is always the same.
  private var name: String {
    get throws {
      switch (PrincipalName(grant), role) {
      case (let principal?, let role?):
        return AccessGrant(principal: principal.description, role: role.role, scope: try scope.value).name
      case (nil, nil) where scope.scope == nil:
        return grant.hasPrefix("grants/") ? grant : ResourcePattern.grant.name(grant)
      default:
        throw ValidationError("PRINCIPAL --role ROLE [--scope SCOPE], or GRANT-ID alone（主体须与角色同时给出；授权编号单独给出）")
      }
    }
  }

  func run() async throws {
    let name = try name
    let request = IndicatorsV1.RevokeGrantRequest.with {
      $0.name = name
      $0.requestId = requestID.value
    }
    let was = try await callAccess { try await $0.revokeGrant(request, options: $1) }
    console.show(GrantsView.table([was], console.language))
    console.note(console.text("已撤销。", "Revoked."))
  }
}
