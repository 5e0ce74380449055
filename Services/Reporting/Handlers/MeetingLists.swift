import Chassis
import Wire
import WireTupo

/// By what meetings are filtered and ordered, and which parts of them may be asked for.
enum MeetingLists {
  static let fields = ListFields(
    [
      ListField("name", .resource(.meeting), column: "id"), ListField("title.zh", .text, column: "title_zh"),
      ListField("title.en", .text, column: "title_en"), ListField("place.zh", .text, column: "place_zh"),
      ListField("place.en", .text, column: "place_en"), ListField("on", .day, column: "held_on", isOptional: true),
      ListField("held_by", .day, isOptional: true), ListField("clauses", .list), ListField("source", .text),
    ], order: ["held_on", "held_by"], unique: ["id"])

  static let mask: [String: ReadMask<ReportingV1.Meeting>.Copy] = [
    "name": { $0.name = $1.name }, "title": { $0.title = $1.title }, "place": { $0.place = $1.place },
    "on": { $0.on = $1.on }, "held_by": { $0.heldBy = $1.heldBy }, "clauses": { $0.clauses = $1.clauses },
    "source": { $0.source = $1.source },
  ]
}
