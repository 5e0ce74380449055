import WireTupo

extension ProgrammeReader {
  /// targets.yaml: `targets` one by one, and `growth_targets`, each for many zones and indicators at once.
  func targets(_ file: YAMLObject) {
    programme.targets += file.objects("targets") { object in
      let zone = reference("zone", "zone", in: object)
      let indicator = reference("indicator", "indicator", in: object)
      var wire = common(object)
      identify(&wire, zone: zone, indicator: indicator)
      switch (object.integer("value"), object.integer("growth_basis_points")) {
      case (let value?, nil): wire.goal = .value(value)
      case (nil, let growth?): wire.goal = .growthBasisPoints(growth)
      default:
        object.fault(
          "value", "应且只应有value或growth_basis_points之一。", "give either value or growth_basis_points, one of them.")
      }
      return wire
    }
    programme.targets += file.objects("growth_targets", spread).flatMap(\.self)
  }

  /// One rule for many: a target for each zone and indicator named; `zones: all` is every zone.
  private func spread(_ object: YAMLObject) -> [IndicatorsV1.Target] {
    let indicators = references("indicators", "indicator", in: object)
    let zones = object.isText("zones", "all") ? known("zone") : references("zones", "zone", in: object)
    var pattern = common(object)
    if let growth = object.integer("growth_basis_points") {
      pattern.goal = .growthBasisPoints(growth)
    } else if !object.has("growth_basis_points") {
      object.missing("growth_basis_points")
    }
    return zones.flatMap { zone in
      indicators.map { indicator in
        var wire = pattern
        identify(&wire, zone: zone, indicator: indicator)
        return wire
      }
    }
  }

  private func identify(_ wire: inout IndicatorsV1.Target, zone: String, indicator: String) {
    wire.name = ResourceName.target(programme.id, zone: zone, indicator: indicator, year: wire.year)
    wire.indicator = ResourceName.indicator(programme.id, indicator)
  }

  private func common(_ object: YAMLObject) -> IndicatorsV1.Target {
    var wire = IndicatorsV1.Target()
    wire.year = object.int32("year", required: true)
    wire.operator = object.choice("operator", Self.operators, required: true) ?? .unspecified
    wire.wording = object.text("wording")
    wire.responsibility = object.responsibility()
    wire.clauses = object.texts("clauses")
    return wire
  }

  /// thresholds.yaml: how many zones are to pass a value.
  func thresholds(_ file: YAMLObject) {
    programme.thresholds += file.objects("thresholds") { object in
      var wire = IndicatorsV1.ThresholdTarget()
      let id = object.id("id", required: true)
      note(id, "threshold", object)
      wire.name = ResourceName.threshold(programme.id, id)
      wire.title = object.localized("title", required: true)
      wire.indicator = ResourceName.indicator(programme.id, reference("indicator", "indicator", in: object))
      wire.year = object.int32("year", required: true)
      wire.value = object.integer("value") ?? 0
      if !object.has("value") { object.missing("value") }
      wire.operator = object.choice("operator", Self.operators, required: true) ?? .unspecified
      wire.count = object.int32("count", required: true)
      wire.zones = references("zones", "zone", in: object).map { ResourceName.zone(programme.id, $0) }
      wire.wording = object.text("wording")
      wire.clauses = object.texts("clauses")
      return wire
    }
  }

  private static let operators: KeyValuePairs<String, IndicatorsV1.Operator> = [
    "at_least": .atLeast, "greater_than": .greaterThan, "at_most": .atMost, "less_than": .lessThan,
  ]
}
