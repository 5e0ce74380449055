import WireTupo

/// What somebody has to deliver up to a month, the least complete first; what was not reported stands before all.
enum DeliverablesView {
  /// `subject` and `month` are what was asked for: an unknown name is told as one of whom nothing is asked.
  static func table(
    _ deliverables: [IndicatorsV1.Deliverable], of subject: String, in month: String, _ names: CatalogueNames,
    _ language: Language
  ) -> Table {
    var table = Table([
      .hidden("breakdown"), .text("zone", "单位", "zone"), .text("indicator", "指标", "indicator"),
      .text("month", "月份", "month", spare: 3), .text("kind", "分解", "by"), .text("subject", "分项", "part"),
      .number("due", "应完成累计", "due"), .number("due_this_month", "当月应增", "due this month", spare: 1),
      .number("delivered", "已完成", "delivered"), .number("completion_basis_points", "完成%", "done %"),
      .number("short", "差额", "short"), .text("unit", "计量单位", "unit"), .text("note", "说明", "note", spare: 2),
    ])
    table.rows = deliverables.sorted { rank($0) < rank($1) }.map { row($0, names, language) }
    table.hideEmptyColumns(["note"])
    table.facts = [("subject", .string(subject)), ("month", .string(month))]
    if deliverables.isEmpty {
      table.notes = [
        Bilingual("\(month)对\(subject)没有任务要求。", "Nothing is asked of \(subject) in \(month).").text(language)
      ]
    }
    return table
  }

  private static func rank(_ item: IndicatorsV1.Deliverable) -> (Int64, String) {
    (item.delivered == nil ? .min : item.completion?.basisPoints ?? .max, item.breakdown)
  }

  private static func row(
    _ item: IndicatorsV1.Deliverable, _ names: CatalogueNames, _ language: Language
  ) -> [Table.Cell] {
    let name = TargetName(item.breakdown)
    let kind = BreakdownWords.kinds.first { $0.value == item.kind }?.key ?? "total"
    let amount = { (value: Int64?) in names.amount(value, of: name.indicator) }
    return [
      .text(item.breakdown), .word(names.zone(name.zone, language), ResourceName.id(name.zone)),
      .word(names.indicator(name.indicator, language), ResourceName.id(name.indicator)), .text(item.month),
      .word(BreakdownWords.kind(item.kind).text(language), kind), .text(ResourceName.id(item.leaf?.subject ?? "")),
      amount(item.leaf?.cumulative), amount(item.dueThisMonth), amount(item.delivered), .rate(item.completion),
      amount(item.short), .text(names.unit(name.indicator)), .text(item.note),
    ]
  }
}
