import Chassis
import Wire
import WireTupo

/// By what offices are filtered and ordered, and which parts of them may be asked for.
enum OfficeLists {
  static let fields = ListFields(
    [
      ListField("name", .resource(.office), column: "id"), ListField("title.zh", .text, column: "title_zh"),
      ListField("title.en", .text, column: "title_en"), ListField("role.zh", .text, column: "role_zh"),
      ListField("role.en", .text, column: "role_en"), ListField("order", .integer, column: "protocol_order"),
      ListField("clauses", .list),
    ], order: ["protocol_order"], unique: ["id"])

  static let mask: [String: ReadMask<ReportingV1.Office>.Copy] = [
    "name": { $0.name = $1.name }, "title": { $0.title = $1.title }, "role": { $0.role = $1.role },
    "order": { $0.order = $1.order }, "clauses": { $0.clauses = $1.clauses },
  ]
}
