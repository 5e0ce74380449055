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

  /// Throws INVALID_ARGUMENT with every fault by its field.
  init(_ request: IndicatorsV1.ApplyProgrammeRequest) throws(Failure) {
    var faults = FieldFaults()
    let record = ProgrammeRecord(request.programme ?? .init(), field: "programme", &faults)
    let id = record?.id ?? ""
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
    Self.checkUnique(zones.map(\.name), "zones", &faults)
    Self.checkUnique(indicators.map(\.name), "indicators", &faults)
    Self.checkUnique(targets.map(\.name), "targets", &faults)
    Self.checkUnique(thresholds.map(\.name), "thresholds", &faults)
    let (zoneIDs, indicatorIDs) = (Set(zones.map(\.id)), Set(indicators.map(\.id)))
    for (index, target) in targets.enumerated() {
      Self.checkKnown(target.zone, in: zoneIDs, "targets[\(index)].name", &faults)
      Self.checkKnown(target.target.indicator.rawValue, in: indicatorIDs, "targets[\(index)].indicator", &faults)
    }
    for (index, record) in thresholds.enumerated() {
      Self.checkKnown(record.threshold.indicator.rawValue, in: indicatorIDs, "thresholds[\(index)].indicator", &faults)
      for zone in record.threshold.zones {
        Self.checkKnown(zone.rawValue, in: zoneIDs, "thresholds[\(index)].zones", &faults)
      }
    }
    try faults.check()
    guard let record else { throw Failure.notFound("programme") }
    programme = record
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

  private static func checkUnique(_ names: [String], _ field: String, _ faults: inout FieldFaults) {
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted {
      faults.add(field, "DUPLICATE", zh: "\(name)重复。", en: "\(name) comes twice.")
    }
  }

  private static func checkKnown(_ id: String, in known: Set<String>, _ field: String, _ faults: inout FieldFaults) {
    guard !known.contains(id) else { return }
    faults.add(field, "UNKNOWN_REFERENCE", zh: "本计划没有“\(id)”。", en: "the programme has no \"\(id)\".")
  }
}
