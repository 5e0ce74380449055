import Chassis
import Domain
import Storage
import Wire
import WireTupo

/// By what turned lights are filtered and ordered, and which parts of them may be asked for. They are computed.
enum LightTurnLists {
  static let fields = ListFields(
    [
      ListField("zone", .resource(.zone), isOptional: true), ListField("indicator", .resource(.indicator)),
      ListField(
        "kind", .choice(LightTurn.Kind.allCases.map { (word: $0.wire.name ?? "", value: SQLValue($0.wire.rawValue)) })),
      ListField("before", .choice(lights)), ListField("after", .choice(lights)), ListField("worse", .flag),
      ListField(
        "standing",
        .choice(FigureStanding.allCases.map { (word: $0.wire.name ?? "", value: SQLValue($0.wire.rawValue)) }),
        isOptional: true),
    ], order: [ListQuery.placeColumn], unique: [ListQuery.placeColumn])

  private static let lights: [(word: String, value: SQLValue)] = [Light.missed, .near, .met].map {
    (word: $0.wire.name ?? "", value: SQLValue($0.wire.rawValue))
  }

  static func columns(_ analysis: Analysis) -> [String: ListQuery.Column<LightTurn>] {
    [
      "zone": { SQLValue($0.zone?.rawValue) }, "indicator": { .text($0.indicator.rawValue) },
      "kind": { SQLValue($0.kind.wire.rawValue) }, "before": { SQLValue($0.before.wire.rawValue) },
      "after": { SQLValue($0.after.wire.rawValue) }, "worse": { SQLValue($0.isWorse) },
      "standing": { analysis.cell(behind: $0)?.standing.map { SQLValue($0.wire.rawValue) } ?? .null },
    ]
  }

  static let mask: [String: ReadMask<IndicatorsV1.LightTurn>.Copy] = [
    "zone": { $0.zone = $1.zone }, "title": { $0.title = $1.title }, "indicator": { $0.indicator = $1.indicator },
    "indicator_title": { $0.indicatorTitle = $1.indicatorTitle }, "kind": { $0.kind = $1.kind },
    "before": { $0.before = $1.before }, "after": { $0.after = $1.after }, "worse": { $0.worse = $1.worse },
    "distance": { $0.distance = $1.distance }, "standing": { $0.standing = $1.standing },
    "provisional": { $0.provisional = $1.provisional },
  ]
}
