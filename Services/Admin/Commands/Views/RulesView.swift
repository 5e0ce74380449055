import WireTupo

/// The rules that figures are held against.
enum RulesView {
  static func table(_ rules: [IndicatorsV1.CheckRule], _ language: Language) -> Table {
    var table = Table([
      .text("rule", "规则", "rule"), .text("kind", "类别", "kind"), .text("severity", "轻重", "severity"),
      .text("parameters", "参数", "parameters"), .text("request", "要求", "asked of the zone", spare: 1),
      .number("version", "版本", "version"),
    ])
    table.rows = rules.map { rule in
      [
        .text(ResourceName.id(rule.name)), .text(kind(rule)), severity(rule, language), .text(parameters(rule)),
        .text(language.text(rule.request)), .number(rule.version),
      ]
    }
    return table
  }

  /// "parts_exceed", as it is written in checks.yaml.
  private static func kind(_ rule: IndicatorsV1.CheckRule) -> String {
    String((rule.kind.name ?? "").dropFirst("KIND_".count)).lowercased()
  }

  private static func severity(_ rule: IndicatorsV1.CheckRule, _ language: Language) -> Table.Cell {
    guard !rule.disabled else { return .word(Bilingual("停用", "disabled").text(language), "disabled", .muted) }
    return Words.severity(rule.severity, language)
  }

  private static func parameters(_ rule: IndicatorsV1.CheckRule) -> String {
    let pairs = [
      ("indicators", rule.indicators.map(ResourceName.id).joined(separator: "+")),
      ("others", rule.others.map(ResourceName.id).joined(separator: "+")), ("margin", rule.margin),
      ("lower_limit", rule.lowerLimit), ("upper_limit", rule.upperLimit),
      ("least", rule.least > 0 ? "\(rule.least)" : ""),
      ("factors", rule.factors.map { "\($0)" }.joined(separator: "+")),
    ]
    return pairs.filter { !$0.1.isEmpty }.map { "\($0.0)=\($0.1)" }.joined(separator: " ")
  }
}
