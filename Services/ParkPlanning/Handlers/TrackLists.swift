import Chassis
import Wire
import WireTupo

/// By what tracks are filtered and ordered, and which parts of them may be asked for.
enum TrackLists {
  static let fields = ListFields(
    [
      ListField("name", .resource(.track), column: "id"), ListField("title.zh", .text, column: "title_zh"),
      ListField("title.en", .text, column: "title_en"), ListField("zone", .resource(.zone)),
      ListField("starts_on", .day), ListField("clauses", .list),
    ], unique: ["id"])

  static let mask: [String: ReadMask<PlanningV1.Track>.Copy] = [
    "name": { $0.name = $1.name }, "title": { $0.title = $1.title }, "zone": { $0.zone = $1.zone },
    "starts_on": { $0.startsOn = $1.startsOn }, "milestones": { $0.milestones = $1.milestones },
    "responsibility": { $0.responsibility = $1.responsibility }, "clauses": { $0.clauses = $1.clauses },
    "etag": { $0.etag = $1.etag },
  ]
}
