import ArgumentParser
import RPC
import Wire
import WireStandard
import WireTupo

/// `tupo indicators persons`.
struct PersonsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "persons", abstract: "Who reports, checks and signs. 填报、审核与签发人员。",
    discussion: """
      Names and telephone numbers can be erased for ever; the log holds commitments of them only, and an entry for each \
      read that gave them out (tupo audit list). Ids, posts and reasons stay in the log: write no personal data there. \
      姓名和电话可永久删除；日志中只有其承诺值；每次读取均记入日志。标识、任职和事由长期保留，请勿写入个人信息。
      """,
    subcommands: [Create.self, Show.self, List.self, Update.self, Erase.self])

  struct Create: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(abstract: "Creates a person. 新增人员。")

    @Argument(help: "The person's id; not made of the name. 人员标识，勿用姓名。")
    var person: String
    @OptionGroup var contact: ContactOptions
    @OptionGroup var posts: PostOptions
    @Flag(help: "Checks everything and keeps nothing. 只检查，不保存。")
    var dryRun = false
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var requestID: RequestIDOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.CreatePersonRequest.with {
        $0.parent = programme.name
        $0.personId = person
        $0.person = .with {
          $0.contact = contact.wire
          $0.posts = posts.wire(programme.id)
        }
        $0.validateOnly = dryRun
        $0.requestId = requestID.value
      }
      try await show { try await $0.createPerson(request, options: $1) }
    }
  }

  struct Show: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(abstract: "Shows a person. 查看人员。")

    @Argument(help: "The person's id. 人员标识。")
    var person: String
    @OptionGroup var reading: ContactReading
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var asOf: AsOfOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.GetPersonRequest.with {
        $0.name = ResourceName.person(programme.id, person)
        $0.readMask = reading.mask
        $0.purpose = reading.purpose
        $0.read = asOf.point
      }
      try await show { try await $0.getPerson(request, options: $1) }
    }
  }

  struct List: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(abstract: "Lists persons. 人员清单。")

    @OptionGroup var reading: ContactReading
    @Option(help: "Only persons with a post here: zones/ID or offices/ID. 单位。")
    var unit: String?
    @Option(help: "Only persons with a post in force on a day. 某日在任。")
    var on: DayArgument?
    @OptionGroup var list: ListOptions
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var asOf: AsOfOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      var request = IndicatorsV1.ListPersonsRequest()
      request.parent = programme.name
      request.unit = unit.map { "\(programme.name)/\($0)" } ?? ""
      request.on = on?.text ?? ""
      request.readMask = reading.mask
      request.purpose = reading.purpose
      request.read = asOf.point
      let persons = try await collect(request, list, from: .indicators) { channel, request, options in
        let page = try await IndicatorsV1.PersonServiceClient(channel).listPersons(request, options: options)
        return (page.persons, page.nextPageToken)
      }
      console.show(PersonsView.table(persons, console.language))
    }
  }

  struct Update: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "Changes a person's contact, or all posts. 修改人员。",
      discussion: "A contact that is replaced is erased. Posts given replace all posts. 旧的姓名、电话随即删除；任职整体替换。")

    @Argument(help: "The person's id. 人员标识。")
    var person: String
    @OptionGroup var contact: ContactOptions
    @OptionGroup var posts: PostOptions
    @Option(help: "The person's etag as last read. 读取时的版本标记。")
    var etag = ""
    @Flag(help: "Checks everything and keeps nothing. 只检查，不保存。")
    var dryRun = false
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var requestID: RequestIDOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.UpdatePersonRequest.with {
        $0.person = .with {
          $0.name = ResourceName.person(programme.id, person)
          $0.contact = contact.wire
          $0.posts = posts.wire(programme.id)
          $0.etag = etag
        }
        $0.validateOnly = dryRun
        $0.requestId = requestID.value
      }
      try await show { try await $0.updatePerson(request, options: $1) }
    }
  }

  struct Erase: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "Erases a person's name and telephone for ever. 永久删除姓名和电话。",
      discussion: """
        Posts stay, and all must have ended. Backups made before still hold what was erased: see the README. \
        任职记录保留，且须均已结束。此前的备份中仍有被删除的信息，见说明。
        """)

    @Argument(help: "The person's id. 人员标识。")
    var person: String
    @Option(help: "Why: a request, or the end of the time for keeping it. 删除事由。")
    var reason: String
    @Option(help: "The person's etag as last read. 读取时的版本标记。")
    var etag = ""
    @Flag(help: "Checks everything and erases nothing. 只检查，不删除。")
    var dryRun = false
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var requestID: RequestIDOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.ErasePersonRequest.with {
        $0.name = ResourceName.person(programme.id, person)
        $0.reason = reason
        $0.etag = etag
        $0.validateOnly = dryRun
        $0.requestId = requestID.value
      }
      try await show { try await $0.erasePerson(request, options: $1) }
    }
  }
}

extension Calling {
  /// Makes a call that answers with a person, and shows it.
  fileprivate func show(
    _ call: @escaping @Sendable (IndicatorsV1.PersonServiceClient, CallOptions) async throws -> IndicatorsV1.Person
  ) async throws {
    let person = try await self.call(.indicators) { try await call(IndicatorsV1.PersonServiceClient($0), $1) }
    console.show(PersonsView.table([person], console.language))
  }
}
