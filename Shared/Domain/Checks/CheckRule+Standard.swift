extension CheckRule {
  /// The rules of the product itself: they hold in every programme that has no rule of its own with the same id.
  public static let standard: [CheckRule] = [
    CheckRule(
      id: "base-adjusted", .baseAdjusted, severity: .hard, isReleasedByNote: true,
      request: Bilingual(zh: "请在备注中说明原因", en: "say why in the note")),
    CheckRule(
      id: "cumulative-fell", .cumulativeFell,
      request: Bilingual(zh: "请说明是否核减", en: "say whether it was corrected downwards")),
    CheckRule(id: "unchanged", .unchanged),
    CheckRule(id: "growth-disagrees", .growthDisagrees, margin: Ratio(basisPoints: 10)),
    CheckRule(id: "negative", .range, lower: .zero),
    CheckRule(
      id: "unit-slip", .unitSlip, upper: Ratio(3), factors: [1_000, 10_000, 100_000_000],
      request: Bilingual(zh: "请核对计量单位", en: "check the unit")),
    CheckRule(
      id: "counted-twice", .countedTwice,
      request: Bilingual(zh: "请核对企业归属，剔除重复", en: "settle whose it is, and count it once")),
  ]

  /// Whether the rules in force say of an indicator that its value is not below nothing, as the product's own do: a
  /// programme lays a rule over that one where it may be (profits).
  public static func forbidNegative(_ indicator: IndicatorKey, own: [CheckRule]) -> Bool {
    inForce(own).contains {
      $0.kind == .range && !$0.isDisabled && $0.isFor(indicator) && ($0.lower.map { !$0.isNegative } ?? false)
    }
  }

  /// A programme's own rules laid over the standard ones by their ids; the standard ones first.
  public static func inForce(_ own: [CheckRule]) -> [CheckRule] {
    let byID = Dictionary(own.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    let known = Set(standard.map(\.id))
    return standard.map { byID[$0.id] ?? $0 } + own.filter { !known.contains($0.id) }
  }
}
