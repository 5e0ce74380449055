import Domain
import WireTupo

extension ProgrammeReader {
  /// checks.yaml: rules that figures are held against, laid over the product's own by their ids.
  func checks(_ file: YAMLObject) {
    programme.checkRules += file.objects("checks") { object in
      var wire = IndicatorsV1.CheckRule()
      let id = object.id("id", required: true)
      note(id, "check", object)
      wire.name = ResourceName.checkRule(programme.id, id)
      wire.kind = object.choice("kind", Self.kinds, required: true) ?? .unspecified
      wire.severity = object.choice("severity", Self.severities, required: true) ?? .unspecified
      wire.releasedByNote = object.flag("released_by_note")
      wire.disabled = object.flag("disabled")
      wire.indicators = indicators("indicators", object)
      wire.others = indicators("others", object)
      wire.margin = decimal("margin", object)
      wire.lowerLimit = decimal("lower_limit", object)
      wire.upperLimit = decimal("upper_limit", object)
      wire.least = object.int32("least")
      wire.factors = object.integers("factors")
      wire.request = object.localized("request")
      return wire
    }
  }

  private func indicators(_ key: String, _ object: YAMLObject) -> [String] {
    guard object.has(key) else { return [] }
    return references(key, "indicator", in: object).map { ResourceName.indicator(programme.id, $0) }
  }

  private func decimal(_ key: String, _ object: YAMLObject) -> String {
    let text = object.text(key)
    guard !text.isEmpty, Ratio(decimal: text) == nil else { return text }
    object.fault(key, "“\(text)”不是小数，应写作0.05。", "\"\(text)\" is not a decimal: write it as 0.05.")
    return ""
  }

  private static let kinds: KeyValuePairs<String, IndicatorsV1.CheckRule.Kind> = [
    "cumulative_fell": .cumulativeFell, "unchanged": .unchanged, "copied_from_last_month": .copiedFromLastMonth,
    "copied_from_neighbour": .copiedFromNeighbour, "range": .range, "base_adjusted": .baseAdjusted,
    "growth_disagrees": .growthDisagrees, "parts_disagree": .partsDisagree, "parts_exceed": .partsExceed,
    "sources_differ": .sourcesDiffer, "quotient": .quotient, "unusual_change": .unusualChange, "unit_slip": .unitSlip,
    "counted_twice": .countedTwice,
  ]
  private static let severities: KeyValuePairs<String, CommonV1.Fault.Severity> = ["hard": .hard, "soft": .soft]
}
