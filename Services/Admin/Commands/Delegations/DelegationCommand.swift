import ArgumentParser
import Chassis
import RPC
import Wire
import WireTupo

/// `tupo delegation`.
struct DelegationCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delegation", abstract: "Who stands in for whom, for stated days. AB岗：按日期委托代办。",
    discussion: """
      While it is in force, the deputy may do what the delegator may by that role; every step says for whom it was taken, \
      and neither of the two checks it. Only the delegator or an administrator may enter or end one. \
      生效期间代办人可办理委托人该角色的事项；每一步均注明“代”谁办理，两人均不得再审核。仅委托人本人或管理员可办理。
      """,
    subcommands: [Create.self, Show.self, List.self, Revoke.self])

  struct Create: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "Hands a role over for some days. 新建委托。",
      discussion: """
        tupo delegation create li-away --delegator li --deputy wang --role zone-reporter --scope zones/gaoxin \
        --from 2013-07-01 --to 2013-07-12 --reason 出差
        """)

    @Argument(help: "The delegation's id. 委托标识。")
    var delegation: String
    @Option(help: "Who is away: people/NAME or NAME. 委托人（A岗）。")
    var delegator: PersonArgument
    @Option(help: "Who acts: people/NAME or NAME. 代办人（B岗）。")
    var deputy: PersonArgument
    @Option(help: "The deputy's record as a person, for the telephone in reminders. 代办人的人员标识，用于催报电话。")
    var deputyPerson: String?
    @Option(help: "Which role: city-office, department, county, zone-reporter or zone-approver. 角色。")
    var role: RoleArgument
    @Option(help: "Of what, as it was granted: city, counties/CODE, zones/ID or offices/ID. 范围：全市、县市区、开发区或部门。")
    var scope: ScopeArgument
    @Option(help: "The first day. 起日。")
    var from: DayArgument
    @Option(help: "The last day, at most 92 days in all. 止日（含当日），最长92天。")
    var to: DayArgument
    @Option(help: "Why; no personal data. 事由，勿写个人信息。")
    var reason: String
    @Flag(help: "Checks everything and keeps nothing. 只检查，不保存。")
    var dryRun = false
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var requestID: RequestIDOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let scope = try scope.scope(in: programme.name)
      let request = IndicatorsV1.CreateDelegationRequest.with {
        $0.parent = programme.name
        $0.delegationId = delegation
        $0.delegation = .with {
          $0.delegator = delegator.name.description
          $0.deputy = deputy.name.description
          $0.deputyPerson = deputyPerson.map { ResourceName.person(programme.id, $0) } ?? ""
          $0.role = CommonV1.Role(rawValue: Int32(role.role.rawValue))
          $0.scope = scope.text
          $0.validFrom = from.text
          $0.validTo = to.text
          $0.reason = reason
        }
        $0.validateOnly = dryRun
        $0.requestId = requestID.value
      }
      try await showDelegation { try await $0.createDelegation(request, options: $1) }
    }
  }

  struct Show: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(abstract: "Shows a delegation. 查看委托。")

    @OptionGroup var delegation: DelegationArgument
    @OptionGroup var asOf: AsOfOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.GetDelegationRequest.with {
        $0.name = delegation.name
        $0.read = asOf.point
      }
      try await showDelegation { try await $0.getDelegation(request, options: $1) }
    }
  }

  struct List: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "Lists delegations. 委托清单。", discussion: "Such as: --filter 'deputy=people/wang revoked=false'.")

    @Option(help: "Only those in force on a day. 某日生效。")
    var on: DayArgument?
    @OptionGroup var list: ListOptions
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var asOf: AsOfOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.ListDelegationsRequest.with {
        $0.parent = programme.name
        $0.on = on?.text ?? ""
        $0.read = asOf.point
      }
      let delegations = try await collect(request, list, from: .indicators) { channel, request, options in
        let page = try await IndicatorsV1.DelegationServiceClient(channel).listDelegations(request, options: options)
        return (page.delegations, page.nextPageToken)
      }
      console.show(DelegationsView.table(delegations, console.language))
    }
  }

  struct Revoke: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "Ends a delegation at once; steps taken under it stand. 撤销委托，已办事项有效。")

    @OptionGroup var delegation: DelegationArgument
    @Option(help: "Why; no personal data. 事由，勿写个人信息。")
    var reason: String
    @OptionGroup var writing: WritingOptions
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.RevokeDelegationRequest.with {
        $0.name = delegation.name
        $0.reason = reason
        (($0.etag, $0.validateOnly), $0.requestId) = writing.fields
      }
      try await showDelegation { try await $0.revokeDelegation(request, options: $1) }
    }
  }
}

/// Which delegation a command is about.
struct DelegationArgument: ParsableArguments {
  @Argument(help: "The delegation's id. 委托标识。")
  var delegation: String
  @OptionGroup var programme: ProgrammeOption

  /// `programmes/{programme}/delegations/{delegation}`.
  var name: String { "\(programme.name)/delegations/\(delegation)" }
}

extension Calling {
  /// Makes a call to the service that keeps delegations.
  fileprivate func callDelegations<Answer: Sendable>(
    _ call: @escaping @Sendable (IndicatorsV1.DelegationServiceClient, CallOptions) async throws -> Answer
  ) async throws -> Answer {
    try await self.call(.indicators) { try await call(IndicatorsV1.DelegationServiceClient($0), $1) }
  }

  /// Makes a call that answers with a delegation, and shows it.
  fileprivate func showDelegation(
    _ call:
      @escaping @Sendable (IndicatorsV1.DelegationServiceClient, CallOptions) async throws -> IndicatorsV1.Delegation
  ) async throws {
    console.show(DelegationsView.table([try await callDelegations(call)], console.language))
  }
}
