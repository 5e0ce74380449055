import ArgumentParser
import RPC
import Wire
import WireTupo

/// `tupo supervision`.
struct SupervisionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "supervision",
    abstract: "What a bulletin or leader asks of a unit, until it is struck off. 督办事项：交办、回复、销号。",
    discussion: """
      The city's office enters an item, the unit replies, the office sends the reply back or strikes the item off; whoever \
      has replied does not judge it. 市推进办交办，承办单位回复，市推进办退回或销号；回复人不得审核本人的回复。
      """,
    subcommands: [
      SupervisionEnterCommand.self, Show.self, SupervisionListCommand.self, Reply.self, Return.self, Extend.self,
      Close.self,
    ])

  struct Show: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(abstract: "Shows an item and its way. 查看督办事项。")

    @OptionGroup var item: SupervisedItemArgument
    @OptionGroup var asOf: AsOfOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = ReportingV1.GetSupervisedItemRequest.with {
        $0.name = item.name
        $0.read = asOf.point
      }
      try await showItem { try await $0.getSupervisedItem(request, options: $1) }
    }
  }

  struct Reply: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(abstract: "The unit's reply. 承办单位回复。")

    @OptionGroup var item: SupervisedItemArgument
    @Option(help: "What was done. 办理情况。")
    var text: String
    @Option(help: "What shows it: a document's title or number. 佐证材料。")
    var evidence = ""
    @OptionGroup var writing: WritingOptions
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = ReportingV1.ReplyToItemRequest.with {
        $0.name = item.name
        $0.text = text
        $0.evidence = evidence
        (($0.etag, $0.validateOnly), $0.requestId) = writing.fields
      }
      try await showItem { try await $0.replyToItem(request, options: $1) }
    }
  }

  struct Return: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(abstract: "Sends a reply back as not enough. 退回重办。")

    @OptionGroup var item: SupervisedItemArgument
    @Option(help: "Why it is not enough. 退回原因。")
    var reason: String
    @OptionGroup var term: TermOptions
    @OptionGroup var writing: WritingOptions
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = ReportingV1.ReturnReplyRequest.with {
        $0.name = item.name
        $0.reason = reason
        ($0.dueOn, $0.workingDays) = term.fields
        (($0.etag, $0.validateOnly), $0.requestId) = writing.fields
      }
      try await showItem { try await $0.returnReply(request, options: $1) }
    }
  }

  struct Extend: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(abstract: "Gives a unit a later day. 延期。")

    @OptionGroup var item: SupervisedItemArgument
    @Option(help: "Why. 延期原因。")
    var reason: String
    @OptionGroup var term: TermOptions
    @OptionGroup var writing: WritingOptions
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = ReportingV1.ExtendItemRequest.with {
        $0.name = item.name
        $0.reason = reason
        ($0.dueOn, $0.workingDays) = term.fields
        (($0.etag, $0.validateOnly), $0.requestId) = writing.fields
      }
      try await showItem { try await $0.extendItem(request, options: $1) }
    }
  }

  struct Close: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(abstract: "Strikes an item off. 销号。")

    @OptionGroup var item: SupervisedItemArgument
    @Option(help: "What was found, for which it is struck off. 销号理由。")
    var reason: String
    @OptionGroup var writing: WritingOptions
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = ReportingV1.CloseItemRequest.with {
        $0.name = item.name
        $0.reason = reason
        (($0.etag, $0.validateOnly), $0.requestId) = writing.fields
      }
      try await showItem { try await $0.closeItem(request, options: $1) }
    }
  }
}

/// Until when a unit gets time.
struct TermOptions: ParsableArguments {
  @Option(help: "The new last day; or: --working-days. 新的期限。")
  var due: DayArgument?
  @Option(
    help: """
      In place of --due: so many working days, after today for a return, after the last day (or today, where that has \
      passed) for more time. 以工作日计：退回自今日起算，延期自原期限（已过的自今日）起算。
      """)
  var workingDays: Int32?

  func validate() throws {
    if (due == nil) == (workingDays == nil) {
      throw ValidationError("Give either --due or --working-days. --due与--working-days须给出其一。")
    }
  }

  /// As requests take them.
  var fields: (dueOn: String, workingDays: Int32) { (due?.text ?? "", workingDays ?? 0) }
}

/// Which item a command is about.
struct SupervisedItemArgument: ParsableArguments {
  @Argument(help: "The item's id. 事项标识。")
  var item: String
  @OptionGroup var programme: ProgrammeOption

  /// `programmes/{programme}/supervisedItems/{item}`.
  var name: String { "\(programme.name)/supervisedItems/\(item)" }
}

extension Calling {
  /// Makes a call to the service that keeps supervised items.
  func callSupervision<Answer: Sendable>(
    _ call: @escaping @Sendable (ReportingV1.SupervisionServiceClient, CallOptions) async throws -> Answer
  ) async throws -> Answer {
    try await self.call(.reporting) { try await call(ReportingV1.SupervisionServiceClient($0), $1) }
  }

  /// Makes a call that answers with an item, and shows it with its way.
  func showItem(
    _ call:
      @escaping @Sendable (ReportingV1.SupervisionServiceClient, CallOptions) async throws -> ReportingV1.SupervisedItem
  ) async throws {
    console.show(SupervisionView.item(try await callSupervision(call), console.language))
  }
}
