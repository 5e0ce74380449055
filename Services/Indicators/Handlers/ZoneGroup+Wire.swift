import Chassis
import Domain
import Wire
import WireTupo

extension ResourcePattern {
  static let zoneGroup = ResourcePattern("programmes/{programme}/zoneGroups/{zone_group}")
}

extension ZoneGroupRecord {
  init?(
    _ wire: IndicatorsV1.ZoneGroup, programme: String?, order: Int, field: String, _ faults: inout FieldFaults
  ) {
    let id = faults.name("\(field).name", wire.name, .zoneGroup, of: programme)
    let title = faults.text("\(field).title", wire.title)
    faults.distinct(wire.members.map(\.zone)) { "\(field).members[\($0)].zone" }
    let members = wire.members.enumerated().compactMap { index, member -> ZoneGroup.Member? in
      let own = "\(field).members[\(index)]"
      let zone = faults.name("\(own).zone", member.zone, .zone, of: programme)
      let from = faults.optionalDay("\(own).valid_from", member.validFrom)
      let to = faults.optionalDay("\(own).valid_to", member.validTo)
      if let from, let to, to < from {
        faults.add("\(own).valid_to", "DAYS_REVERSED", zh: "早于valid_from。", en: "lies before valid_from.")
      }
      return zone.map { ZoneGroup.Member(zone: ZoneKey($0), validFrom: from, validTo: to) }
    }
    guard let programme, let id, let title else { return nil }
    self.init(
      programme: programme, id: id, title: title, group: ZoneGroup(members: members), source: wire.source, order: order)
  }

  var name: String { ResourcePattern.zoneGroup.name(programme, id) }

  var wire: IndicatorsV1.ZoneGroup {
    .with {
      $0.name = name
      $0.title = CommonV1.LocalizedText(title)
      $0.members = group.members.map { member in
        .with {
          $0.zone = ResourcePattern.zone.name(programme, member.zone.rawValue)
          $0.validFrom = member.validFrom.map { "\($0)" } ?? ""
          $0.validTo = member.validTo.map { "\($0)" } ?? ""
        }
      }
      $0.source = source
    }
  }
}
