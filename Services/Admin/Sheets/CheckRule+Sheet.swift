import Domain
import RPC
import Wire
import WireTupo

extension CheckRule {
  /// The rules in force in a programme, in the order in which they are applied, as far as a sheet can say them.
  static func inForce(
    _ programme: String, _ channel: RPCChannel, _ options: CallOptions, read: CommonV1.ReadPoint? = nil
  ) async throws -> [CheckRule] {
    let rules = try await Pages.all { token in
      let page = try await IndicatorsV1.CheckServiceClient(channel).listCheckRules(
        .with {
          $0.parent = programme
          $0.pageToken = token
          $0.read = read
        }, options: options)
      return (page.checkRules, page.nextPageToken)
    }
    return rules.compactMap { CheckRule(inSheet: $0) }
  }

  /// `nil` for a rule that is out of force, or of a kind that no sheet can say.
  init?(inSheet wire: IndicatorsV1.CheckRule) {
    guard !wire.disabled, let kind = Kind(inSheet: wire.kind) else { return nil }
    func keys(_ names: [String]) -> [IndicatorKey] { names.map { IndicatorKey(ResourceName.id($0)) } }
    self.init(
      id: ResourceName.id(wire.name), version: Int(wire.version), kind,
      severity: wire.severity == .hard ? .hard : .soft, isReleasedByNote: wire.releasedByNote,
      indicators: keys(wire.indicators), others: keys(wire.others), margin: Ratio(decimal: wire.margin),
      lower: Ratio(decimal: wire.lowerLimit), upper: Ratio(decimal: wire.upperLimit), least: Int(wire.least),
      factors: wire.factors,
      request: Domain.Bilingual(zh: Language.zh.text(wire.request), en: Language.en.text(wire.request)))
  }
}

extension CheckRule.Kind {
  fileprivate init?(inSheet wire: IndicatorsV1.CheckRule.Kind) {
    switch wire {
    case .cumulativeFell: self = .cumulativeFell
    case .unchanged: self = .unchanged
    case .range: self = .range
    case .baseAdjusted: self = .baseAdjusted
    case .partsDisagree: self = .partsDisagree
    case .partsExceed: self = .partsExceed
    case .sourcesDiffer: self = .sourcesDiffer
    case .quotient: self = .quotient
    case .unitSlip: self = .unitSlip
    default: return nil
    }
  }
}
