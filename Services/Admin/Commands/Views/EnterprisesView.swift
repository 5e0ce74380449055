import WireTupo

/// Enterprises, and what they give to figures.
enum EnterprisesView {
  static func table(_ enterprises: [IndicatorsV1.Enterprise], _ language: Language) -> Table {
    var table = Table([
      .hidden("name"), .text("id", "企业", "enterprise", spare: 2), .text("code", "代码", "code"),
      .text("title", "名称", "name of it"), .text("industry", "行业", "industry"), .text("scale", "规模", "size"),
      .text("zone", "单位", "zone"), .text("placements", "沿革", "since", spare: 1), .text("closed_on", "注销", "closed"),
      .hidden("source"), .hidden("etag"),
    ])
    table.rows = enterprises.map { own in
      let industry = own.industryCode.isEmpty ? "" : "\(own.industryCode)（\(own.industryEdition)）"
      let way = own.placements.map { "\(ResourceName.id($0.zone)) \($0.validFrom)—\($0.validTo)" }
      return [
        .text(own.name), .text(ResourceName.id(own.name)), .text(own.code), .text(own.title), .text(industry),
        own.aboveScale ? .word(Bilingual("规上", "above").text(language), "above", .plain) : .missing,
        .text(ResourceName.id(own.zone)), .text(way.joined(separator: "；")), .text(own.closedOn), .text(own.source),
        .text(own.etag),
      ]
    }
    table.hideEmptyColumns(["closed_on"])
    table.notes = Words.demonstration(enterprises.contains(where: \.demonstration), language)
    return table
  }

  static func reported(_ answer: IndicatorsV1.SubmitEnterpriseFiguresResponse, _ language: Language) -> Table {
    var table = FaultsView.table(answer.findings, language)
    table.facts = [("changed", .integer(Int64(answer.changed))), ("data_version", .string(answer.version.text))]
    table.notes = [
      Bilingual(
        "变动\(answer.changed)项，待说明\(answer.findings.count)处",
        "\(answer.changed) changed, \(answer.findings.count) to be explained"
      ).text(language)
    ]
    return table
  }

  static func figures(_ figures: [IndicatorsV1.EnterpriseFigure], _ language: Language) -> Table {
    var table = Table([
      .text("zone", "单位", "zone"), .text("enterprise", "企业", "enterprise"), .text("indicator", "指标", "indicator"),
      .text("month", "月份", "month"), .number("value", "数值", "value"), .text("note", "备注", "note", spare: 1),
    ])
    table.rows = figures.map { own in
      [
        .text(ResourceName.id(own.zone)), .text(ResourceName.id(own.enterprise)), .text(ResourceName.id(own.indicator)),
        .text(own.month), own.value.map { .number($0) } ?? .missing, .text(own.note),
      ]
    }
    table.notes = Words.demonstration(figures.contains(where: \.demonstration), language)
    return table
  }

  static func sums(_ sums: IndicatorsV1.EnterpriseTable, _ language: Language) -> Table {
    let label = sums.label ?? IndicatorsV1.IndicatorLabel()
    let industries = sums.industries.map { own -> Table.Column in
      let key = own.code.isEmpty ? "other" : "\(own.edition)-\(own.code)"
      let heading = own.code.isEmpty ? Bilingual("未分类", "none") : Bilingual("\(own.code)类", own.code)
      return .number(key, heading.zh, heading.en)
    }
    var table = Table(
      [.hidden("zone"), .text("title", "单位", "zone"), .number("total", "合计", "total")] + industries,
      caption: label.caption(sums.month, language))
    table.facts =
      [("month", .string(sums.month))] + label.facts + [
        ("whole", .bool(sums.whole)), ("demonstration", .bool(sums.demonstration)),
        ("data_version", .string(sums.version.text)),
      ]
    table.rows = ((sums.total.map { [$0] } ?? []) + sums.rows).map { row in
      [.text(row.zone), .text(language.text(row.title), row.zone.isEmpty ? .strong : .plain)]
        + ([row.total ?? .init()] + row.cells).map { cell($0, label, language) }
    }
    table.notes =
      Words.demonstration(sums.demonstration, language)
      + (sums.whole
        ? []
        : [
          Bilingual(
            "“保密”：由不足三家企业构成，或可由其推算；不是零，也不是未报。",
            "\"secret\": made of fewer than three enterprises, or one would follow from it; neither zero nor missing."
          ).text(language)
        ])
    return table
  }

  private static func cell(
    _ cell: IndicatorsV1.EnterpriseTable.Cell, _ label: IndicatorsV1.IndicatorLabel, _ language: Language
  ) -> Table.Cell {
    switch cell.state {
    case .shown: label.amount(cell.value)
    case .withheld: .word(Bilingual("保密", "secret").text(language), "withheld", .muted)
    default: .missing
    }
  }
}
