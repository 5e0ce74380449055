import Chassis
import Domain
import Wire
import WireTupo

extension ResourcePattern {
  static let threshold = ResourcePattern("programmes/{programme}/thresholds/{threshold}")
}

extension TargetRecord {
  init?(_ wire: IndicatorsV1.Target, programme: String?, field: String, _ faults: inout FieldFaults) {
    let last = faults.name("\(field).name", wire.name, .target, of: programme)
    let zone = ResourcePattern.target.match(wire.name)?[1]
    let indicator = faults.name("\(field).indicator", wire.indicator, .indicator, of: programme)
    if let last, let indicator, last != "\(indicator)-\(wire.year)" {
      faults.add(
        "\(field).name", "NAME_INVALID", zh: "应以“\(indicator)-\(wire.year)”结尾。",
        en: "must end in \(indicator)-\(wire.year).")
    }
    faults.year("\(field).year", wire.year)
    let comparison = faults.choice("\(field).operator", wire.operator, Comparison.init(_:))
    let responsibility = faults.responsibility("\(field).responsibility", wire.responsibility)
    let clauses = faults.texts("\(field).clauses", wire.clauses)
    let demand: Target.Demand? =
      switch wire.goal {
      case .value(let value): .value(Amount(value))
      case .growthBasisPoints(let points): .growth(Ratio(basisPoints: points))
      case nil: nil
      }
    faults.demand(field, wire.goal)
    let goal = faults.require(
      "\(field).goal", demand, "FIELD_REQUIRED", zh: "须给出value或growth_basis_points之一。",
      en: "needs either value or growth_basis_points.")
    guard let programme, let zone, let indicator, let comparison, let goal else { return nil }
    self.init(
      programme: programme,
      target: Target(
        zone: ZoneKey(zone), indicator: IndicatorKey(indicator), year: Int(wire.year), demand: goal,
        comparison: comparison, wording: wire.wording),
      responsibility: responsibility, clauses: clauses)
  }

  /// Notes a value below nothing where the programme's checks say that the indicator has none.
  func checkSign(_ own: [CheckRule], field: String, _ faults: inout FieldFaults) {
    guard case .value(let amount) = target.demand, amount < .zero,
      CheckRule.forbidNegative(target.indicator, own: own)
    else { return }
    faults.add(
      "\(field).value", "VALUE_NEGATIVE", zh: "按检查规则该指标不为负；确可为负的，请先修改检查规则negative。",
      en: "is below nothing, which the checks do not have of the indicator: change the rule \"negative\" first.")
  }

  var name: String {
    ResourcePattern.target.name(programme, zone, "\(target.indicator.rawValue)-\(target.year)")
  }

  var wire: IndicatorsV1.Target {
    .with {
      $0.name = name
      $0.indicator = ResourcePattern.indicator.name(programme, target.indicator.rawValue)
      $0.year = Int32(clamping: target.year)
      switch target.demand {
      case .value(let amount): $0.goal = .value(amount.units)
      case .growth(let rate): $0.goal = .growthBasisPoints(rate.basisPoints ?? 0)
      }
      $0.operator = target.comparison.wire
      $0.wording = target.wording
      $0.responsibility = CommonV1.Responsibility(responsibility)
      $0.clauses = clauses
      $0.etag = etag
    }
  }
}

extension ThresholdRecord {
  init?(
    _ wire: IndicatorsV1.ThresholdTarget, programme: String?, order: Int, field: String, _ faults: inout FieldFaults
  ) {
    let id = faults.name("\(field).name", wire.name, .threshold, of: programme)
    let title = faults.text("\(field).title", wire.title)
    let indicator = faults.name("\(field).indicator", wire.indicator, .indicator, of: programme)
    faults.year("\(field).year", wire.year)
    let comparison = faults.choice("\(field).operator", wire.operator, Comparison.init(_:))
    var zones: [ZoneKey] = []
    for (index, zone) in wire.zones.enumerated() {
      if let id = faults.name("\(field).zones[\(index)]", zone, .zone, of: programme) { zones.append(ZoneKey(id)) }
    }
    faults.distinct(wire.zones) { "\(field).zones[\($0)]" }
    let clauses = faults.texts("\(field).clauses", wire.clauses)
    faults.size("\(field).value", wire.value)
    if wire.count < 1 || Int(wire.count) > wire.zones.count {
      faults.add("\(field).count", "COUNT_INVALID", zh: "应为1至单位总数。", en: "must be 1 to the number of zones.")
    }
    guard let programme, let id, let title, let indicator, let comparison else { return nil }
    self.init(
      programme: programme, title: title,
      threshold: Threshold(
        key: id, indicator: IndicatorKey(indicator), year: Int(wire.year), zones: zones, limit: Amount(wire.value),
        comparison: comparison, needed: Int(wire.count), wording: wire.wording),
      clauses: clauses, order: order)
  }

  var name: String { ResourcePattern.threshold.name(programme, threshold.key) }

  var wire: IndicatorsV1.ThresholdTarget {
    .with {
      $0.name = name
      $0.title = CommonV1.LocalizedText(title)
      $0.indicator = ResourcePattern.indicator.name(programme, threshold.indicator.rawValue)
      $0.year = Int32(clamping: threshold.year)
      $0.value = threshold.limit.units
      $0.operator = threshold.comparison.wire
      $0.count = Int32(clamping: threshold.needed)
      $0.zones = threshold.zones.map { ResourcePattern.zone.name(programme, $0.rawValue) }
      $0.wording = threshold.wording
      $0.clauses = clauses
      $0.etag = etag
    }
  }
}

extension FieldFaults {
  /// What a target demands, of a size that can be.
  fileprivate mutating func demand(_ field: String, _ goal: IndicatorsV1.Target.Goal?) {
    switch goal {
    case .value(let value): size("\(field).value", value)
    case .growthBasisPoints(let points):
      guard !Target.allows(growth: Ratio(basisPoints: points)) else { return }
      add(
        "\(field).growth_basis_points", "GROWTH_OUT_OF_RANGE", zh: "应大于-100%且不超过10000倍，单位为基点（30%填3000）。",
        en: "must be above -100 % and at most ten thousandfold, in basis points (3000 is 30 %).")
    case nil: break
    }
  }
}
