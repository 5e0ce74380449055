import Chassis
import Domain
import Storage
import Wire
import WireTupo

/// By what the parts of the catalogue are filtered and ordered, and which fields of them may be asked for.
enum CatalogueLists {
  static let programmes = ListFields(
    [
      ListField("name", .resource(.programme), column: "id"), ListField("title.zh", .text, column: "title_zh"),
      ListField("title.en", .text, column: "title_en"), ListField("year", .integer), ListField("document", .text),
    ], unique: ["id"])

  static let programmeMask: [String: ReadMask<IndicatorsV1.Programme>.Copy] = [
    "name": { $0.name = $1.name }, "title": { $0.title = $1.title }, "year": { $0.year = $1.year },
    "document": { $0.document = $1.document }, "unit_noun": { $0.unitNoun = $1.unitNoun },
    "calendar": { $0.calendar = $1.calendar }, "margins": { $0.margins = $1.margins },
    "clauses": { $0.clauses = $1.clauses }, "etag": { $0.etag = $1.etag },
  ]

  static let zones = ListFields(
    [
      ListField("name", .resource(.zone), column: "id"), ListField("protocol_order", .integer),
      ListField("aliases", .list), ListField("source", .text), ListField("certainty", .text),
    ], order: ["protocol_order"], unique: ["id"])

  static let zoneMask: [String: ReadMask<IndicatorsV1.Zone>.Copy] = [
    "name": { $0.name = $1.name }, "attributes": { $0.attributes = $1.attributes },
    "protocol_order": { $0.protocolOrder = $1.protocolOrder }, "aliases": { $0.aliases = $1.aliases },
    "dated_aliases": { $0.datedAliases = $1.datedAliases },
    "source": { $0.source = $1.source }, "certainty": { $0.certainty = $1.certainty }, "etag": { $0.etag = $1.etag },
  ]

  static let indicators = ListFields(
    [
      ListField("name", .resource(.indicator), column: "id"), ListField("title.zh", .text, column: "title_zh"),
      ListField("title.en", .text, column: "title_en"), ListField("definition.zh", .text, column: "definition_zh"),
      ListField("definition.en", .text, column: "definition_en"), ListField("unit", .text),
      ListField("display_unit", .text), ListField("owner_bureau", .text),
      ListField("order", .integer, column: "position"), ListField("valid_from", .day, isOptional: true),
      ListField("valid_to", .day, isOptional: true), ListField("clauses", .list),
      ListField(
        "direction",
        .choice(
          Indicator.Direction.allCases.map { (word: $0.wire.name ?? "", value: .text($0.rawValue)) })),
      ListField("source_office", .resource(.office)),
    ], order: ["position"], unique: ["id"])

  static let indicatorMask: [String: ReadMask<IndicatorsV1.Indicator>.Copy] = [
    "name": { $0.name = $1.name }, "title": { $0.title = $1.title }, "definition": { $0.definition = $1.definition },
    "kind": { $0.kind = $1.kind }, "unit": { $0.unit = $1.unit }, "display_unit": { $0.displayUnit = $1.displayUnit },
    "display_scale": { $0.displayScale = $1.displayScale },
    "display_decimals": { $0.displayDecimals = $1.displayDecimals },
    "growth_basis": { $0.growthBasis = $1.growthBasis }, "first_report": { $0.firstReport = $1.firstReport },
    "deadlines": { $0.deadlines = $1.deadlines }, "owner_bureau": { $0.ownerBureau = $1.ownerBureau },
    "order": { $0.order = $1.order }, "valid_from": { $0.validFrom = $1.validFrom },
    "clauses": { $0.clauses = $1.clauses }, "main": { $0.main = $1.main },
    "definitions": { $0.definitions = $1.definitions }, "sources": { $0.sources = $1.sources },
    "direction": { $0.direction = $1.direction }, "valid_to": { $0.validTo = $1.validTo },
    "source_office": { $0.sourceOffice = $1.sourceOffice }, "aliases": { $0.aliases = $1.aliases },
    "etag": { $0.etag = $1.etag },
  ]

  static let zoneGroups = ListFields(
    [
      ListField("name", .resource(.zoneGroup), column: "id"), ListField("title.zh", .text, column: "title_zh"),
      ListField("title.en", .text, column: "title_en"), ListField("source", .text),
    ], order: ["position"], unique: ["id"])

  static let zoneGroupMask: [String: ReadMask<IndicatorsV1.ZoneGroup>.Copy] = [
    "name": { $0.name = $1.name }, "title": { $0.title = $1.title }, "members": { $0.members = $1.members },
    "source": { $0.source = $1.source },
  ]

  static let indicatorSets = ListFields(
    [
      ListField("year", .integer), ListField("title.zh", .text, column: "title_zh"),
      ListField("title.en", .text, column: "title_en"), ListField("source", .text),
    ], order: ["year desc"], unique: ["year"])

  static let indicatorSetMask: [String: ReadMask<IndicatorsV1.IndicatorSet>.Copy] = [
    "name": { $0.name = $1.name }, "title": { $0.title = $1.title }, "groups": { $0.groups = $1.groups },
    "source": { $0.source = $1.source },
  ]

  static let successions = ListFields(
    [
      ListField("name", .resource(.succession), column: "id"), ListField("title.zh", .text, column: "title_zh"),
      ListField("title.en", .text, column: "title_en"), ListField("valid_from", .day),
      ListField("predecessors", .resources(.zone)), ListField("successors", .resources(.zone)),
      ListField("source", .text),
    ], order: ["valid_from"], unique: ["id"])

  static let successionMask: [String: ReadMask<IndicatorsV1.Succession>.Copy] = [
    "name": { $0.name = $1.name }, "title": { $0.title = $1.title }, "valid_from": { $0.validFrom = $1.validFrom },
    "predecessors": { $0.predecessors = $1.predecessors }, "successors": { $0.successors = $1.successors },
    "source": { $0.source = $1.source },
  ]
}
