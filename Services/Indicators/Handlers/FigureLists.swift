import Chassis
import Wire
import WireTupo

/// By what figures are filtered and ordered, and which parts of them may be asked for.
enum FigureLists {
  static let fields = ListFields(
    [
      ListField("zone", .resource(.zone)), ListField("indicator", .resource(.indicator)), ListField("month", .month),
      ListField("cumulative", .integer, isOptional: true), ListField("reported_base", .integer, isOptional: true),
      ListField("growth_basis_points", .integer, column: "growth_points", isOptional: true),
      ListField("received_on", .day, isOptional: true), ListField("note", .text), ListField("source", .text),
      ListField("demonstration", .flag), ListField("origin", .text),
    ], order: ["indicator", "month", "zone"], unique: ["indicator", "month", "zone"])

  static let mask: [String: ReadMask<IndicatorsV1.Figure>.Copy] = [
    "name": { $0.name = $1.name }, "cumulative": { $0.cumulative = $1.cumulative },
    "reported_base": { $0.reportedBase = $1.reportedBase },
    "growth_basis_points": { $0.growthBasisPoints = $1.growthBasisPoints },
    "received_on": { $0.receivedOn = $1.receivedOn }, "note": { $0.note = $1.note },
    "source": { $0.source = $1.source }, "demonstration": { $0.demonstration = $1.demonstration },
    "origin": { $0.origin = $1.origin }, "recorded_in": { $0.recordedIn = $1.recordedIn },
    "recorded_at": { $0.recordedAt = $1.recordedAt }, "etag": { $0.etag = $1.etag },
  ]
}
