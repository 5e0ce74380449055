import Chassis
import Domain
import Storage
import Wire
import WireTupo

/// By what check rules are filtered and ordered, and which parts of them may be asked for. They are in no table as a
/// whole: the product's own are part of the list.
enum CheckRuleLists {
  static let fields = ListFields(
    [
      ListField("name", .resource(.checkRule), column: "id"),
      ListField("kind", .choice(CheckRule.Kind.words.map { (word: $0.1.name ?? "", value: .text($0.0.rawValue)) })),
      ListField(
        "severity",
        .choice(
          [Finding.Severity.hard, .soft].map { (word: $0.wire.name ?? "", value: .text($0.rawValue)) })),
      ListField("released_by_note", .flag), ListField("disabled", .flag),
      ListField("indicators", .resources(.indicator)), ListField("others", .resources(.indicator)),
      ListField("least", .integer), ListField("version", .integer),
    ], order: [ListQuery.placeColumn], unique: ["id"])

  static let columns: [String: ListQuery.Column<CheckRule>] = [
    "id": { .text($0.id) }, "kind": { .text($0.kind.rawValue) }, "severity": { .text($0.severity.rawValue) },
    "released_by_note": { SQLValue($0.isReleasedByNote) }, "disabled": { SQLValue($0.isDisabled) },
    "indicators": { TextList.value($0.indicators.map(\.rawValue)) },
    "others": { TextList.value($0.others.map(\.rawValue)) }, "least": { SQLValue($0.least) },
    "version": { SQLValue($0.version) },
  ]

  static let mask: [String: ReadMask<IndicatorsV1.CheckRule>.Copy] = [
    "name": { $0.name = $1.name }, "kind": { $0.kind = $1.kind }, "severity": { $0.severity = $1.severity },
    "released_by_note": { $0.releasedByNote = $1.releasedByNote }, "disabled": { $0.disabled = $1.disabled },
    "indicators": { $0.indicators = $1.indicators }, "others": { $0.others = $1.others },
    "margin": { $0.margin = $1.margin }, "lower_limit": { $0.lowerLimit = $1.lowerLimit },
    "upper_limit": { $0.upperLimit = $1.upperLimit }, "least": { $0.least = $1.least },
    "factors": { $0.factors = $1.factors }, "request": { $0.request = $1.request },
    "version": { $0.version = $1.version },
  ]
}
