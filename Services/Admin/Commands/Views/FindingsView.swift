import WireTupo

/// What the checks found in a month.
enum FindingsView {
  static func table(_ found: IndicatorsV1.CheckMonthResponse, of month: String, _ language: Language) -> Table {
    let caption = Bilingual(
      "\(month) 校验\(found.checked)项，发现\(found.findings.count)处",
      "\(month): \(found.checked) figures checked, \(found.findings.count) findings")
    var table = Table(
      [
        .hidden("figure"), .text("zone", "单位", "zone"), .text("indicator", "指标", "indicator"),
        .text("severity", "轻重", "severity"), .hidden("reason"), .text("text", "问题", "what was found"),
        .text("explanation", "单位说明", "explanation", spare: 1), .hidden("suggestion"),
        .text("rule", "规则", "rule", spare: 2),
      ], caption: caption.text(language))
    table.facts = [
      ("month", .string(month)), ("checked", .integer(Int64(found.checked))),
      ("data_version", .string(found.version.text)),
    ]
    table.rows = found.findings.map { finding in
      let fault = finding.fault ?? CommonV1.Fault()
      return [
        .text(finding.figure), .text(language.text(finding.zoneTitle)), .text(language.text(finding.indicatorTitle)),
        Words.severity(fault.severity, language), .text(fault.reason), .text(language.text(fault.text)),
        .text(finding.explanation), fault.suggestion.map { .number($0) } ?? .missing,
        .text(ResourceName.id(fault.rule)),
      ]
    }
    table.notes = found.shortHistory.map { short in
      Bilingual(
        "样本不足：\(short.figures)项的历史不够，未作判断（\(ResourceName.id(short.rule))）",
        "Too little history to judge \(short.figures) figures by \(ResourceName.id(short.rule))"
      ).text(language)
    }
    return table
  }
}
