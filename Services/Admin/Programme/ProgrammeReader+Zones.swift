import Wire
import WireTupo

extension ProgrammeReader {
  /// zones.yaml: who reports, and what became of them.
  func zones(_ file: YAMLObject) {
    programme.zones += file.objects("zones") { zone in
      var wire = IndicatorsV1.Zone()
      let id = zone.id("id", required: true)
      note(id, "zone", zone)
      wire.name = ResourceName.zone(programme.id, id)
      wire.protocolOrder = zone.int32("protocol_order")
      wire.aliases = zone.texts("aliases")
      wire.datedAliases = zone.objects("dated_aliases", Self.alias)
      wire.attributes = zone.objects("attributes", attributes)
      if wire.attributes.isEmpty && !zone.has("attributes") { zone.missing("attributes") }
      wire.source = zone.text("source")
      wire.certainty = zone.text("certainty")
      return wire
    }
    programme.successions += file.objects("successions", succession)
    programme.zoneGroups += file.objects("groups", group)
  }

  private func group(_ object: YAMLObject) -> IndicatorsV1.ZoneGroup {
    var wire = IndicatorsV1.ZoneGroup()
    let id = object.id("id", required: true)
    note(id, "zone group", object)
    wire.name = ResourceName.zoneGroup(programme.id, id)
    wire.title = object.localized("title", required: true)
    wire.members = object.objects("members") { member in
      var wire = IndicatorsV1.ZoneGroup.Member()
      wire.zone = ResourceName.zone(programme.id, reference("zone", "zone", in: member))
      wire.validFrom = member.day("valid_from")
      wire.validTo = member.day("valid_to")
      return wire
    }
    if object.has("zones") {
      wire.members += references("zones", "zone", in: object).map { zone in
        .with { $0.zone = ResourceName.zone(programme.id, zone) }
      }
    }
    wire.source = object.text("source")
    return wire
  }

  private func succession(_ object: YAMLObject) -> IndicatorsV1.Succession {
    var wire = IndicatorsV1.Succession()
    let id = object.id("id", required: true)
    note(id, "succession", object)
    wire.name = ResourceName.succession(programme.id, id)
    wire.title = object.localized("title", required: true)
    wire.validFrom = object.day("valid_from", required: true)
    wire.predecessors = references("predecessors", "zone", in: object).map { ResourceName.zone(programme.id, $0) }
    wire.successors = references("successors", "zone", in: object).map { ResourceName.zone(programme.id, $0) }
    wire.source = object.text("source")
    return wire
  }

  private func attributes(_ object: YAMLObject) -> IndicatorsV1.Zone.Attributes {
    var wire = IndicatorsV1.Zone.Attributes()
    wire.validFrom = object.day("valid_from")
    wire.validTo = object.day("valid_to")
    wire.title = object.localized("title", required: true)
    wire.shortTitle = object.localized("short_title")
    wire.level = object.choice("level", Self.levels) ?? .unspecified
    wire.county = object.localized("county")
    wire.countyCode = object.text("county_code")
    wire.zoneCode = object.text("zone_code")
    return wire
  }

  private static let levels: KeyValuePairs<String, IndicatorsV1.Zone.Level> = [
    "national": .national, "provincial": .provincial, "other": .other, "city": .city,
  ]
}
