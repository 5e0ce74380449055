import Chassis
import Domain
import Storage
import WireTupo

/// A whole programme as a request gives it, converted and checked.
struct ProgrammePlan: Sendable {
  let programme: ProgrammeRecord
  let zones: [ZoneRecord]
  let indicators: [IndicatorRecord]
  let targets: [TargetRecord]
  let thresholds: [ThresholdRecord]
  let checkRules: [CheckRuleRecord]
  let successions: [SuccessionRecord]
  let zoneGroups: [ZoneGroupRecord]
  let indicatorSets: [IndicatorSetRecord]

  /// Throws INVALID_ARGUMENT with every fault by its field.
  init(_ request: IndicatorsV1.ApplyProgrammeRequest) throws(Failure) {
    var faults = FieldFaults()
    let record = ProgrammeRecord(request.programme ?? .init(), field: "programme", &faults)
    let id = ResourcePattern.programme.match(request.programme?.name ?? "")?.first
    zones = Self.all(request.zones, "zones", max: 10_000, &faults) { wire, field, _, faults in
      ZoneRecord(wire, programme: id, field: field, &faults)
    }
    indicators = Self.all(request.indicators, "indicators", max: 1_000, &faults) { wire, field, _, faults in
      IndicatorRecord(wire, programme: id, field: field, &faults)
    }
    targets = Self.all(request.targets, "targets", max: 100_000, &faults) { wire, field, _, faults in
      TargetRecord(wire, programme: id, field: field, &faults)
    }
    thresholds = Self.all(request.thresholds, "thresholds", max: 100, &faults) { wire, field, index, faults in
      ThresholdRecord(wire, programme: id, order: index, field: field, &faults)
    }
    checkRules = Self.all(request.checkRules, "check_rules", max: 1_000, &faults) { wire, field, index, faults in
      CheckRuleRecord(wire, programme: id, order: index, field: field, &faults)
    }
    successions = Self.all(request.successions, "successions", max: 1_000, &faults) { wire, field, _, faults in
      SuccessionRecord(wire, programme: id, field: field, &faults)
    }
    zoneGroups = Self.all(request.zoneGroups, "zone_groups", max: 100, &faults) { wire, field, index, faults in
      ZoneGroupRecord(wire, programme: id, order: index, field: field, &faults)
    }
    indicatorSets = Self.all(request.indicatorSets, "indicator_sets", max: 100, &faults) { wire, field, _, faults in
      IndicatorSetRecord(wire, programme: id, field: field, &faults)
    }
    faults.distinct(request.zones.map(\.name)) { "zones[\($0)].name" }
    faults.distinct(request.indicators.map(\.name)) { "indicators[\($0)].name" }
    faults.distinct(request.targets.map(\.name)) { "targets[\($0)].name" }
    faults.distinct(request.thresholds.map(\.name)) { "thresholds[\($0)].name" }
    faults.distinct(request.checkRules.map(\.name)) { "check_rules[\($0)].name" }
    faults.distinct(request.successions.map(\.name)) { "successions[\($0)].name" }
    faults.distinct(request.zoneGroups.map(\.name)) { "zone_groups[\($0)].name" }
    faults.distinct(request.indicatorSets.map(\.name)) { "indicator_sets[\($0)].name" }
    Self.checkReferences(request, &faults)
    if indicators.count == request.indicators.count {
      FormulaReview(indicators: indicators).check(&faults)
      SourceReview(indicators: indicators).check(&faults)
      AliasReview(indicators: indicators).check(&faults)
    }
    if targets.count == request.targets.count, checkRules.count == request.checkRules.count {
      for (index, target) in targets.enumerated() {
        target.checkSign(checkRules.map(\.rule), field: "targets[\(index)]", &faults)
      }
    }
    programme = try faults.checked(record)
  }

  /// Whatever a target or a rule names must be in the request. One that is there with faults of its own is not missing.
  private static func checkReferences(_ request: IndicatorsV1.ApplyProgrammeRequest, _ faults: inout FieldFaults) {
    let known = Set(request.zones.map(\.name) + request.indicators.map(\.name))
    func check(_ name: String, _ field: String) {
      if !known.contains(name) { faults.unknown(field, name) }
    }
    let cities = request.zones.filter { zone in zone.attributes.contains { $0.level == .city } }.map(\.name)
    if cities.count > 1 {
      faults.add("zones", "CITY_TWICE", zh: "全市只能有一个。", en: "hold the whole city more than once.")
    }
    func checkZone(_ name: String, _ field: String) {
      check(name, field)
      if cities.contains(name) {
        faults.add(field, "CITY_IS_NO_ZONE", zh: "全市不是开发区，不能列入。", en: "is the whole city, which is no zone.")
      }
    }
    for (index, target) in request.targets.enumerated() {
      check(target.indicator, "targets[\(index)].indicator")
      guard let ids = ResourcePattern.target.match(target.name) else { continue }
      check(ResourcePattern.zone.name(ids[0], ids[1]), "targets[\(index)].name")
    }
    for (index, threshold) in request.thresholds.enumerated() {
      check(threshold.indicator, "thresholds[\(index)].indicator")
      for (place, zone) in threshold.zones.enumerated() { checkZone(zone, "thresholds[\(index)].zones[\(place)]") }
    }
    for (index, succession) in request.successions.enumerated() {
      for (place, zone) in succession.predecessors.enumerated() {
        checkZone(zone, "successions[\(index)].predecessors[\(place)]")
      }
      for (place, zone) in succession.successors.enumerated() {
        checkZone(zone, "successions[\(index)].successors[\(place)]")
      }
    }
    for (index, indicator) in request.indicators.enumerated() {
      for (place, name) in indicator.sources.enumerated() { check(name, "indicators[\(index)].sources[\(place)]") }
    }
    for (index, group) in request.zoneGroups.enumerated() {
      for (place, member) in group.members.enumerated() {
        checkZone(member.zone, "zone_groups[\(index)].members[\(place)].zone")
      }
    }
    for (index, set) in request.indicatorSets.enumerated() {
      for (at, group) in set.groups.enumerated() {
        for (place, name) in group.indicators.enumerated() {
          check(name, "indicator_sets[\(index)].groups[\(at)].indicators[\(place)]")
        }
      }
    }
    for (index, rule) in request.checkRules.enumerated() {
      for (place, name) in rule.indicators.enumerated() { check(name, "check_rules[\(index)].indicators[\(place)]") }
      for (place, name) in rule.others.enumerated() { check(name, "check_rules[\(index)].others[\(place)]") }
    }
  }

  private static func all<Wire, Record>(
    _ wires: [Wire], _ field: String, max: Int, _ faults: inout FieldFaults,
    _ convert: (Wire, String, Int, inout FieldFaults) -> Record?
  ) -> [Record] {
    guard wires.count <= max else {
      faults.add(field, "TOO_MANY", zh: "最多\(max)项。", en: "holds at most \(max).")
      return []
    }
    return wires.enumerated().compactMap { convert($1, "\(field)[\($0)]", $0, &faults) }
  }
}

extension FieldFaults {
  /// Notes that a field names what the programme has not.
  mutating func unknown(_ field: String, _ name: String) {
    add(field, "UNKNOWN_REFERENCE", zh: "本计划没有“\(name)”。", en: "the programme has no \"\(name)\".")
  }
}
