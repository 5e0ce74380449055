import ArgumentParser
import Wire
import WireTupo

/// `tupo supervision list`.
struct SupervisionListCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists items by their last day. 督办台账。",
    discussion: "Such as: --filter 'state=STATE_REPLIED origin=ORIGIN_LEADER_NOTE' --order-by 'due_on desc'.")

  @Option(help: "Only those owed past their last day on a day. 某日逾期未回复。")
  var overdueOn: DayArgument?
  @Flag(help: "Only those owed past their last day today. 今日逾期未回复。")
  var overdue = false
  @OptionGroup var list: ListOptions
  @OptionGroup var programme: ProgrammeOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let request = ReportingV1.ListSupervisedItemsRequest.with {
      $0.parent = programme.name
      $0.overdueOn = overdueOn?.text ?? (overdue ? DayArgument.today : "")
      $0.read = asOf.point
    }
    let items = try await collect(request, list, from: .reporting) { channel, request, options in
      let page = try await ReportingV1.SupervisionServiceClient(channel).listSupervisedItems(request, options: options)
      return (page.items, page.nextPageToken)
    }
    console.show(SupervisionView.table(items, console.language))
  }
}
