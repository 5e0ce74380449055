import Chassis
import Domain
import Storage
import Wire
import WireTupo

/// By what breakdowns, their versions and deliverables are filtered and ordered.
enum BreakdownLists {
  static let breakdowns = ListFields(
    [
      ListField("zone", .resource(.zone)), ListField("indicator", .resource(.indicator)), ListField("year", .integer),
      ListField("number", .integer), ListField("locked", .flag),
    ], order: ["zone", "indicator", "year"], unique: ["zone", "indicator", "year"])

  static let versions = ListFields(
    [
      ListField("number", .integer), ListField("reason", .text), ListField("agreement", .text),
      ListField(
        "method",
        .choice(
          [(word: IndicatorsV1.SpreadMethod.unspecified.name ?? "", value: "")]
            + SpreadMethod.allCases.map { (word: $0.wire.name ?? "", value: .text($0.rawValue)) })),
    ], order: ["number"], unique: ["number"])

  static let deliverables = ListFields(
    [
      ListField("zone", .resource(.zone)), ListField("indicator", .resource(.indicator)), ListField("year", .integer),
      ListField(
        "kind",
        .choice(
          [(word: IndicatorsV1.PartitionKind.unspecified.name ?? "", value: "")]
            + Breakdown.Kind.allCases.map { (word: $0.wire.name ?? "", value: .text($0.rawValue)) })),
      ListField("leaf.cumulative", .integer, column: "cumulative"),
      ListField("due_this_month", .integer, column: "added"),
    ], order: ["zone", "indicator", "year"], unique: ["zone", "indicator", "year", "kind", "place"])

  /// The parts of a breakdown that a list answers with, and that a watcher is told of.
  static let mask: [String: ReadMask<IndicatorsV1.Breakdown>.Copy] = [
    "name": { $0.name = $1.name }, "annual_value": { $0.annualValue = $1.annualValue },
    "nodes": { $0.nodes = $1.nodes }, "number": { $0.number = $1.number }, "reason": { $0.reason = $1.reason },
    "agreement": { $0.agreement = $1.agreement }, "method": { $0.method = $1.method },
    "made_by": { $0.madeBy = $1.madeBy }, "lock": { $0.lock = $1.lock }, "stale": { $0.stale = $1.stale },
    "recorded_in": { $0.recordedIn = $1.recordedIn }, "etag": { $0.etag = $1.etag }, "steps": { $0.steps = $1.steps },
  ]

  static let deliverableMask: [String: ReadMask<IndicatorsV1.Deliverable>.Copy] = [
    "breakdown": { $0.breakdown = $1.breakdown }, "month": { $0.month = $1.month }, "kind": { $0.kind = $1.kind },
    "leaf": { $0.leaf = $1.leaf }, "due_this_month": { $0.dueThisMonth = $1.dueThisMonth },
    "delivered": { $0.delivered = $1.delivered }, "completion": { $0.completion = $1.completion },
    "short": { $0.short = $1.short }, "note": { $0.note = $1.note }, "reported_by": { $0.reportedBy = $1.reportedBy },
  ]
}
