import WireTupo

extension ProgrammeReader {
  /// indicators.yaml: what is measured.
  func indicators(_ file: YAMLObject) {
    programme.indicators += file.objects("indicators") { object in
      var wire = IndicatorsV1.Indicator()
      let id = object.id("id", required: true)
      note(id, "indicator", object)
      wire.name = ResourceName.indicator(programme.id, id)
      wire.title = object.localized("title", required: true)
      wire.definition = object.localized("definition")
      units(object, &wire)
      wire.kind = object.choice("kind", Self.kinds, required: true) ?? .unspecified
      wire.growthBasis = object.choice("growth_basis", Self.bases, required: true) ?? .unspecified
      wire.firstReport = object.choice("first_report", Self.firstReports, required: true) ?? .unspecified
      wire.deadlines = object.objects("deadlines", deadline)
      wire.ownerBureau = object.text("owner_bureau")
      wire.order = object.int32("order")
      wire.validFrom = object.day("valid_from")
      wire.clauses = object.texts("clauses")
      wire.main = object.flag("main")
      wire.definitions = object.objects("definitions", definition)
      wire.sources = object.ids("sources").map { ResourceName.indicator(programme.id, $0) }
      wire.direction = object.choice("direction", Self.directions) ?? .unspecified
      wire.validTo = object.day("valid_to")
      let office = object.id("source_office")
      wire.sourceOffice = office.isEmpty ? "" : ResourceName.office(programme.id, office)
      wire.aliases = object.objects("aliases", Self.alias)
      return wire
    }
    programme.indicatorSets += file.objects("sets", set)
  }

  private func set(_ object: YAMLObject) -> IndicatorsV1.IndicatorSet {
    var wire = IndicatorsV1.IndicatorSet()
    wire.name = ResourceName.indicatorSet(programme.id, object.int32("year", required: true))
    wire.title = object.localized("title")
    wire.groups = object.objects("groups") { group in
      var wire = IndicatorsV1.IndicatorSet.Group()
      let bureau = group.id("bureau")
      wire.bureau = bureau.isEmpty ? "" : ResourceName.office(programme.id, bureau)
      wire.indicators = references("indicators", "indicator", in: group).map {
        ResourceName.indicator(programme.id, $0)
      }
      return wire
    }
    wire.source = object.text("source")
    return wire
  }

  private func units(_ object: YAMLObject, _ wire: inout IndicatorsV1.Indicator) {
    wire.unit = object.text("unit", required: true)
    wire.displayUnit = object.text("display_unit", required: true)
    wire.displayScale = object.integer("display_scale") ?? 0
    wire.displayDecimals = object.int32("display_decimals")
    if wire.displayScale < 1 { object.fault("display_scale", "应为正整数。", "expected a positive whole number.") }
  }

  private func deadline(_ object: YAMLObject) -> IndicatorsV1.Indicator.Deadline {
    var wire = IndicatorsV1.Indicator.Deadline()
    wire.month = object.month("month", required: true)
    wire.dueOn = object.day("due_on", required: true)
    return wire
  }

  private func definition(_ object: YAMLObject) -> IndicatorsV1.Indicator.Definition {
    var wire = IndicatorsV1.Indicator.Definition()
    wire.validFrom = object.day("valid_from")
    wire.text = object.localized("text")
    wire.formula = object.text("formula")
    return wire
  }

  /// A name with its days, of an indicator or a zone.
  static func alias(_ object: YAMLObject) -> IndicatorsV1.Alias {
    var wire = IndicatorsV1.Alias()
    wire.name = object.text("name", required: true)
    wire.validFrom = object.day("valid_from")
    wire.validTo = object.day("valid_to")
    return wire
  }

  private static let directions: KeyValuePairs<String, IndicatorsV1.Indicator.Direction> = [
    "higher_is_better": .higherIsBetter, "lower_is_better": .lowerIsBetter,
  ]
  private static let kinds: KeyValuePairs<String, IndicatorsV1.Indicator.Kind> = [
    "flow": .flow, "stock": .stock, "ratio": .ratio,
  ]
  private static let bases: KeyValuePairs<String, IndicatorsV1.Indicator.GrowthBasis> = [
    "nominal": .nominal, "comparable": .comparable,
  ]
  private static let firstReports: KeyValuePairs<String, IndicatorsV1.Indicator.FirstReport> = [
    "january": .january, "february": .february,
  ]
}
