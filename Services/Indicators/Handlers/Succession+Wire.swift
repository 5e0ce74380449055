import Chassis
import Domain
import Wire
import WireTupo

extension ResourcePattern {
  static let succession = ResourcePattern("programmes/{programme}/successions/{succession}")
}

extension SuccessionRecord {
  init?(_ wire: IndicatorsV1.Succession, programme: String?, field: String, _ faults: inout FieldFaults) {
    let id = faults.name("\(field).name", wire.name, .succession, of: programme)
    let title = faults.text("\(field).title", wire.title)
    let day = faults.day("\(field).valid_from", wire.validFrom)
    let predecessors = faults.zones("\(field).predecessors", wire.predecessors, of: programme)
    let successors = faults.zones("\(field).successors", wire.successors, of: programme)
    if wire.predecessors.count > 1, wire.successors.count > 1 {
      faults.add(
        "\(field).successors", "SUCCESSION_UNCLEAR", zh: "多个单位并入多个单位时，应分作几次变更。",
        en: "several zones that go on in several: tell it as more than one succession.")
    }
    if wire.predecessors == wire.successors {
      faults.add("\(field).successors", "NOTHING_CHANGES", zh: "前后相同。", en: "are the predecessors.")
    }
    guard let programme, let id, let title, let day else { return nil }
    self.init(
      programme: programme,
      succession: Succession(id: id, day: day, predecessors: predecessors, successors: successors), title: title,
      source: wire.source)
  }

  var name: String { ResourcePattern.succession.name(programme, succession.id) }

  var wire: IndicatorsV1.Succession {
    .with {
      $0.name = name
      $0.title = CommonV1.LocalizedText(title)
      $0.validFrom = "\(succession.day)"
      $0.predecessors = succession.predecessors.map { ResourcePattern.zone.name(programme, $0.rawValue) }
      $0.successors = succession.successors.map { ResourcePattern.zone.name(programme, $0.rawValue) }
      $0.source = source
    }
  }
}

extension FieldFaults {
  /// At least one zone, each once.
  fileprivate mutating func zones(_ field: String, _ names: [String], of programme: String?) -> [ZoneKey] {
    if names.isEmpty { add(field, "FIELD_REQUIRED", zh: "至少一个。", en: "needs at least one.") }
    distinct(names) { "\(field)[\($0)]" }
    return names.enumerated().compactMap { index, name in
      self.name("\(field)[\(index)]", name, .zone, of: programme).map { ZoneKey($0) }
    }
  }
}
