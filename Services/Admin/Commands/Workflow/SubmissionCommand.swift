import ArgumentParser
import RPC
import Wire
import WireTupo

/// `tupo submission`.
struct SubmissionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submission", abstract: "A zone's form of a month, from draft to bulletin. 单位月报：填报到通报。",
    subcommands: [
      List.self, Show.self, SubmissionFillCommand.self, Submit.self, Withdraw.self, Review.self, Countersign.self,
      Return.self, SubmissionVerifyCommand.self, Accept.self, Approve.self, Revise.self,
      SubmissionPrintCommand.self, SubmissionAttachCommand.self, SubmissionCheckScanCommand.self,
    ])

  struct List: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "The submissions of a form on one page. 各单位报送情况。",
      discussion: """
        With --values a line for each zone and indicator: what is reported, what was last sent in, and the difference. \
        加--values逐单位、逐指标列出上报数、上次上报数及差额。
        """)

    @OptionGroup var form: FormArgument
    @Option(help: "Only zones of this county, by its code. 县市区代码。")
    var county: String?
    @Option(help: "Only this state: \(WorkflowWords.states.words). 状态。")
    var state: String?
    @Flag(help: "Only those with a finding that nobody has accepted. 仅有未采纳疑点的。")
    var openFindings = false
    @Flag(help: "The values of all zones on one page. 各单位数据。")
    var values = false
    @OptionGroup var list: ListOptions
    @OptionGroup var asOf: AsOfOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      var request = IndicatorsV1.ListSubmissionsRequest()
      request.parent = form.name
      request.county = county.map { "\(form.programme.name)/counties/\($0)" } ?? ""
      request.state = try WorkflowWords.states.value(state, "--state") ?? .unspecified
      request.withOpenFindings = openFindings
      request.read = asOf.point
      let (first, console, values) = (request, console, values)
      let (submissions, names) = try await withRemotes { remotes in
        let submissions = try await remotes[.indicators].collect(first, list) { channel, request, options in
          let page = try await IndicatorsV1.SubmissionServiceClient(channel).listSubmissions(request, options: options)
          return (page.submissions, page.nextPageToken)
        }
        guard values else { return (submissions, await remotes.names(in: submissions, for: console.format)) }
        let names = try await remotes[.indicators].call { channel, options in
          try await CatalogueNames(of: first.parent, channel, options)
        }
        return (submissions, names)
      }
      console.show(
        values
          ? SubmissionPageView.table(submissions, names, console.language)
          : SubmissionsView.table(submissions, names, console.language))
    }
  }

  struct Show: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(abstract: "Shows a submission's cells. 查看单位月报。")

    @OptionGroup var submission: SubmissionArgument
    @OptionGroup var asOf: AsOfOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.GetSubmissionRequest.with {
        $0.name = submission.name
        $0.read = asOf.point
      }
      try await showSubmission { try await $0.getSubmission(request, options: $1) }
    }
  }

  struct Submit: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(abstract: "Sends it in; gives a receipt. 上报，取得回执。")

    @OptionGroup var submission: SubmissionArgument
    @OptionGroup var writing: WritingOptions
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.SubmitSubmissionRequest.with {
        $0.name = submission.name
        (($0.etag, $0.validateOnly), $0.requestId) = writing.fields
      }
      let console = console
      let (answer, names) = try await withRemotes { remotes in
        let answer = try await remotes[.indicators].call { channel, options in
          try await IndicatorsV1.SubmissionServiceClient(channel).submitSubmission(request, options: options)
        }
        return (answer, await remotes.names(in: [answer.submission ?? .init()], for: console.format))
      }
      if let receipt = answer.receipt, !writing.dryRun {
        console.note(console.text("回执：\(receipt.number)", "receipt: \(receipt.number)"))
      }
      console.show(SubmissionsView.table([answer.submission ?? .init()], names, console.language))
    }
  }

  struct Withdraw: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "Takes it back before anybody looked at it. 撤回（上级审阅前）。")

    @OptionGroup var submission: SubmissionArgument
    @Option(help: "Why. 原因。")
    var reason: String
    @OptionGroup var writing: WritingOptions
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.WithdrawSubmissionRequest.with {
        $0.name = submission.name
        $0.reason = reason
        (($0.etag, $0.validateOnly), $0.requestId) = writing.fields
      }
      try await showSubmission { try await $0.withdrawSubmission(request, options: $1) }
    }
  }

  struct Review: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(abstract: "The county's yes. 县级审核通过。")

    @OptionGroup var submission: SubmissionArgument
    @Option(help: "What the county says beside it. 审核意见。")
    var remark = ""
    @OptionGroup var writing: WritingOptions
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.ReviewSubmissionRequest.with {
        $0.name = submission.name
        $0.remark = remark
        (($0.etag, $0.validateOnly), $0.requestId) = writing.fields
      }
      try await showSubmission { try await $0.reviewSubmission(request, options: $1) }
    }
  }

  struct Countersign: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(abstract: "A bureau's yes on its indicators. 部门会签。")

    @OptionGroup var submission: SubmissionArgument
    @Option(help: "The bureau's id. 会签单位。")
    var bureau: String
    @Option(help: "What the bureau says beside it. 会签意见。")
    var remark = ""
    @OptionGroup var writing: WritingOptions
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.CountersignSubmissionRequest.with {
        $0.name = submission.name
        $0.bureau = ResourceName.office(submission.form.programme.id, bureau)
        $0.remark = remark
        (($0.etag, $0.validateOnly), $0.requestId) = writing.fields
      }
      try await showSubmission { try await $0.countersignSubmission(request, options: $1) }
    }
  }

  struct Return: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(abstract: "Sends it back with remarks on cells. 退回修改。")

    @OptionGroup var submission: SubmissionArgument
    @Option(help: "A remark on a cell: INDICATOR=TEXT; may be repeated. 指标=意见，可重复。")
    var remark: [AssignmentArgument]
    @Option(help: "The last day for the answer; otherwise the form's own. 答复期限。")
    var answerBy: DayArgument?
    @OptionGroup var writing: WritingOptions
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.ReturnSubmissionRequest.with {
        $0.name = submission.name
        $0.remarks = remark.map { remark in
          .with {
            $0.indicator = ResourceName.indicator(submission.form.programme.id, remark.key)
            $0.text = remark.text
          }
        }
        $0.answerBy = answerBy?.text ?? ""
        (($0.etag, $0.validateOnly), $0.requestId) = writing.fields
      }
      try await showSubmission { try await $0.returnSubmission(request, options: $1) }
    }
  }

  struct Accept: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(abstract: "Accepts a finding's explanation. 采纳疑点说明。")

    @OptionGroup var submission: SubmissionArgument
    @Argument(help: "The finding, as show tells it. 疑点编号。")
    var finding: String
    @Option(help: "Why it is accepted. 采纳意见。")
    var remark = ""
    @OptionGroup var writing: WritingOptions
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.AcceptFindingRequest.with {
        $0.name = submission.name
        $0.findingId = finding
        $0.remark = remark
        (($0.etag, $0.validateOnly), $0.requestId) = writing.fields
      }
      try await showSubmission { try await $0.acceptFinding(request, options: $1) }
    }
  }

  struct Approve: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "The city's yes: the figures stand from then on. 市级核准。",
      discussion: "Many at once only where the checks found nothing. 多份一并核准的须均无疑点。")

    @OptionGroup var form: FormArgument
    @Argument(help: "The zones' ids. 单位。")
    var zones: [String]
    @Flag(help: "Checks everything and keeps nothing. 只检查，不保存。")
    var dryRun = false
    @OptionGroup var requestID: RequestIDOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.ApproveSubmissionsRequest.with {
        $0.parent = form.name
        $0.names = zones.map { "\(ResourceName.zone(form.programme.id, $0))/submissions/\(form.form)" }
        $0.validateOnly = dryRun
        $0.requestId = requestID.value
      }
      let console = console
      let (submissions, names) = try await withRemotes { remotes in
        let answer = try await remotes[.indicators].call { channel, options in
          try await IndicatorsV1.SubmissionServiceClient(channel).approveSubmissions(request, options: options)
        }
        return (answer.submissions, await remotes.names(in: answer.submissions, for: console.format))
      }
      console.show(SubmissionsView.table(submissions, names, console.language))
    }
  }

  struct Revise: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "Opens cells of a published submission; both values stay. 开启修订。")

    @OptionGroup var submission: SubmissionArgument
    @Option(help: "A cell that may change; may be repeated. 指标，可重复。")
    var indicator: [String]
    @Option(help: "Why. 原因。")
    var reason: String
    @Option(help: "The document that allows it: its title or number. 依据文件。")
    var evidence: String
    @OptionGroup var writing: WritingOptions
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.ReviseSubmissionRequest.with {
        $0.name = submission.name
        $0.reason = reason
        $0.evidence = evidence
        $0.indicators = indicator.map { ResourceName.indicator(submission.form.programme.id, $0) }
        (($0.etag, $0.validateOnly), $0.requestId) = writing.fields
      }
      try await showSubmission { try await $0.reviseSubmission(request, options: $1) }
    }
  }
}

/// Which submission a command is about.
struct SubmissionArgument: ParsableArguments {
  @OptionGroup var form: FormArgument
  @Argument(help: "The zone's id. 单位。")
  var zone: String

  /// `programmes/{programme}/zones/{zone}/submissions/{form}`.
  var name: String { "\(ResourceName.zone(form.programme.id, zone))/submissions/\(form.form)" }
}

extension Calling {
  /// Makes a call that answers with a submission, and shows its cells by the names and in the units of their indicators.
  func showSubmission(
    _ call:
      @escaping @Sendable (IndicatorsV1.SubmissionServiceClient, CallOptions) async throws ->
      IndicatorsV1.Submission
  ) async throws {
    let console = console
    let (submission, names) = try await withRemotes { remotes in
      let (own, names) = try await remotes[.indicators].call { channel, options in
        let own = try await call(IndicatorsV1.SubmissionServiceClient(channel), options)
        return (own, try await CatalogueNames(of: own.name, channel, options))
      }
      guard console.format.isForPeople, !own.countersignatures.isEmpty else { return (own, names) }
      return (own, await names.withOffices(of: own.name, remotes[.reporting]))
    }
    console.show(SubmissionsView.cells(submission, names, console.language))
  }
}
