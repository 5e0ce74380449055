import ArgumentParser
import Domain
import RPC
import Wire
import WireTupo

/// How a proposal is made.
struct ProposalOptions: ParsableArguments {
  @Option(
    help: """
      How months are spread: equal, last_year, usual_season or custom. \
      分月方法：equal序时、last_year按上年进度、usual_season按常年进度、custom自定权数。
      """)
  var method: String?
  @Option(help: "With custom: a weight for each month that is spread, such as 2,1,1,1. 各月权数。")
  var weights: String?
  @Option(help: "Nodes up to this month stay as they are, as 2013-06. 保留至该月。")
  var keepUntil: MonthArgument?
  @Option(
    help: """
      A CSV file that divides the whole year: kind,subject,cumulative,person; otherwise as the version in force. \
      全年分解CSV：分解,分项,全年,责任人。
      """, completion: .file(extensions: ["csv"]))
  var divide: String?

  /// The request of a proposal of a target, from a past state where one is given; nil where no method is given.
  func request(
    _ target: TargetArgument, _ programme: String, at point: CommonV1.ReadPoint? = nil
  ) throws -> IndicatorsV1.ProposeBreakdownRequest? {
    guard let spread = try BreakdownWords.methods.value(method, "--method") else { return nil }
    var request = IndicatorsV1.ProposeBreakdownRequest()
    request.name = target.breakdown(programme)
    request.method = spread
    request.read = point
    request.keepUntil = keepUntil?.text ?? ""
    for word in weights?.split(separator: ",") ?? [] {
      guard let weight = Int64(word) else {
        throw Complaint(
          zh: "“\(word)”不是整数。", en: "\"\(word)\" is no whole number.", field: "--weights", status: .usage)
      }
      request.weights.append(weight)
    }
    if let divide { request.divisions = try BreakdownFile(path: divide, programme: programme).divisions }
    return request
  }
}

extension BreakdownCommand {
  struct Propose: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "Proposes months and parts, and keeps nothing. 建议分解方案，不保存。")

    @Argument(help: TargetArgument.help)
    var target: TargetArgument
    @OptionGroup var proposal: ProposalOptions
    @OptionGroup var asOf: AsOfOption
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      var proposal = proposal
      proposal.method = proposal.method ?? "equal"
      guard let request = try proposal.request(target, programme.id, at: asOf.point) else { return }
      try await showBreakdown(of: programme.name) { try await $0.proposeBreakdown(request, options: $1) }
    }
  }

  struct SetCommand: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      commandName: "set", abstract: "Keeps a file, or a proposal, as a new version. 保存为新版。",
      discussion: """
        The file is CSV as show --output csv writes it: month,kind,subject,cumulative,person; a line without kind is the \
        month as a whole, one without subject what is undivided. Leaders and units of nodes stay.
        文件格式同 show --output csv：月份,分解,分项,累计,责任人；无分解方式的行为该月合计，无分项的行为其他（未分解）。
        """)

    @Argument(help: TargetArgument.help)
    var target: TargetArgument
    @Option(help: "The file. 文件。", completion: .file(extensions: ["csv"]))
    var file: String?
    @OptionGroup var proposal: ProposalOptions
    @OptionGroup var agreement: AgreementOptions
    @OptionGroup var writing: WritingOptions
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func validate() throws {
      if (file == nil) == (proposal.method == nil) {
        throw ValidationError("Give --file or --method, one of them. --file与--method须给出其一。")
      }
    }

    func run() async throws {
      let name = target.breakdown(programme.id)
      let (agreement, writing) = (agreement, writing)
      let asked = try proposal.request(target, programme.id)
      let nodes = try file.map { try BreakdownFile(path: $0, programme: programme.id).nodes }
      try await showBreakdown(of: programme.name) { service, options in
        var wanted = IndicatorsV1.Breakdown()
        if let asked {
          wanted = try await service.proposeBreakdown(asked, options: options)
        } else if let nodes {
          let kept = try await service.inForce(name, options: options)
          wanted.nodes = nodes.map { $0.keepingResponsibility(of: kept) }
        }
        wanted.name = name
        return try await service.keep(wanted, agreement, writing, options: options)
      }
    }
  }

  struct Edit: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "Changes nodes and parts of the version in force, as a new version. 局部调整，另存新版。",
      discussion: """
        What a part or a month gains or loses, 其他（未分解） carries; a part's later months are raised to at least its value. \
        增减由其他（未分解）承担；分项以后各月不低于调整后的累计数。
        """)

    @Argument(help: TargetArgument.help)
    var target: TargetArgument
    @Option(
      help: """
        A node: MONTH=VALUE, in the indicator's base unit, such as 元; may be repeated. 节点：月份=累计，以指标的基本单位（元）计。
        """)
    var node: [NodeArgument] = []
    @Option(
      help: """
        A part: KIND/ID@MONTH=VALUE, such as project/x@2013-06=100, in the base unit; may be repeated. \
        分项：方式/标识@月份=累计，以基本单位（元）计。
        """)
    var part: [PartArgument] = []
    @Option(help: "Who answers for a part: KIND/ID=PERSON; may be repeated. 分项责任人：方式/标识=责任人。")
    var assign: [AssignArgument] = []
    @Option(help: "A part that goes: KIND/ID; may be repeated. 去掉分项。")
    var remove: [SubjectArgument] = []
    @OptionGroup var agreement: AgreementOptions
    @OptionGroup var writing: WritingOptions
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let name = target.breakdown(programme.id)
      let (agreement, writing, programme) = (agreement, writing, programme)
      let edits =
        try node.map { .node($0.month, Amount($0.value)) } + remove.map { try $0.removal(programme.id) }
        + part.map { try $0.edit(programme.id) } + assign.map { try $0.edit(programme.id) }
      try await showBreakdown(of: programme.name) { service, options in
        var wanted = try await service.getBreakdown(.with { $0.name = name }, options: options)
        var breakdown = Domain.Breakdown(wanted.nodes)
        do {
          for edit in edits { breakdown = try breakdown.applying(edit) }
        } catch let refusal as BreakdownRefusal {
          throw Complaint(zh: refusal.chinese, en: refusal.english)
        }
        wanted.nodes = breakdown.wire(keeping: wanted.nodes)
        wanted.method = .unspecified
        var writing = writing
        if writing.etag.isEmpty { writing.etag = wanted.etag }
        return try await service.keep(wanted, agreement, writing, options: options)
      }
    }
  }
}

/// Why a version is made, and what agrees it.
struct AgreementOptions: ParsableArguments {
  @Option(help: "Why this version is made; needed for all but the first. 事由，首版以外必填。")
  var reason = ""
  @Option(help: "The document that agrees it, such as 目标责任书. 依据文件。")
  var agreement = ""
}

extension IndicatorsV1.BreakdownServiceClient {
  fileprivate func inForce(_ name: String, options: CallOptions) async throws -> IndicatorsV1.Breakdown? {
    do {
      return try await getBreakdown(.with { $0.name = name }, options: options)
    } catch let error as RPCError where error.code == .notFound {
      return nil
    }
  }

  fileprivate func keep(
    _ breakdown: IndicatorsV1.Breakdown, _ agreement: AgreementOptions, _ writing: WritingOptions, options: CallOptions
  ) async throws -> IndicatorsV1.Breakdown {
    var wanted = breakdown
    wanted.reason = agreement.reason
    wanted.agreement = agreement.agreement
    wanted.etag = writing.etag
    return try await updateBreakdown(
      .with {
        $0.breakdown = wanted
        $0.validateOnly = writing.dryRun
        $0.requestId = writing.requestID.value
      }, options: options)
  }
}

extension IndicatorsV1.Breakdown.Node {
  fileprivate func keepingResponsibility(of kept: IndicatorsV1.Breakdown?) -> Self {
    var node = self
    node.responsibility = kept?.nodes.first { $0.month == month }?.responsibility
    return node
  }
}
