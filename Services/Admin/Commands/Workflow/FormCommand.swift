import ArgumentParser
import RPC
import Wire
import WireTupo

/// `tupo form`.
struct FormCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "form", abstract: "Monthly forms and their calendar. 月报表及报送日程。",
    subcommands: [
      FormCreateCommand.self, List.self, Show.self, Extend.self, Freeze.self, Unfreeze.self, Release.self,
      Publish.self,
    ])

  struct List: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "Lists forms, the latest month first. 报表清单。", discussion: "Such as: --filter 'state=STATE_OPEN'.")

    @OptionGroup var list: ListOptions
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var asOf: AsOfOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.ListFormsRequest.with {
        $0.parent = programme.name
        $0.read = asOf.point
      }
      let forms = try await collect(request, list, from: .indicators) { channel, request, options in
        let page = try await IndicatorsV1.FormServiceClient(channel).listForms(request, options: options)
        return (page.forms, page.nextPageToken)
      }
      console.show(FormsView.table(forms, console.language))
    }
  }

  struct Show: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(abstract: "Shows a form: zones, days, releases. 查看报表。")

    @OptionGroup var form: FormArgument
    @OptionGroup var asOf: AsOfOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let (name, point, console) = (form.name, asOf.point, console)
      let (form, names) = try await withRemotes { remotes in
        let form = try await remotes[.indicators].call { channel, options in
          try await IndicatorsV1.FormServiceClient(channel).getForm(
            .with {
              $0.name = name
              $0.read = point
            }, options: options)
        }
        let hasBureau = form.groups.contains { !$0.bureau.isEmpty }
        return (form, await remotes.names(of: name, for: console.format, offices: hasBureau))
      }
      console.show(FormsView.zones(form, names, console.language))
    }
  }

  struct Extend: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "Gives one zone more time. 为单位延期。",
      discussion: "A report that comes by then is late all the same. 延期内报送仍记为迟报。")

    @OptionGroup var form: FormArgument
    @Option(help: "The zone's id. 单位。")
    var zone: String
    @Option(help: "The last day. 截止日期。")
    var until: DayArgument
    @Option(help: "Why; it is shown. 原因，对外显示。")
    var reason: String
    @OptionGroup var writing: WritingOptions
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.ExtendFormRequest.with {
        $0.name = form.name
        $0.extension = .with {
          $0.zone = ResourceName.zone(form.programme.id, zone)
          $0.until = until.text
          $0.reason = reason
        }
        (($0.etag, $0.validateOnly), $0.requestId) = writing.fields
      }
      try await showForm { try await $0.extendForm(request, options: $1) }
    }
  }

  struct Freeze: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "Fixes the month's data before the bulletin is drafted. 冻结本月数据。")

    @OptionGroup var form: FormArgument
    @Option(help: "A zone that the month goes without; may be repeated. 不再等候的单位，可重复。")
    var without: [String] = []
    @OptionGroup var writing: WritingOptions
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.FreezeFormRequest.with {
        $0.name = form.name
        $0.withoutZones = without.map { ResourceName.zone(form.programme.id, $0) }
        (($0.etag, $0.validateOnly), $0.requestId) = writing.fields
      }
      try await showForm { try await $0.freezeForm(request, options: $1) }
    }
  }

  struct Unfreeze: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(abstract: "Takes the freezing back. 解除冻结。")

    @OptionGroup var form: FormArgument
    @Option(help: "Why. 原因。")
    var reason: String
    @OptionGroup var writing: WritingOptions
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.UnfreezeFormRequest.with {
        $0.name = form.name
        $0.reason = reason
        (($0.etag, $0.validateOnly), $0.requestId) = writing.fields
      }
      try await showForm { try await $0.unfreezeForm(request, options: $1) }
    }
  }

  struct Release: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "Lets indicators out that their bureau has published. 放行指标（内部资料转公开）。")

    @OptionGroup var form: FormArgument
    @Option(help: "An indicator's id; may be repeated. 指标，可重复。")
    var indicator: [String]
    @Option(help: "From which day. 自何日起。")
    var on: DayArgument
    @Option(help: "The bureau's publication: its title or number. 发布依据。")
    var publication: String
    @OptionGroup var writing: WritingOptions
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.ReleaseIndicatorsRequest.with {
        $0.name = form.name
        $0.indicators = indicator.map { ResourceName.indicator(form.programme.id, $0) }
        $0.releasedOn = on.text
        $0.publication = publication
        (($0.etag, $0.validateOnly), $0.requestId) = writing.fields
      }
      try await showForm { try await $0.releaseIndicators(request, options: $1) }
    }
  }

  struct Publish: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "Makes what is approved public, in a bulletin. 随通报公布已核准数据。")

    @OptionGroup var form: FormArgument
    @Option(help: "The bulletin's id. 通报标识。")
    var bulletin: String
    @OptionGroup var writing: WritingOptions
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.PublishFormRequest.with {
        $0.name = form.name
        $0.bulletin = ResourceName.bulletin(form.programme.id, bulletin)
        (($0.etag, $0.validateOnly), $0.requestId) = writing.fields
      }
      let answer = try await call(.indicators) {
        try await IndicatorsV1.SubmissionServiceClient($0).publishForm(request, options: $1)
      }
      console.note(console.text("公布\(answer.published)份报表。", "\(answer.published) submissions are public."))
      console.show(FormsView.table([answer.form ?? .init()], console.language))
    }
  }
}

/// Which form a command is about.
struct FormArgument: ParsableArguments {
  @Argument(help: "The form's id. 报表标识。")
  var form: String
  @OptionGroup var programme: ProgrammeOption

  /// `programmes/{programme}/forms/{form}`.
  var name: String { "\(programme.name)/forms/\(form)" }
}

extension Calling {
  /// Makes a call that answers with a form, and shows it.
  func showForm(
    _ call: @escaping @Sendable (IndicatorsV1.FormServiceClient, CallOptions) async throws -> IndicatorsV1.Form
  ) async throws {
    let form = try await self.call(.indicators) { try await call(IndicatorsV1.FormServiceClient($0), $1) }
    console.show(FormsView.table([form], console.language))
  }
}
