import ArgumentParser
import RPC
import Wire
import WireStandard
import WireTupo

/// `tupo enterprise`.
struct EnterpriseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "enterprise", abstract: "The register of enterprises, and what they give to figures. 企业名录与企业数据。",
    discussion: """
      An enterprise lies in one zone at a time. What two zones count of one enterprise in the same month is found by the \
      checks. Sums of one or two enterprises are secret (保密), and beside them whatever they would follow from. \
      一家企业同一时间只属一个单位；两个单位同月重复计入的，由校验指出。一两家企业的合计数保密，可由其推算的数一并保密。
      """,
    subcommands: [
      Create.self, Show.self, List.self, Update.self, Move.self, Close.self, EnterpriseReportCommand.self,
      EnterpriseFiguresCommand.self, EnterpriseTableCommand.self,
    ])

  struct Create: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "Enters an enterprise. 登记企业。",
      discussion: """
        tupo enterprise create e1 --code 91370811730004118X --title 甲机械有限公司 --industry 2011:34 --above-scale \
        --zone zones/jining-high-tech-zone --from 2012-01-01
        """)

    @Argument(help: "The enterprise's id. 企业标识。")
    var enterprise: String
    @Option(help: "Its unified social credit code, or its organisation code from before 2015. 统一社会信用代码或组织机构代码。")
    var code: String
    @Option(help: "Its registered name. 企业名称。")
    var title: String
    @Option(help: "Its industry after GB/T 4754 as EDITION:CODE, such as 2011:3411. 行业，版本:代码。")
    var industry: IndustryArgument?
    @Flag(help: "It is above designated size. 规模以上。")
    var aboveScale = false
    @Option(help: "The zone in which it lies: zones/ID or ID. 所在单位。")
    var zone: String?
    @Option(help: "From which day; needed with --zone. 起日。")
    var from: DayArgument?
    @Option(help: "Where this comes from. 资料来源。")
    var source = ""
    @Flag(help: "Made for a demonstration. 演示数据。")
    var demonstration = false
    @Flag(help: "Checks everything and keeps nothing. 只检查，不保存。")
    var dryRun = false
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var requestID: RequestIDOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func validate() throws {
      if (zone == nil) != (from == nil) {
        throw ValidationError("--zone and --from come together. --zone与--from须同时给出。")
      }
    }

    func run() async throws {
      let request = IndicatorsV1.CreateEnterpriseRequest.with {
        $0.parent = programme.name
        $0.enterpriseId = enterprise
        $0.enterprise = .with {
          $0.code = code
          $0.title = title
          $0.industryCode = industry?.code ?? ""
          $0.industryEdition = industry?.edition ?? 0
          $0.aboveScale = aboveScale
          $0.source = source
          $0.demonstration = demonstration
          if let zone, let from {
            $0.placements = [
              .with {
                $0.zone = ResourceName.zone(programme.id, ResourceName.id(zone))
                $0.validFrom = from.text
              }
            ]
          }
        }
        $0.validateOnly = dryRun
        $0.requestId = requestID.value
      }
      try await showEnterprise { try await $0.createEnterprise(request, options: $1) }
    }
  }

  struct Show: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(abstract: "Shows an enterprise and its zones. 查看企业。")

    @OptionGroup var enterprise: EnterpriseArgument
    @OptionGroup var asOf: AsOfOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.GetEnterpriseRequest.with {
        $0.name = enterprise.name
        $0.read = asOf.point
      }
      try await showEnterprise { try await $0.getEnterprise(request, options: $1) }
    }
  }

  struct List: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "Lists enterprises. 企业名录。", discussion: "Such as: --filter 'above_scale=true industry_code=\"34\"'.")

    @Option(help: "Only those in this zone, by its id; ever, or on --on. 单位标识。")
    var zone: String?
    @Option(help: "Only those that lie in a zone on a day. 某日在册。")
    var on: DayArgument?
    @OptionGroup var list: ListOptions
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var asOf: AsOfOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.ListEnterprisesRequest.with {
        $0.parent = programme.name
        $0.read = asOf.point
        $0.zone = zone.map { ResourceName.zone(programme.id, ResourceName.id($0)) } ?? ""
        $0.on = on?.text ?? ""
      }
      let enterprises = try await collect(request, list, from: .indicators) { channel, request, options in
        let page = try await IndicatorsV1.EnterpriseServiceClient(channel).listEnterprises(request, options: options)
        return (page.enterprises, page.nextPageToken)
      }
      console.show(EnterprisesView.table(enterprises, console.language))
    }
  }

  struct Update: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "Changes what the register says beside the zone. 修改企业信息。")

    @OptionGroup var enterprise: EnterpriseArgument
    @Option(help: "Its code. 代码。")
    var code: String?
    @Option(help: "Its registered name. 企业名称。")
    var title: String?
    @Option(help: "Its industry as EDITION:CODE. 行业，版本:代码。")
    var industry: IndustryArgument?
    @Flag(inversion: .prefixedNo, help: "Whether it is above designated size. 是否规模以上。")
    var aboveScale: Bool?
    @Option(help: "Where this comes from. 资料来源。")
    var source: String?
    @OptionGroup var writing: WritingOptions
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func validate() throws {
      if paths.isEmpty { throw ValidationError("Say what changes. 请给出要修改的内容。") }
    }

    private var paths: [String] {
      [
        code.map { _ in "code" }, title.map { _ in "title" }, industry.map { _ in "industry_code" },
        industry.map { _ in "industry_edition" }, aboveScale.map { _ in "above_scale" }, source.map { _ in "source" },
      ].compactMap { $0 }
    }

    func run() async throws {
      let request = IndicatorsV1.UpdateEnterpriseRequest.with {
        $0.enterprise = .with {
          $0.name = enterprise.name
          $0.code = code ?? ""
          $0.title = title ?? ""
          $0.industryCode = industry?.code ?? ""
          $0.industryEdition = industry?.edition ?? 0
          $0.aboveScale = aboveScale ?? false
          $0.source = source ?? ""
          $0.etag = writing.etag
        }
        $0.updateMask = .with { $0.paths = paths }
        $0.validateOnly = writing.dryRun
        $0.requestId = writing.requestID.value
      }
      try await showEnterprise { try await $0.updateEnterprise(request, options: $1) }
    }
  }

  struct Move: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "Places it in another zone from a day on. 企业迁移。")

    @OptionGroup var enterprise: EnterpriseArgument
    @Option(help: "Where it goes: zones/ID or ID. 迁入单位。")
    var zone: String
    @Option(help: "From which day. 起日。")
    var from: DayArgument
    @Option(help: "Why, with the document. 事由及文号。")
    var reason: String
    @OptionGroup var writing: WritingOptions
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.MoveEnterpriseRequest.with {
        $0.name = enterprise.name
        $0.zone = ResourceName.zone(enterprise.programme.id, ResourceName.id(zone))
        $0.validFrom = from.text
        $0.reason = reason
        (($0.etag, $0.validateOnly), $0.requestId) = writing.fields
      }
      try await showEnterprise { try await $0.moveEnterprise(request, options: $1) }
    }
  }

  struct Close: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "Ends it on a day; what was reported stays. 企业注销，已报数据保留。")

    @OptionGroup var enterprise: EnterpriseArgument
    @Option(help: "Its last day. 最后一日。")
    var on: DayArgument
    @OptionGroup var writing: WritingOptions
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.CloseEnterpriseRequest.with {
        $0.name = enterprise.name
        $0.closedOn = on.text
        (($0.etag, $0.validateOnly), $0.requestId) = writing.fields
      }
      try await showEnterprise { try await $0.closeEnterprise(request, options: $1) }
    }
  }
}

/// Which enterprise a command is about.
struct EnterpriseArgument: ParsableArguments {
  @Argument(help: "The enterprise's id. 企业标识。")
  var enterprise: String
  @OptionGroup var programme: ProgrammeOption

  /// `programmes/{programme}/enterprises/{enterprise}`.
  var name: String { "\(programme.name)/enterprises/\(enterprise)" }
}

/// `EDITION:CODE`.
struct IndustryArgument: ExpressibleByArgument, Sendable {
  let edition: Int32
  let code: String

  init?(argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let edition = Int32(parts[0]), !parts[1].isEmpty else { return nil }
    (self.edition, code) = (edition, String(parts[1]))
  }
}

extension Calling {
  /// Makes a call to the service that keeps enterprises.
  func callEnterprises<Answer: Sendable>(
    _ call: @escaping @Sendable (IndicatorsV1.EnterpriseServiceClient, CallOptions) async throws -> Answer
  ) async throws -> Answer {
    try await self.call(.indicators) { try await call(IndicatorsV1.EnterpriseServiceClient($0), $1) }
  }

  /// Makes a call that answers with an enterprise, and shows it.
  fileprivate func showEnterprise(
    _ call:
      @escaping @Sendable (IndicatorsV1.EnterpriseServiceClient, CallOptions) async throws -> IndicatorsV1.Enterprise
  ) async throws {
    console.show(EnterprisesView.table([try await callEnterprises(call)], console.language))
  }
}
