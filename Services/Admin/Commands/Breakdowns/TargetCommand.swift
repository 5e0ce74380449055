import ArgumentParser
import RPC
import Wire
import WireStandard
import WireTupo

/// `tupo target`.
struct TargetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "target", abstract: "Annual targets of zones. 年度目标。", subcommands: [List.self, Set.self])

  struct List: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(abstract: "Lists targets. 目标清单。")

    @Option(help: "Only those of a zone, by its id. 单位标识。")
    var zone: String?
    @OptionGroup var list: ListOptions
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var asOf: AsOfOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let (programme, list) = (programme.name, list)
      let request = IndicatorsV1.ListTargetsRequest.with {
        $0.parent = zone.map { "\(programme)/zones/\($0)" } ?? programme
        $0.read = asOf.point
      }
      let (targets, names) = try await call(.indicators) { channel, options in
        let targets = try await Pages.all(request, list) { request in
          let page = try await IndicatorsV1.TargetServiceClient(channel).listTargets(request, options: options)
          return (page.targets, page.nextPageToken)
        }
        return (targets, try await CatalogueNames(of: programme, channel, options))
      }
      console.show(TargetsView.table(targets, names, console.language))
    }
  }

  struct Set: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "Sets a target, or changes what is given of one. 下达或调整目标。",
      discussion: """
        The next tupo programme apply makes targets what its files say again. \
        再次运行 tupo programme apply 时以其文件为准。
        """)

    @Argument(help: TargetArgument.help)
    var target: TargetArgument
    @Option(
      help: """
        The annual value, in the indicator's base unit: 元 of one that tables show in 亿元, so 5亿元 is 500000000. It stays \
        when the base is revised. 全年目标值，以指标的基本单位（元）计。
        """)
    var value: Int64?
    @Option(help: "Growth in basis points: 3000 is 30 %; its value follows the base. 增速目标，3000为30%。")
    var growthBasisPoints: Int64?
    @Option(help: "at_least, greater_than, at_most or less_than. 不低于、高于、不超过或低于。")
    var `operator`: String?
    @Option(help: "The words of the document. 文件原文。")
    var wording: String?
    @Option(help: "The leader in charge. 分管领导。")
    var leader: String?
    @Option(help: "The unit that leads. 牵头单位。")
    var leadUnit: String?
    @Option(help: "A unit that supports; may be repeated. 配合单位，可重复。")
    var supportingUnit: [String] = []
    @Option(help: "The target's etag as last read. 读取时的版本标记。")
    var etag = ""
    @Flag(help: "Checks everything and keeps nothing. 只检查，不保存。")
    var dryRun = false
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var requestID: RequestIDOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func validate() throws {
      if value != nil && growthBasisPoints != nil {
        throw ValidationError("Give --value or --growth-basis-points, not both. 只给出其一。")
      }
    }

    func run() async throws {
      let (request, programme) = (try request(), programme.name)
      let (answer, names) = try await call(.indicators) { channel, options in
        let answer = try await IndicatorsV1.TargetServiceClient(channel).updateTarget(request, options: options)
        return (answer, try await CatalogueNames(of: programme, channel, options))
      }
      console.show(TargetsView.table([answer], names, console.language))
    }

    private func request() throws -> IndicatorsV1.UpdateTargetRequest {
      var paths: [String] = []
      var wire = IndicatorsV1.Target()
      wire.name = target.name(programme.id)
      wire.indicator = ResourceName.indicator(programme.id, target.indicator)
      wire.year = target.year
      wire.operator = .atLeast
      wire.etag = etag
      if let value {
        wire.goal = .value(value)
        paths.append("value")
      }
      if let growthBasisPoints {
        wire.goal = .growthBasisPoints(growthBasisPoints)
        paths.append("growth_basis_points")
      }
      if let demand = try Self.operators.value(`operator`, "--operator") {
        wire.operator = demand
        paths.append("operator")
      }
      if let wording {
        wire.wording = wording
        paths.append("wording")
      }
      if leader != nil || leadUnit != nil || !supportingUnit.isEmpty {
        wire.responsibility = .with {
          $0.leader = leader ?? ""
          $0.leadUnit = leadUnit ?? ""
          $0.supportingUnits = supportingUnit
        }
        paths.append("responsibility")
      }
      guard !paths.isEmpty else {
        throw Complaint(zh: "没有给出要设定的内容。", en: "Nothing to set was given.", status: .usage)
      }
      return .with {
        $0.target = wire
        $0.updateMask = .with { $0.paths = paths }
        $0.allowMissing = true
        $0.validateOnly = dryRun
        $0.requestId = requestID.value
      }
    }

    private static let operators: KeyValuePairs<String, IndicatorsV1.Operator> = [
      "at_least": .atLeast, "greater_than": .greaterThan, "at_most": .atMost, "less_than": .lessThan,
    ]
  }
}
