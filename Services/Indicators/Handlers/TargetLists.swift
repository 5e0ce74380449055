import Chassis
import Domain
import Storage
import Wire
import WireTupo

/// By what targets and threshold targets are filtered and ordered, and which parts of them may be asked for.
enum TargetLists {
  private static let comparison = ListField(
    "operator", .choice(Comparison.allCases.map { (word: $0.wire.name ?? "", value: .text($0.rawValue)) }),
    column: "comparison")

  static let targets = ListFields(
    [
      ListField("zone", .resource(.zone)), ListField("indicator", .resource(.indicator)), ListField("year", .integer),
      ListField("value", .integer, isOptional: true),
      ListField("growth_basis_points", .integer, column: "growth_points", isOptional: true), comparison,
      ListField("wording", .text), ListField("clauses", .list),
    ], order: ["zone", "indicator", "year"], unique: ["zone", "indicator", "year"])

  static let targetMask: [String: ReadMask<IndicatorsV1.Target>.Copy] = [
    "name": { $0.name = $1.name }, "indicator": { $0.indicator = $1.indicator }, "year": { $0.year = $1.year },
    "value": { if case .value = $1.goal { $0.goal = $1.goal } },
    "growth_basis_points": { if case .growthBasisPoints = $1.goal { $0.goal = $1.goal } },
    "operator": { $0.operator = $1.operator }, "wording": { $0.wording = $1.wording },
    "responsibility": { $0.responsibility = $1.responsibility }, "clauses": { $0.clauses = $1.clauses },
    "etag": { $0.etag = $1.etag },
  ]

  static let thresholds = ListFields(
    [
      ListField("name", .resource(.threshold), column: "id"), ListField("title.zh", .text, column: "title_zh"),
      ListField("title.en", .text, column: "title_en"), ListField("indicator", .resource(.indicator)),
      ListField("year", .integer), ListField("value", .integer), comparison,
      ListField("count", .integer, column: "needed"), ListField("wording", .text), ListField("clauses", .list),
    ], order: ["position"], unique: ["id"])

  static let thresholdMask: [String: ReadMask<IndicatorsV1.ThresholdTarget>.Copy] = [
    "name": { $0.name = $1.name }, "title": { $0.title = $1.title }, "indicator": { $0.indicator = $1.indicator },
    "year": { $0.year = $1.year }, "value": { $0.value = $1.value }, "operator": { $0.operator = $1.operator },
    "count": { $0.count = $1.count }, "zones": { $0.zones = $1.zones }, "wording": { $0.wording = $1.wording },
    "clauses": { $0.clauses = $1.clauses }, "etag": { $0.etag = $1.etag },
  ]
}
