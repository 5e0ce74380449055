import Chassis
import Domain
import Wire
import WireTupo

extension ResourcePattern {
  static let checkRule = ResourcePattern("programmes/{programme}/checkRules/{rule}")
}

extension CheckRuleRecord {
  init?(
    _ wire: IndicatorsV1.CheckRule, programme: String?, order: Int, field: String, _ faults: inout FieldFaults
  ) {
    let id = faults.name("\(field).name", wire.name, .checkRule, of: programme)
    let kind = faults.choice("\(field).kind", wire.kind, CheckRule.Kind.init(_:))
    let severity = faults.choice("\(field).severity", wire.severity, Finding.Severity.init(_:))
    let indicators = faults.indicators("\(field).indicators", wire.indicators, of: programme)
    let others = faults.indicators("\(field).others", wire.others, of: programme)
    let margin = faults.decimal("\(field).margin", wire.margin)
    let lower = faults.decimal("\(field).lower_limit", wire.lowerLimit)
    let upper = faults.decimal("\(field).upper_limit", wire.upperLimit)
    guard let programme, let id, let kind, let severity else { return nil }
    let rule = CheckRule(
      id: id, kind, severity: severity, isReleasedByNote: wire.releasedByNote, isDisabled: wire.disabled,
      indicators: indicators, others: others, margin: margin, lower: lower, upper: upper, least: Int(wire.least),
      factors: wire.factors, request: Bilingual(wire.request))
    for fault in rule.faults { faults.add(fault, of: field) }
    self.init(programme: programme, rule: rule, order: order)
  }

  var name: String { ResourcePattern.checkRule.name(programme, rule.id) }
}

extension CheckRule {
  func wire(programme: String) -> IndicatorsV1.CheckRule {
    .with {
      $0.name = ResourcePattern.checkRule.name(programme, id)
      $0.kind = kind.wire
      $0.severity = severity.wire
      $0.releasedByNote = isReleasedByNote
      $0.disabled = isDisabled
      $0.indicators = indicators.map { ResourcePattern.indicator.name(programme, $0.rawValue) }
      $0.others = others.map { ResourcePattern.indicator.name(programme, $0.rawValue) }
      $0.margin = margin?.decimalText ?? ""
      $0.lowerLimit = lower?.decimalText ?? ""
      $0.upperLimit = upper?.decimalText ?? ""
      $0.least = Int32(clamping: least)
      $0.factors = factors
      $0.request = CommonV1.LocalizedText(request)
      $0.version = Int32(clamping: version)
    }
  }
}

extension FieldFaults {
  /// A plain decimal; empty: none.
  fileprivate mutating func decimal(_ field: String, _ text: String) -> Ratio? {
    guard !text.isEmpty else { return nil }
    return require(
      field, Ratio(decimal: text), "DECIMAL_INVALID", zh: "应为小数，如0.05。", en: "must be a decimal, as 0.05.")
  }

  fileprivate mutating func indicators(_ field: String, _ names: [String], of programme: String?) -> [IndicatorKey] {
    distinct(names) { "\(field)[\($0)]" }
    return names.enumerated().compactMap { index, name in
      self.name("\(field)[\(index)]", name, .indicator, of: programme).map { IndicatorKey($0) }
    }
  }

  /// A parameter that does not fit the rule's kind, told by its field.
  fileprivate mutating func add(_ fault: CheckRule.Fault, of rule: String) {
    switch fault {
    case .others(let range):
      add(
        "\(rule).others", "OTHERS_INVALID", zh: "应有\(range.lowerBound)至\(range.upperBound)个指标。",
        en: "must name \(range.lowerBound) to \(range.upperBound) indicators.")
    case .comparedWithItself(let key):
      add(
        "\(rule).others", "COMPARED_WITH_ITSELF", zh: "“\(key.rawValue)”不能与自身比较。",
        en: "\"\(key.rawValue)\" cannot be held against itself.")
    case .oneIndicator:
      add("\(rule).indicators", "ONE_INDICATOR", zh: "该类规则应且只应有一个指标。", en: "must name exactly one indicator.")
    case .limits:
      add(
        "\(rule).upper_limit", "LIMITS_INVALID", zh: "上下限不适合该类规则。",
        en: "and lower_limit do not fit a rule of this kind.")
    case .margin: add("\(rule).margin", "MARGIN_NEGATIVE", zh: "不能为负。", en: "must not be negative.")
    case .least(let range):
      add(
        "\(rule).least", "LEAST_INVALID", zh: "应为\(range.lowerBound)至\(range.upperBound)。",
        en: "must be \(range.lowerBound) to \(range.upperBound).")
    case .factors:
      add("\(rule).factors", "FACTORS_INVALID", zh: "至少一个，均不小于2。", en: "must hold at least one, each 2 or more.")
    }
  }
}

extension CheckRule.Kind {
  /// As the contract names them.
  static let words: [(CheckRule.Kind, IndicatorsV1.CheckRule.Kind)] = [
    (.cumulativeFell, .cumulativeFell), (.unchanged, .unchanged), (.copiedFromLastMonth, .copiedFromLastMonth),
    (.copiedFromNeighbour, .copiedFromNeighbour), (.range, .range), (.baseAdjusted, .baseAdjusted),
    (.growthDisagrees, .growthDisagrees), (.partsDisagree, .partsDisagree), (.partsExceed, .partsExceed),
    (.sourcesDiffer, .sourcesDiffer), (.quotient, .quotient), (.unusualChange, .unusualChange), (.unitSlip, .unitSlip),
    (.countedTwice, .countedTwice),
  ]

  fileprivate init?(_ wire: IndicatorsV1.CheckRule.Kind) {
    guard let known = Self.words.first(where: { $0.1 == wire }) else { return nil }
    self = known.0
  }

  fileprivate var wire: IndicatorsV1.CheckRule.Kind { Self.words.first { $0.0 == self }?.1 ?? .unspecified }
}

extension Finding.Severity {
  fileprivate init?(_ wire: CommonV1.Fault.Severity) {
    switch wire {
    case .hard: self = .hard
    case .soft: self = .soft
    default: return nil
    }
  }

  var wire: CommonV1.Fault.Severity { self == .hard ? .hard : .soft }
}
