import ArgumentParser
import Domain
import Wire
import WireStandard
import WireTupo

/// A name and a telephone number.
struct ContactOptions: ParsableArguments {
  @Option(name: .customLong("name"), help: "The person's name. 姓名。")
  var displayName: String?
  @Option(help: "The telephone number with area code; needs --name. 电话，含区号；须同时给出姓名。")
  var telephone: String?

  func validate() throws {
    if telephone != nil && displayName == nil { throw ValidationError("--telephone needs --name（须同时给出--name）") }
  }

  var wire: IndicatorsV1.Person.Contact? {
    guard let displayName else { return nil }
    return .with {
      $0.displayName = displayName
      $0.telephone = telephone ?? ""
    }
  }
}

/// Posts, one option each.
struct PostOptions: ParsableArguments {
  @Option(
    help: """
      A post as UNIT,TITLE,ROLE,FIRST-DAY or UNIT,TITLE,ROLE,FIRST-DAY,LAST-DAY; may be repeated. UNIT is zones/ID or \
      offices/ID, ROLE one of \(PostArgument.roles.words). 任职：单位,职务,职责,起日[,止日]，可重复。
      """)
  var post: [PostArgument] = []

  func wire(_ programme: String) -> [IndicatorsV1.Person.Post] { post.map { $0.wire(programme) } }
}

/// A post as an argument.
struct PostArgument: ExpressibleByArgument, Sendable {
  let unit: String
  let title: String
  let role: IndicatorsV1.Person.Role
  let from: Day
  let to: Day?

  static let roles: KeyValuePairs<String, IndicatorsV1.Person.Role> = [
    "clerk": .clerk, "statistics-head": .statisticsHead, "unit-head": .unitHead,
    "county-reviewer": .countyReviewer, "bureau-countersigner": .bureauCountersigner,
    "city-approver": .cityApprover, "leader": .leader,
  ]

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard (4...5).contains(parts.count), let role = Self.roles.first(where: { $0.key == parts[2] })?.value,
      let from = Day(parts[3])
    else { return nil }
    (unit, title, self.role, self.from) = (parts[0], parts[1], role, from)
    guard parts.count == 5, !parts[4].isEmpty else {
      to = nil
      return
    }
    guard let to = Day(parts[4]) else { return nil }
    self.to = to
  }

  func wire(_ programme: String) -> IndicatorsV1.Person.Post {
    .with {
      $0.unit = "\(ResourceName.programme(programme))/\(unit)"
      $0.title = .with { $0.zh = title }
      $0.role = role
      $0.validFrom = "\(from)"
      $0.validTo = to.map { "\($0)" } ?? ""
    }
  }
}

/// Whether and why contacts are read.
struct ContactReading: ParsableArguments {
  @Flag(help: "Leaves names and telephones out; then no read is entered in the log. 不读取姓名和电话，不记读取日志。")
  var withoutContacts = false
  @Option(help: "Why names and telephones are read: the log keeps it. 读取姓名、电话的事由，记入日志。")
  var purpose = ""

  var mask: GoogleProtobuf.FieldMask? {
    guard withoutContacts else { return nil }
    return .with { $0.paths = ["posts", "erased", "etag"] }
  }
}
