import ArgumentParser
import Chassis
import RPC
import Wire
import WireTupo

/// `tupo breakdown`.
struct BreakdownCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "breakdown", abstract: "Targets by month, project, enterprise and person. 目标分解。",
    discussion: """
      Propose, then set; change what is set with a reason; lock what is agreed; report what was delivered.
      先建议（propose），再保存（set）；调整须说明事由；商定后锁定（lock）；按月填报完成数（deliver）。
      """,
    subcommands: [
      Propose.self, SetCommand.self, Edit.self, Show.self, List.self, Versions.self, Lock.self, Unlock.self,
      Deliver.self, Deliverables.self,
    ])

  struct Show: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "Shows a breakdown; --output csv makes a file for set --file. 查看分解，可导出CSV修改。")

    @Argument(help: TargetArgument.help)
    var target: TargetArgument
    @Option(help: "A version's number; otherwise the one in force. 版次。")
    var number: Int32 = 0
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var asOf: AsOfOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.GetBreakdownRequest.with {
        $0.name = target.breakdown(programme.id)
        $0.read = asOf.point
        $0.number = number
      }
      try await showBreakdown(of: programme.name) { try await $0.getBreakdown(request, options: $1) }
    }
  }

  struct List: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(abstract: "Lists breakdowns. 分解清单。")

    @Option(help: "Only those of a zone, by its id. 单位标识。")
    var zone: String?
    @OptionGroup var list: ListOptions
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var asOf: AsOfOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.ListBreakdownsRequest.with {
        $0.parent = zone.map { ResourceName.zone(programme.id, $0) } ?? programme.name
        $0.read = asOf.point
      }
      try await showAll(of: programme.name, request, list) { service, options, request in
        let page = try await service.listBreakdowns(request, options: options)
        return (page.breakdowns, page.nextPageToken)
      }
    }
  }

  struct Versions: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "Lists a breakdown's versions: why, who approved and who opened them. 各版的事由、审定和解锁。")

    @Argument(help: TargetArgument.help)
    var target: TargetArgument
    @OptionGroup var list: ListOptions
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var asOf: AsOfOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.ListBreakdownVersionsRequest.with {
        $0.parent = target.breakdown(programme.id)
        $0.read = asOf.point
      }
      try await showAll(of: programme.name, request, list) { service, options, request in
        let page = try await service.listBreakdownVersions(request, options: options)
        return (page.versions, page.nextPageToken)
      }
    }
  }

  struct Lock: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "Approves and locks the version in force; not by who made it. 审定并锁定，编制人不得审定。")

    @Argument(help: TargetArgument.help)
    var target: TargetArgument
    @Option(help: "What is said with the approval, such as the meeting that agreed. 审定说明，如议定会议。")
    var reason = ""
    @OptionGroup var writing: WritingOptions
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.LockBreakdownRequest.with {
        $0.name = target.breakdown(programme.id)
        (($0.etag, $0.validateOnly), $0.requestId) = writing.fields
        $0.reason = reason
      }
      try await showBreakdown(of: programme.name) { try await $0.lockBreakdown(request, options: $1) }
    }
  }

  struct Unlock: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "Opens it for a re-negotiation; only who locked it, or the deputy. 解锁，只能由审定人或其AB岗代理人。",
      discussion: """
        Once whoever locked it has that role no more, whoever has the very role of the city's office, or of that county, may \
        open it; the step tells in whose stead. 审定人不再任该岗后，由同一岗位（市推进办或该县市区）的接任者解锁，记录注明“接任”何人。
        """)

    @Argument(help: TargetArgument.help)
    var target: TargetArgument
    @Option(help: "Why. 解锁事由。")
    var reason: String
    @OptionGroup var writing: WritingOptions
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.UnlockBreakdownRequest.with {
        $0.name = target.breakdown(programme.id)
        $0.reason = reason
        (($0.etag, $0.validateOnly), $0.requestId) = writing.fields
      }
      try await showBreakdown(of: programme.name) { try await $0.unlockBreakdown(request, options: $1) }
    }
  }
}

extension Calling {
  /// Makes a call that answers with a breakdown, and shows it.
  func showBreakdown(
    of programme: String,
    _ call:
      @escaping @Sendable (IndicatorsV1.BreakdownServiceClient, CallOptions) async throws
      -> IndicatorsV1.Breakdown
  ) async throws {
    let (breakdown, names) = try await self.call(.indicators) { channel, options in
      let breakdown = try await call(IndicatorsV1.BreakdownServiceClient(channel), options)
      return (breakdown, try await CatalogueNames(of: programme, channel, options))
    }
    console.show(BreakdownView.table(breakdown, names, console.language))
  }

  /// Lists breakdowns page by page, and shows them.
  fileprivate func showAll<Request: ListRequest>(
    of programme: String, _ request: Request, _ list: ListOptions,
    _ page:
      @escaping @Sendable (IndicatorsV1.BreakdownServiceClient, CallOptions, Request) async throws -> (
        items: [IndicatorsV1.Breakdown], next: String
      )
  ) async throws {
    let (breakdowns, names) = try await call(.indicators) { channel, options in
      let service = IndicatorsV1.BreakdownServiceClient(channel)
      let all = try await Pages.all(request, list) { try await page(service, options, $0) }
      return (all, try await CatalogueNames(of: programme, channel, options))
    }
    console.show(BreakdownsView.table(breakdowns, names, console.language))
  }
}
