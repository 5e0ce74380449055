import WireTupo

extension ProgrammeReader {
  /// zones.yaml: who reports.
  func zones(_ file: YAMLObject) {
    programme.zones += file.objects("zones") { zone in
      var wire = IndicatorsV1.Zone()
      let id = zone.id("id", required: true)
      note(id, "zone", zone)
      wire.name = ResourceName.zone(programme.id, id)
      wire.protocolOrder = zone.int32("protocol_order")
      wire.aliases = zone.texts("aliases")
      wire.attributes = zone.objects("attributes", attributes)
      if wire.attributes.isEmpty && !zone.has("attributes") { zone.missing("attributes") }
      wire.source = zone.text("source")
      wire.certainty = zone.text("certainty")
      return wire
    }
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
    "national": .national, "provincial": .provincial, "other": .other,
  ]
}
