import Chassis
import WireTupo

/// By what breakdowns, their versions and deliverables are filtered and ordered.
enum BreakdownLists {
  static let breakdowns = ListFields(
    [
      ListField("zone", .resource(.zone)), ListField("indicator", .resource(.indicator)), ListField("year", .integer),
      ListField("number", .integer), ListField("locked", .flag),
    ], order: ["zone", "indicator", "year"], unique: ["zone", "indicator", "year"])

  static let versions = ListFields([ListField("number", .integer)], order: ["number"], unique: ["number"])

  static let deliverables = ListFields(
    [], order: ["zone", "indicator", "year"], unique: ["zone", "indicator", "year", "kind", "place"])

  /// The parts of a breakdown that a watcher is told of.
  static let mask: [String: ReadMask<IndicatorsV1.Breakdown>.Copy] = [
    "name": { $0.name = $1.name }, "annual_value": { $0.annualValue = $1.annualValue },
    "nodes": { $0.nodes = $1.nodes }, "number": { $0.number = $1.number }, "reason": { $0.reason = $1.reason },
    "agreement": { $0.agreement = $1.agreement }, "method": { $0.method = $1.method },
    "made_by": { $0.madeBy = $1.madeBy }, "lock": { $0.lock = $1.lock }, "stale": { $0.stale = $1.stale },
    "recorded_in": { $0.recordedIn = $1.recordedIn }, "etag": { $0.etag = $1.etag },
  ]
}
