import ArgumentParser
import Wire
import WireTupo

/// `tupo supervision enter`.
struct SupervisionEnterCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "enter", abstract: "Enters an item under the year's next number. 交办。",
    discussion: """
      tupo supervision enter measures-weishan --origin bulletin --source bulletins/2013-06-1 \
      --unit zones/weishan-economic-development-zone --due 2013-07-26 --request 报送增速未达目标的原因和措施
      tupo supervision enter note-7 --origin leader-note --noted-by 分管副市长 --unit offices/finance-bureau ...
      """)

  static let origins: KeyValuePairs<String, ReportingV1.SupervisedItem.Origin> = [
    "bulletin": .bulletin, "leader-note": .leaderNote, "meeting": .meeting, "inspection": .inspection,
    "progress-report": .progressReport,
  ]

  @OptionGroup var item: SupervisedItemArgument
  @Option(help: "Where it comes from: \(Self.origins.words). 来源：通报、批示、会议、督导检查、专报。")
  var origin: String
  @Option(help: "The bulletin or meeting (bulletins/2013-06-1), else a document's title or number. 来源文件。")
  var source = ""
  @Option(help: "The leader who wrote the note, by office. 批示领导（职务）。")
  var notedBy = ""
  @Option(help: "What is asked, in the words of its origin. 交办内容。")
  var request: String
  @Option(help: "Who has to do it: offices/ID or zones/ID. 承办单位。")
  var unit: String
  @Option(help: "The last day; or: --working-days. 办理期限。")
  var due: DayArgument?
  @Option(help: "In place of --due: so many working days after the day of entering. 以工作日计的办理期限。")
  var workingDays: Int32?
  @Option(help: "The day of entering; otherwise today. 交办日期，默认今天。")
  var on: DayArgument?
  @Option(help: "A clause that it serves; may be repeated. 对应条款，可重复。")
  var clause: [String] = []
  @Flag(help: "Made for a demonstration. 演示数据。")
  var demonstration = false
  @Flag(help: "Checks everything and keeps nothing. 只检查，不保存。")
  var dryRun = false
  @OptionGroup var requestID: RequestIDOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func validate() throws {
    if (due == nil) == (workingDays == nil) {
      throw ValidationError("Give either --due or --working-days. --due与--working-days须给出其一。")
    }
  }

  func run() async throws {
    let origin = try Self.origins.value(origin, "--origin") ?? .unspecified
    let isNamed = origin == .bulletin || origin == .meeting
    let wanted = ReportingV1.CreateSupervisedItemRequest.with {
      $0.parent = item.programme.name
      $0.itemId = item.item
      $0.item = .with {
        $0.origin = origin
        $0.source = isNamed ? whole(source) : source
        $0.notedBy = notedBy
        $0.request = .with { $0.zh = request }
        $0.unit = whole(unit)
        $0.enteredOn = on?.text ?? ""
        $0.dueOn = due?.text ?? ""
        $0.clauses = clause
        $0.demonstration = demonstration
      }
      $0.workingDays = workingDays ?? 0
      $0.validateOnly = dryRun
      $0.requestId = requestID.value
    }
    try await showItem { try await $0.createSupervisedItem(wanted, options: $1) }
  }

  /// A name within the programme, or a whole one.
  private func whole(_ name: String) -> String {
    name.isEmpty || name.hasPrefix("programmes/") ? name : "\(item.programme.name)/\(name)"
  }
}
