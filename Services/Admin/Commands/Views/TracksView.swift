import WireTupo

/// What was due, is late and comes next; and how each track stands.
enum TracksView {
  static func items(_ report: PlanningV1.TrackReport, _ language: Language) -> Table {
    var table = Table(
      [
        .text("list", "类别", "list"), .text("track_title", "事项", "track"), .hidden("track"),
        .text("milestone_title", "里程碑", "milestone"), .hidden("milestone"), .text("deadline", "期限", "deadline"),
        .text("completed_on", "完成", "completed on"), .text("earliest", "最早", "earliest", spare: 2),
        .text("latest", "最迟", "latest", spare: 1), .number("slack_days", "余量（天）", "slack (days)"),
        .number("days_late", "逾期（天）", "days late"), .text("evidence", "凭据", "evidence", spare: 3),
      ], caption: report.on)
    table.facts = [
      ("on", .string(report.on)), ("demonstration", .bool(report.demonstration)),
      ("data_version", .string(report.version.text)),
    ]
    for (word, key, tone, items) in [
      (Bilingual("到期", "due"), "due", Tone.plain, report.due), (Bilingual("逾期", "late"), "late", .bad, report.late),
      (Bilingual("下一步", "next"), "next", .muted, report.next),
    ] {
      table.rows += items.map { row($0, .word(word.text(language), key, tone), language) }
    }
    if report.demonstration { table.notes = [Bilingual("含演示数据 · 非公文", "Holds demonstration data").text(language)] }
    return table
  }

  private static func row(
    _ item: PlanningV1.TrackReport.Item, _ list: Table.Cell, _ language: Language
  ) -> [Table.Cell] {
    let milestone = item.milestone ?? PlanningV1.Milestone()
    return [
      list, .text(language.text(item.trackTitle)), .text(ResourceName.id(item.track)),
      .text(language.text(milestone.title)), .text(milestone.id), .text(milestone.deadline),
      .text(milestone.completion?.on ?? "", .good), .text(item.earliest), .text(item.latest),
      item.latest.isEmpty ? .missing : .number(item.slackDays, item.slackDays < 0 ? .bad : .plain),
      item.daysLate > 0 ? .number(item.daysLate, .bad) : .missing, .text(milestone.completion?.evidence ?? ""),
    ]
  }

  static func standings(_ report: PlanningV1.TrackReport, _ language: Language) -> Table {
    var table = Table(
      [
        .text("track", "标识", "id"), .text("title", "事项", "track"), .number("completed", "已完成", "done"),
        .number("milestones", "里程碑", "milestones"), .text("earliest_end", "最早结束", "earliest end"),
        .text("critical_path", "关键路径", "critical path", spare: 1), .text("clauses", "条款", "clauses", spare: 2),
      ], caption: report.on)
    table.facts = [("on", .string(report.on)), ("data_version", .string(report.version.text))]
    table.rows = report.standings.map { standing in
      [
        .text(ResourceName.id(standing.track)), .text(language.text(standing.title)), .number(standing.completed),
        .number(standing.milestones), .text(standing.earliestEnd),
        list(standing.criticalPath, " → "), list(standing.clauses, " "),
      ]
    }
    return table
  }

  private static func list(_ texts: [String], _ separator: String) -> Table.Cell {
    Table.Cell(shown: texts.joined(separator: separator), value: .array(texts.map { .string($0) }))
  }
}
