import WireTupo

/// Where the year will end: one row for each zone, the total at the head, the thresholds under it.
enum OutlookView {
  static func table(_ outlook: IndicatorsV1.Outlook, _ language: Language) -> Table {
    let label = outlook.label ?? IndicatorsV1.IndicatorLabel()
    var table = Table(columns, caption: label.caption(outlook.month, language))
    table.facts =
      [("month", .string(outlook.month))] + label.facts + [
        ("method", .string(outlook.method)), ("back_test_landings", .integer(Int64(outlook.backTest?.landings ?? 0))),
        ("back_test_error_basis_points", .rate(outlook.backTest?.error)),
        ("naive_error_basis_points", .rate(outlook.backTest?.naiveError)),
        ("thresholds", .array(outlook.thresholds.map(threshold))), ("demonstration", .bool(outlook.demonstration)),
        ("zone_group", .string(outlook.zoneGroup)),
        ("data_version", .string(outlook.version.text)),
      ]
    table.rows = ((outlook.total.map { [$0] } ?? []) + outlook.rows).map { row($0, label, language) }
    table.hideEmptyColumns(["low", "high", "target", "chance_basis_points", "absent", "provisional", "standing"])
    table.notes =
      Words.demonstration(outlook.demonstration, language) + [method(outlook, language)]
      + outlook.thresholds.map { sentence($0, language) }
      + language.notes(outlook.provisionalRule)
    return table
  }

  private static let columns: [Table.Column] =
    [
      .hidden("zone"), .text("title", "单位", "zone"), .number("cumulative", "累计", "cumulative"),
      .number("landing", "预计全年", "expected"), .number("low", "八成区间下限", "80 % from", spare: 1),
      .number("high", "上限", "to", spare: 1), .number("target", "年度目标", "annual target", spare: 2),
      .number("chance_basis_points", "达标概率%", "chance %"), .text("state", "状态", "report", spare: 4),
      .text("absent", "说明", "note", spare: 3),
    ] + Table.Column.standing

  private static func row(
    _ row: IndicatorsV1.Outlook.Row, _ label: IndicatorsV1.IndicatorLabel, _ language: Language
  ) -> [Table.Cell] {
    [
      .text(row.zone), .text(language.text(row.title), row.zone.isEmpty ? .strong : .plain),
      label.amount(row.cumulative), label.amount(row.landing), label.amount(row.low), label.amount(row.high),
      label.amount(row.target), .rate(row.chance), .state(row.state, language),
      .text(language.text(row.absent), .muted),
      label.amount(row.provisional), .standing(row.standing, language),
    ]
  }

  private static func method(_ outlook: IndicatorsV1.Outlook, _ language: Language) -> String {
    let title = language.text(outlook.methodTitle)
    guard let test = outlook.backTest, let error = test.error, let naive = test.naiveError else {
      return Bilingual("预计方法：\(title)；往年样本不足，未作回测。", "Method: \(title); too short a history for a back-test.")
        .text(language)
    }
    let years = test.years.map(String.init).joined(separator: language == .zh ? "、" : ", ")
    return Bilingual(
      "预计方法：\(title)；以\(years)年回测\(test.landings)个预计数，平均误差\(error.display)%（季节性外推\(naive.display)%）。",
      "Method: \(title); mean error \(error.display) % over \(test.landings) landings of \(years) "
        + "(seasonal naive: \(naive.display) %)."
    ).text(language)
  }

  private static func sentence(_ threshold: IndicatorsV1.Outlook.ThresholdChance, _ language: Language) -> String {
    let title = language.text(threshold.target?.title)
    guard let chance = threshold.chance else { return "\(title)：\(language.text(threshold.absent))" }
    return Bilingual("\(title)：概率\(chance.display)%", "\(title): chance \(chance.display) %").text(language)
  }

  private static func threshold(_ threshold: IndicatorsV1.Outlook.ThresholdChance) -> JSONValue {
    .members([
      ("target", .string(threshold.target?.name ?? "")), ("chance_basis_points", .rate(threshold.chance)),
      (
        "zones",
        .array(
          threshold.candidates.map {
            .members([("zone", .string($0.zone)), ("chance_basis_points", .rate($0.chance))])
          })
      ),
    ])
  }
}

extension JSONValue {
  /// A rate in basis points.
  fileprivate static func rate(_ rate: CommonV1.Rate?) -> JSONValue { rate.map { .integer($0.basisPoints) } ?? .null }
}
