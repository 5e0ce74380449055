import ArgumentParser
import Wire
import WireTupo

/// `tupo planning`.
struct PlanningCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "planning", abstract: "Tracks and milestones. 创建与审批事项。", subcommands: [Tracks.self, Complete.self])

  struct Tracks: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(abstract: "What is due, late and next on every track. 事项进展。")

    @Option(help: "As of a day; otherwise today. 截至某日。")
    var on: DayArgument?
    @Flag(help: "One row for each track, with its critical path. 每个事项一行，含关键路径。")
    var standings = false
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var asOf: AsOfOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = PlanningV1.GetTrackReportRequest.with {
        $0.parent = programme.name
        $0.on = on?.text ?? DayArgument.today
        $0.read = asOf.point
      }
      let report = try await call(.planning) {
        try await PlanningV1.TrackServiceClient($0).getTrackReport(request, options: $1)
      }
      let language = console.language
      console.show(standings ? TracksView.standings(report, language) : TracksView.items(report, language))
    }
  }

  struct Complete: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(abstract: "Marks a milestone as completed, by evidence. 里程碑办结。")

    @Argument(help: "The track's id. 事项标识。")
    var track: String
    @Argument(help: "The milestone's id. 里程碑标识。")
    var milestone: String
    @Option(help: "On which day. 日期。")
    var on: DayArgument
    @Option(help: "What proves it: a document, its number, where it is kept. 凭据。")
    var evidence: String
    @Option(help: "Why it is completed before one that it depends on. 提前办结的理由。")
    var exception = ""
    @Option(help: "The track's etag as last read. 读取时的版本标记。")
    var etag = ""
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var requestID: RequestIDOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = PlanningV1.CompleteMilestoneRequest.with {
        $0.track = ResourceName.track(programme.id, track)
        $0.milestoneId = milestone
        $0.completion = .with {
          $0.on = on.text
          $0.evidence = evidence
          $0.exception = exception
        }
        $0.etag = etag
        $0.requestId = requestID.value
      }
      let updated = try await call(.planning) {
        try await PlanningV1.TrackServiceClient($0).completeMilestone(request, options: $1)
      }
      let done = updated.milestones.count { $0.completion != nil }
      console.say(
        console.text(
          "已办结：\(milestone)（\(on.text)）。本事项\(updated.milestones.count)个里程碑，已完成\(done)个。",
          "Completed: \(milestone) on \(on.text). \(done) of the track's \(updated.milestones.count) milestones are done."
        ))
    }
  }
}
