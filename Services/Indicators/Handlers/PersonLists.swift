import Chassis
import Wire
import WireTupo

/// By what persons are filtered and ordered, and which parts of them may be asked for. Contacts cannot be searched.
enum PersonLists {
  static let fields = ListFields(
    [
      ListField("name", .resource(.person), column: "id"), ListField("erased", .flag), ListField("units", .list),
      ListField("roles", .list),
    ], unique: ["id"])

  static let mask: [String: ReadMask<IndicatorsV1.Person>.Copy] = [
    "name": { $0.name = $1.name }, "contact": { $0.contact = $1.contact }, "posts": { $0.posts = $1.posts },
    "erased": { $0.erased = $1.erased }, "recorded_in": { $0.recordedIn = $1.recordedIn },
    "etag": { $0.etag = $1.etag }, "contact_commitment": { $0.contactCommitment = $1.contactCommitment },
  ]
}
