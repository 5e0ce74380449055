import Domain
import WireTupo

/// A breakdown, node by node: what each month is to reach, and by each kind its parts. As CSV it is a file that
/// `tupo breakdown set --file` reads.
enum BreakdownView {
  static func table(_ breakdown: IndicatorsV1.Breakdown, _ names: CatalogueNames, _ language: Language) -> Table {
    let name = TargetName(breakdown.name)
    let unit = names.unit(name.indicator)
    let title = "\(names.zone(name.zone, language)) \(names.indicator(name.indicator, language)) \(name.year)"
    var table = Table(
      [
        .text("month", "月份", "month"), .text("kind", "分解", "by"), .text("subject", "分项", "part"),
        .number("cumulative", "累计", "cumulative"), .number("added", "当月", "in the month"),
        .text("person", "责任人", "person", spare: 1), .text("leader", "分管领导", "leader", spare: 2),
        .text("lead_unit", "责任单位", "lead unit", spare: 2),
      ], caption: title + (unit.isEmpty ? "" : "（\(unit)）"))
    table.facts = facts(breakdown)
    var before: IndicatorsV1.Breakdown.Node?
    for node in breakdown.nodes {
      table.rows += rows(node, after: before, language) { names.amount($0, of: name.indicator) }
      before = node
    }
    table.hideEmptyColumns(["person", "leader", "lead_unit"])
    table.notes = notes(breakdown, language)
    return table
  }

  private static func facts(_ breakdown: IndicatorsV1.Breakdown) -> [(String, JSONValue)] {
    [
      ("breakdown", .string(breakdown.name)), ("number", .integer(Int64(breakdown.number))),
      ("annual_value", breakdown.annualValue.map { .integer($0) } ?? .null), ("stale", .bool(breakdown.stale)),
      ("locked", .bool(breakdown.lock != nil)), ("reason", .string(breakdown.reason)),
      ("agreement", .string(breakdown.agreement)), ("etag", .string(breakdown.etag)),
      ("steps", .array(breakdown.steps.map(BreakdownWords.step))),
    ]
  }

  private static func rows(
    _ node: IndicatorsV1.Breakdown.Node, after before: IndicatorsV1.Breakdown.Node?, _ language: Language,
    _ amount: (Int64) -> Table.Cell
  ) -> [[Table.Cell]] {
    func row(_ kind: Table.Cell, _ part: Table.Cell, _ value: Int64, _ earlier: Int64?, _ person: String)
      -> [Table.Cell]
    {
      let who = person.isEmpty ? "" : ResourceName.id(person)
      return [.text(node.month), kind, part, amount(value), amount(value - (earlier ?? 0)), .text(who)]
    }
    let total = Table.Cell(shown: BreakdownWords.kind(.unspecified).text(language), value: .null, tone: .strong)
    let responsibility = node.responsibility ?? .init()
    var rows = [
      row(total, .missing, node.cumulative, before?.cumulative, node.person) + [
        .text(responsibility.leader), .text(responsibility.leadUnit),
      ]
    ]
    for partition in node.partitions {
      let earlier = before?.partitions.first { $0.kind == partition.kind }
      let word = BreakdownWords.kinds.first { $0.value == partition.kind }?.key ?? ""
      let kind = Table.Cell.word(BreakdownWords.kind(partition.kind).text(language), word)
      for leaf in partition.leaves {
        let last = earlier?.leaves.first { $0.subject == leaf.subject }?.cumulative
        let part = Table.Cell.text(ResourceName.id(leaf.subject))
        rows.append(row(kind, part, leaf.cumulative, last, leaf.person) + [.missing, .missing])
      }
      let other = Table.Cell(
        shown: Bilingual("其他（未分解）", "other (undivided)").text(language), value: .null, tone: .muted)
      rows.append(row(kind, other, partition.undivided, earlier?.undivided, "") + [.missing, .missing])
    }
    return rows
  }

  private static func notes(_ breakdown: IndicatorsV1.Breakdown, _ language: Language) -> [String] {
    let method = BreakdownWords.method(breakdown.method)
    let version =
      breakdown.number == 0
      ? Bilingual("建议方案，未保存", "a proposal, not kept")
      : Bilingual("第\(breakdown.number)版", "version \(breakdown.number)")
    var notes = [Bilingual("\(version.zh)，\(method.zh)", "\(version.en), \(method.en)")]
    if !breakdown.reason.isEmpty { notes.append(Bilingual("事由：\(breakdown.reason)", "reason: \(breakdown.reason)")) }
    if !breakdown.agreement.isEmpty {
      notes.append(Bilingual("依据：\(breakdown.agreement)", "agreement: \(breakdown.agreement)"))
    }
    if breakdown.stale {
      notes.append(Bilingual("全年目标值已变动，须重新分解", "the annual value has changed: a new version is needed"))
    }
    return notes.map { $0.text(language) } + breakdown.steps.compactMap { BreakdownWords.line($0, language) }
      + [language.text(breakdown.lock?.reason)].filter { !$0.isEmpty }
  }
}

/// Breakdowns or versions, one line each.
enum BreakdownsView {
  static func table(
    _ breakdowns: [IndicatorsV1.Breakdown], _ names: CatalogueNames, _ language: Language
  ) -> Table {
    var table = Table([
      .hidden("breakdown"), .text("zone", "单位", "zone"), .text("indicator", "指标", "indicator"),
      .text("year", "年度", "year"), .number("number", "版次", "version"),
      .number("annual_value", "全年目标", "annual value"), .text("unit", "计量单位", "unit"),
      .text("method", "方法", "method", spare: 1), .text("state", "状态", "state"),
      .text("reason", "事由", "reason", spare: 2), .text("made_by", "编制", "made by", spare: 3),
      .text("steps", "审定与解锁", "approved and opened", spare: 4), .hidden("etag"),
    ])
    table.rows = breakdowns.map { row($0, names, language) }
    table.hideEmptyColumns(["reason", "steps"])
    return table
  }

  private static func row(
    _ breakdown: IndicatorsV1.Breakdown, _ names: CatalogueNames, _ language: Language
  ) -> [Table.Cell] {
    let name = TargetName(breakdown.name)
    let method = BreakdownWords.methods.first { $0.value == breakdown.method }?.key ?? "by_hand"
    return [
      .text(breakdown.name), .word(names.zone(name.zone, language), ResourceName.id(name.zone)),
      .word(names.indicator(name.indicator, language), ResourceName.id(name.indicator)), .text(name.year),
      .number(breakdown.number), names.amount(breakdown.nodes.last?.cumulative, of: name.indicator),
      .text(names.unit(name.indicator)), .word(BreakdownWords.method(breakdown.method).text(language), method),
      state(breakdown, language), .text(breakdown.reason), madeBy(breakdown, language),
      steps(breakdown, language), .text(breakdown.etag),
    ]
  }

  private static func madeBy(_ breakdown: IndicatorsV1.Breakdown, _ language: Language) -> Table.Cell {
    guard let maker = breakdown.madeBy else { return .missing }
    return .word(WorkflowWords.who(maker, language), maker.principal)
  }

  private static func steps(_ breakdown: IndicatorsV1.Breakdown, _ language: Language) -> Table.Cell {
    Table.Cell(
      shown: breakdown.steps.compactMap { BreakdownWords.line($0, language) }
        .joined(separator: Bilingual("；", "; ").text(language)),
      value: .array(breakdown.steps.map(BreakdownWords.step)))
  }

  private static func state(_ breakdown: IndicatorsV1.Breakdown, _ language: Language) -> Table.Cell {
    if breakdown.stale { return .word(Bilingual("须重新分解", "stale").text(language), "stale", .bad) }
    if breakdown.lock != nil { return .word(Bilingual("已锁定", "locked").text(language), "locked", .good) }
    return .word(Bilingual("可修改", "open").text(language), "open")
  }
}
