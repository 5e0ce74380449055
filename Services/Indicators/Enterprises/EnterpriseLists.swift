import Chassis
import Wire
import WireTupo

/// By what enterprises and their figures are filtered and ordered, and which parts of them may be asked for.
enum EnterpriseLists {
  static let fields = ListFields(
    [
      ListField("name", .resource(.enterprise), column: "id"), ListField("code", .text), ListField("title", .text),
      ListField("industry_code", .text), ListField("industry_edition", .integer), ListField("above_scale", .flag),
      ListField("zone", .resource(.zone)), ListField("closed_on", .day, isOptional: true), ListField("source", .text),
      ListField("demonstration", .flag),
    ], order: ["code"], unique: ["id"])

  static let mask: [String: ReadMask<IndicatorsV1.Enterprise>.Copy] = [
    "name": { $0.name = $1.name }, "code": { $0.code = $1.code }, "title": { $0.title = $1.title },
    "industry_code": { $0.industryCode = $1.industryCode },
    "industry_edition": { $0.industryEdition = $1.industryEdition }, "above_scale": { $0.aboveScale = $1.aboveScale },
    "placements": { $0.placements = $1.placements }, "zone": { $0.zone = $1.zone },
    "closed_on": { $0.closedOn = $1.closedOn }, "source": { $0.source = $1.source },
    "demonstration": { $0.demonstration = $1.demonstration }, "recorded_in": { $0.recordedIn = $1.recordedIn },
    "etag": { $0.etag = $1.etag },
  ]

  /// What an update may change.
  static let changeable = mask.filter {
    ["code", "title", "industry_code", "industry_edition", "above_scale", "source"].contains($0.key)
  }

  static let figures = ListFields(
    [
      ListField("zone", .resource(.zone)), ListField("enterprise", .resource(.enterprise)),
      ListField("indicator", .resource(.indicator)), ListField("month", .month), ListField("value", .integer),
      ListField("note", .text), ListField("demonstration", .flag),
    ], order: ["indicator", "month", "zone", "enterprise"], unique: ["indicator", "month", "zone", "enterprise"])

  static let figureMask: [String: ReadMask<IndicatorsV1.EnterpriseFigure>.Copy] = [
    "zone": { $0.zone = $1.zone }, "enterprise": { $0.enterprise = $1.enterprise },
    "indicator": { $0.indicator = $1.indicator }, "month": { $0.month = $1.month }, "value": { $0.value = $1.value },
    "note": { $0.note = $1.note }, "demonstration": { $0.demonstration = $1.demonstration },
    "recorded_in": { $0.recordedIn = $1.recordedIn },
  ]
}
