import Chassis
import Domain
import Storage
import Wire
import WireTupo

/// By what supervised items are filtered and ordered, and which parts of them may be asked for.
enum SupervisionLists {
  static let fields = ListFields(
    [
      ListField("name", .resource(.supervisedItem), column: "id"), ListField("number", .text, column: "number_text"),
      ListField(
        "origin", .choice(SupervisedItem.Origin.allCases.map { (word: $0.rawValue, value: .text($0.rawValue)) })),
      ListField("source", .text), ListField("noted_by", .text), ListField("unit", .text), ListField("entered_on", .day),
      ListField("due_on", .day),
      ListField(
        "state",
        .choice(
          Supervision.State.allCases.compactMap { state in
            ReportingV1.SupervisedItem.State(state).name.map { (word: $0, value: .text(state.rawValue)) }
          })), ListField("extended", .integer), ListField("returned", .integer),
      ListField("replied_on", .day, isOptional: true), ListField("closed_on", .day, isOptional: true),
      ListField("clauses", .list), ListField("demonstration", .flag),
    ], order: ["due_on"], unique: ["id"])

  static let mask: [String: ReadMask<ReportingV1.SupervisedItem>.Copy] = [
    "name": { $0.name = $1.name }, "number": { $0.number = $1.number }, "origin": { $0.origin = $1.origin },
    "source": { $0.source = $1.source }, "noted_by": { $0.notedBy = $1.notedBy },
    "request": { $0.request = $1.request }, "unit": { $0.unit = $1.unit },
    "entered_on": { $0.enteredOn = $1.enteredOn },
    "due_on": { $0.dueOn = $1.dueOn }, "clauses": { $0.clauses = $1.clauses },
    "demonstration": { $0.demonstration = $1.demonstration }, "state": { $0.state = $1.state },
    "overdue": { $0.overdue = $1.overdue }, "days_late": { $0.daysLate = $1.daysLate },
    "extended": { $0.extended = $1.extended }, "returned": { $0.returned = $1.returned },
    "replied_on": { $0.repliedOn = $1.repliedOn }, "closed_on": { $0.closedOn = $1.closedOn },
    "steps": { $0.steps = $1.steps }, "recorded_in": { $0.recordedIn = $1.recordedIn }, "etag": { $0.etag = $1.etag },
  ]
}
