import Chassis
import Domain
import Storage

extension ProgrammePlan {
  /// Makes what is kept equal to the plan, and answers the differences.
  func apply(in transaction: WriteTransaction) throws -> Changes {
    var changes = Changes()
    let kept = try CatalogueStore.find(programme.id, in: transaction)
    changes.note(programme.name, kept: kept?.programme, wanted: programme, Self.programmeFields)
    try sync(
      zones, kept?.zones ?? [], \.name, Self.zoneFields, &changes, put: { try ZoneStore.put($0, in: transaction) },
      remove: { try ZoneStore.remove($0, in: transaction) })
    try sync(
      indicators, kept?.indicators ?? [], \.name, Self.indicatorFields, &changes,
      put: { try IndicatorStore.put($0, in: transaction) },
      remove: { try IndicatorStore.remove($0, in: transaction) })
    try sync(
      targets, try TargetStore.list(programme.id, in: transaction), \.name, Self.targetFields, &changes,
      put: { try TargetStore.put($0, in: transaction) }, remove: { try TargetStore.remove($0, in: transaction) })
    try sync(
      thresholds, try TargetStore.thresholds(programme.id, in: transaction), \.name, Self.thresholdFields, &changes,
      put: { try TargetStore.put($0, in: transaction) }, remove: { try TargetStore.remove($0, in: transaction) })
    try sync(
      checkRules, kept?.checkRules ?? [], \.name, Self.checkRuleFields, &changes,
      put: { try CheckRuleStore.put($0, in: transaction) }, remove: { try CheckRuleStore.remove($0, in: transaction) })
    try sync(
      successions, kept?.successions ?? [], \.name, Self.successionFields, &changes,
      put: { try SuccessionStore.put($0, in: transaction) }, remove: { try SuccessionStore.remove($0, in: transaction) }
    )
    try sync(
      zoneGroups, try ZoneGroupStore.list(programme.id, in: transaction), \.name, Self.zoneGroupFields, &changes,
      put: { try ZoneGroupStore.put($0, in: transaction) }, remove: { try ZoneGroupStore.remove($0, in: transaction) })
    try sync(
      indicatorSets, try IndicatorSetStore.list(programme.id, in: transaction), \.name, Self.indicatorSetFields,
      &changes, put: { try IndicatorSetStore.put($0, in: transaction) },
      remove: { try IndicatorSetStore.remove($0, in: transaction) })
    // Its version tells of a change of any part: who has read the parts by it need not read them again.
    if !changes.list.isEmpty { try ProgrammeStore.put(programme, in: transaction) }
    return changes
  }

  private func sync<Record>(
    _ wanted: [Record], _ kept: [Record], _ name: (Record) -> String, _ fields: [Changes.Field<Record>],
    _ changes: inout Changes, put: (Record) throws -> Void, remove: (Record) throws -> Void
  ) throws {
    var old = Dictionary(kept.map { (name($0), $0) }, uniquingKeysWith: { first, _ in first })
    for record in wanted {
      let before = old.removeValue(forKey: name(record))
      if changes.note(name(record), kept: before, wanted: record, fields) { try put(record) }
    }
    for record in kept where old[name(record)] != nil {
      changes.removed(name(record))
      try remove(record)
    }
  }

  private static let programmeFields: [Changes.Field<ProgrammeRecord>] = [
    .field("title", \.title), .field("year", \.year), .field("document", \.document),
    .field("unit_noun", \.unitNoun), .field("calendar", \.calendar), .field("calendar.source", \.calendarSource),
    .field("margins", \.margins), .field("clauses", \.clauses),
  ]

  private static let zoneFields: [Changes.Field<ZoneRecord>] = [
    .field("attributes", \.attributes), .field("protocol_order", \.protocolOrder), .field("aliases", \.aliases),
    .field("dated_aliases", \.datedAliases), .field("source", \.source), .field("certainty", \.certainty),
  ]

  private static let indicatorFields: [Changes.Field<IndicatorRecord>] = [
    .field("title", \.title), .field("definition", \.definition), .field("kind", \.kind), .field("unit", \.unit),
    .field("display_unit", \.displayUnit), .field("display_scale", \.displayScale),
    .field("display_decimals", \.displayDecimals), .field("growth_basis", \.growthBasis),
    .field("first_report", \.months), .field("deadlines", \.deadlines), .field("owner_bureau", \.ownerBureau),
    .field("order", \.order), .field("valid_from", \.validFrom), .field("clauses", \.clauses),
    .field("main", \.isMain), .field("definitions", \.definitions),
    .field("sources", \.sources), .field("direction", \.direction), .field("valid_to", \.validTo),
    .field("source_office", \.sourceOffice), .field("aliases", \.aliases),
  ]

  private static let zoneGroupFields: [Changes.Field<ZoneGroupRecord>] = [
    .field("title", \.title), .field("members", \.group.members), .field("source", \.source), .field("order", \.order),
  ]

  private static let indicatorSetFields: [Changes.Field<IndicatorSetRecord>] = [
    .field("title", \.title), .field("groups", \.groups), .field("source", \.source),
  ]

  private static let targetFields: [Changes.Field<TargetRecord>] = [
    .field("goal", \.target.demand), .field("operator", \.target.comparison), .field("wording", \.target.wording),
    .field("responsibility", \.responsibility), .field("clauses", \.clauses),
  ]

  private static let thresholdFields: [Changes.Field<ThresholdRecord>] = [
    .field("title", \.title), .field("indicator", \.threshold.indicator), .field("year", \.threshold.year),
    .field("value", \.threshold.limit), .field("operator", \.threshold.comparison),
    .field("count", \.threshold.needed), .field("zones", \.threshold.zones),
    .field("wording", \.threshold.wording), .field("clauses", \.clauses),
    .field("order", \.order),
  ]

  private static let successionFields: [Changes.Field<SuccessionRecord>] = [
    .field("title", \.title), .field("valid_from", \.succession.day),
    .field("predecessors", \.succession.predecessors), .field("successors", \.succession.successors),
    .field("source", \.source),
  ]

  private static let checkRuleFields: [Changes.Field<CheckRuleRecord>] = [
    .field("kind", \.rule.kind), .field("severity", \.rule.severity),
    .field("released_by_note", \.rule.isReleasedByNote), .field("disabled", \.rule.isDisabled),
    .field("indicators", \.rule.indicators), .field("others", \.rule.others), .field("margin", \.rule.margin),
    .field("lower_limit", \.rule.lower), .field("upper_limit", \.rule.upper), .field("least", \.rule.least),
    .field("factors", \.rule.factors), .field("request", \.rule.request), .field("order", \.order),
  ]
}
