import ArgumentParser
import Domain
import Wire
import WireTupo

/// `tupo reporting`.
struct ReportingCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reporting", abstract: "Monthly bulletins. 每月通报。",
    subcommands: [Publish.self, Correct.self, List.self, BulletinCommand.self])

  struct Publish: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "Publishes a month's bulletin; a second run gives the same one. 发布通报。")

    @Option(help: "The month, as 2013-06. 月份。")
    var month: MonthArgument
    @Option(help: "The day of signing; otherwise the programme's. 成文日期。")
    var signedOn: DayArgument?
    @Flag(help: "Makes it, tells what should be known before, and keeps nothing. 只检查，不发布。")
    var dryRun = false
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var requestID: RequestIDOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = ReportingV1.PublishBulletinRequest.with {
        $0.parent = programme.name
        $0.month = month.text
        $0.signedOn = signedOn?.text ?? ""
        $0.validateOnly = dryRun
        $0.requestId = requestID.value
      }
      let bulletin = try await withRemotes { try await $0[.reporting].publish(request) }
      console.show(BulletinsView.table([bulletin], console.language))
    }
  }

  struct Correct: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "Publishes a correction under a new number; it says what changed. 发布更正。")

    @Argument(help: "The bulletin to correct, for example 2013-06-1. 要更正的通报。")
    var bulletin: String
    @Option(help: "The day of signing. 成文日期。")
    var signedOn: DayArgument?
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var requestID: RequestIDOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let id = ResourceName.id(bulletin)
      guard let month = Month(String(id.prefix(7))), id.count > 8 else {
        throw Complaint(
          zh: "“\(bulletin)”不是通报。", en: "\"\(bulletin)\" is no bulletin.", field: "BULLETIN",
          hint: Bilingual("应写作2013-06-1；见 tupo reporting list。", "Write 2013-06-1; see tupo reporting list."),
          status: .usage)
      }
      let request = ReportingV1.PublishBulletinRequest.with {
        $0.parent = programme.name
        $0.month = "\(month)"
        $0.corrects = ResourceName.bulletin(programme.id, id)
        $0.signedOn = signedOn?.text ?? ""
        $0.requestId = requestID.value
      }
      let corrected = try await withRemotes { try await $0[.reporting].publish(request) }
      console.show(BulletinsView.table([corrected], console.language))
    }
  }

  struct List: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(abstract: "Lists the published bulletins. 已发布的通报。")

    @OptionGroup var list: ListOptions
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var asOf: AsOfOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = ReportingV1.ListBulletinsRequest.with {
        $0.parent = programme.name
        $0.read = asOf.point
      }
      let bulletins = try await collect(request, list, from: .reporting) { channel, request, options in
        let page = try await ReportingV1.BulletinServiceClient(channel).listBulletins(request, options: options)
        return (page.bulletins, page.nextPageToken)
      }
      console.show(BulletinsView.table(bulletins, console.language))
    }
  }
}

extension Remote {
  /// Publishes a bulletin, or gets the one that stands.
  func publish(_ request: ReportingV1.PublishBulletinRequest) async throws -> ReportingV1.Bulletin {
    try await call(timeout: .seconds(120)) { channel, options in
      try await ReportingV1.BulletinServiceClient(channel).publishBulletin(request, options: options)
    }
  }
}
