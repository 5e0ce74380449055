import ArgumentParser
import Wire
import WireTupo

/// `tupo investment`.
struct InvestmentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "investment", abstract: "Investment projects. 招商项目。",
    subcommands: [List.self, Summary.self, Move.self])

  struct List: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(abstract: "Lists projects. 项目清单。")

    @Option(help: "Only this zone, by id. 单位。")
    var zone: String?
    @Option(help: "Only this channel: \(InvestmentWords.channels.words). 渠道。")
    var channel: String?
    @Option(help: "Only this stage: \(InvestmentWords.stages.words). 阶段。")
    var stage: String?
    @OptionGroup var list: ListOptions
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var asOf: AsOfOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      var request = InvestmentV1.ListProjectsRequest()
      request.parent = programme.name
      request.zone = zone.map { ResourceName.zone(programme.id, $0) } ?? ""
      request.channel = try InvestmentWords.channels.value(channel, "--channel") ?? .unspecified
      request.stage = try InvestmentWords.stages.value(stage, "--stage") ?? .unspecified
      request.read = asOf.point
      let projects = try await collect(request, list, from: .investment) { channel, request, options in
        let page = try await InvestmentV1.ProjectServiceClient(channel).listProjects(request, options: options)
        return (page.projects, page.nextPageToken)
      }
      console.show(ProjectsView.table(projects, console.language))
    }
  }

  struct Summary: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(abstract: "Adds projects up by channel and stage. 项目汇总。")

    @Option(help: "As they stood on a day; otherwise today. 截至某日。")
    var on: DayArgument?
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var asOf: AsOfOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = InvestmentV1.SummarizeProjectsRequest.with {
        $0.parent = programme.name
        $0.on = on?.text ?? DayArgument.today
        $0.read = asOf.point
      }
      let summary = try await call(.investment) {
        try await InvestmentV1.ProjectServiceClient($0).summarizeProjects(request, options: $1)
      }
      console.show(ProjectsView.table(summary, console.language))
    }
  }

  struct Move: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(abstract: "Moves a project to another stage. 项目阶段变更。")

    @Argument(help: "The project's id. 项目标识。")
    var project: String
    @Argument(help: "The stage: \(InvestmentWords.stages.words). 阶段。")
    var stage: String
    @Option(help: "On which day. 日期。")
    var on: DayArgument
    @Option(help: "Why; required when it goes back. 原因，退回阶段时必填。")
    var reason = ""
    @Option(help: "The project's etag as last read. 读取时的版本标记。")
    var etag = ""
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var requestID: RequestIDOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let stage = try InvestmentWords.stages.value(stage, "STAGE") ?? .unspecified
      let request = InvestmentV1.MoveProjectRequest.with {
        $0.name = ResourceName.project(programme.id, project)
        $0.move = .with {
          $0.stage = stage
          $0.on = on.text
          $0.reason = reason
        }
        $0.etag = etag
        $0.requestId = requestID.value
      }
      let moved = try await call(.investment) {
        try await InvestmentV1.ProjectServiceClient($0).moveProject(request, options: $1)
      }
      console.show(ProjectsView.table([moved], console.language))
    }
  }
}
