import Chassis
import WireTupo

/// What is asked of units, and where it stands (督办台账).
enum SupervisionView {
  /// One line for each item.
  static func table(_ items: [ReportingV1.SupervisedItem], _ language: Language) -> Table {
    var table = Table([
      .hidden("name"), .text("number", "编号", "number"), .text("id", "标识", "id", spare: 4),
      .text("origin", "来源", "origin", spare: 2), .text("source", "来源文件", "source", spare: 3),
      .text("noted_by", "批示领导", "noted by", spare: 3), .text("request", "交办内容", "request", spare: 1),
      .text("unit", "承办单位", "unit"), .text("due_on", "期限", "due"), .text("state", "状态", "state"),
      .number("days_late", "逾期（天）", "days late"), .number("extended", "延期（次）", "extended", spare: 4),
      .number("returned", "退回（次）", "returned", spare: 4), .text("replied_on", "回复", "replied", spare: 3),
      .text("closed_on", "销号", "closed", spare: 3), .hidden("overdue"), .hidden("etag"),
    ])
    table.rows = items.map { row($0, language) }
    table.hideEmptyColumns(["source", "noted_by", "replied_on", "closed_on"])
    table.notes = Words.demonstration(items.contains(where: \.demonstration), language)
    return table
  }

  /// One item with its way.
  static func item(_ own: ReportingV1.SupervisedItem, _ language: Language) -> Table {
    var table = table([own], language)
    table.facts = [("steps", .array(own.steps.map(step)))]
    table.notes = own.steps.compactMap { line($0, language) } + table.notes
    return table
  }

  private static func row(_ own: ReportingV1.SupervisedItem, _ language: Language) -> [Table.Cell] {
    let state = state(own, language)
    let origin = origin(own.origin)
    return [
      .text(own.name), .text(own.number), .text(ResourceName.id(own.name)),
      .word(origin.text.text(language), origin.key), .text(own.source), .text(own.notedBy),
      .text(language.text(own.request)), .text(own.unit.split(separator: "/").suffix(2).joined(separator: "/")),
      .text(own.dueOn), state, own.daysLate > 0 ? .number(own.daysLate, .bad) : .missing, .number(own.extended),
      .number(own.returned), .text(own.repliedOn), .text(own.closedOn),
      Table.Cell(shown: "", value: .bool(own.overdue)), .text(own.etag),
    ]
  }

  private static func state(_ own: ReportingV1.SupervisedItem, _ language: Language) -> Table.Cell {
    let (text, key, tone): (Bilingual, String, Tone) =
      switch own.state {
      case .open where own.overdue: (Bilingual("逾期未回复", "overdue"), "open", .bad)
      case .returned where own.overdue: (Bilingual("退回重办，逾期", "returned, overdue"), "returned", .bad)
      case .open: (Bilingual("办理中", "open"), "open", .plain)
      case .replied: (Bilingual("已回复", "replied"), "replied", .near)
      case .returned: (Bilingual("退回重办", "returned"), "returned", .bad)
      case .closed: (Bilingual("已销号", "closed"), "closed", .good)
      default: (Bilingual("", ""), "", .plain)
      }
    return .word(text.text(language), key, tone)
  }

  private static func origin(_ origin: ReportingV1.SupervisedItem.Origin) -> (text: Bilingual, key: String) {
    let text =
      switch origin {
      case .bulletin: Bilingual("通报", "bulletin")
      case .leaderNote: Bilingual("批示", "leader's note")
      case .meeting: Bilingual("会议", "meeting")
      case .inspection: Bilingual("督导检查", "inspection")
      case .progressReport: Bilingual("专报", "progress report")
      default: Bilingual("", "")
      }
    return (text, SupervisionEnterCommand.origins.first { $0.value == origin }?.key ?? "")
  }

  private static func word(_ kind: ReportingV1.SupervisedItem.Step.Kind) -> Bilingual? {
    switch kind {
    case .enter: Bilingual("交办", "entered")
    case .reply: Bilingual("回复", "replied")
    case .return: Bilingual("退回", "returned")
    case .extend: Bilingual("延期", "extended")
    case .close: Bilingual("销号", "closed")
    default: nil
    }
  }

  /// A step in a line: when, what, who, until when, and why.
  private static func line(_ step: ReportingV1.SupervisedItem.Step, _ language: Language) -> String? {
    guard let word = word(step.kind), let actor = step.by else { return nil }
    let isDated = step.kind == .enter || step.kind == .return || step.kind == .extend
    return [
      actor.at.map { TimeText.china(micros: $0.micros) } ?? "", word.text(language),
      WorkflowWords.who(actor, language),
      isDated ? Bilingual("期限\(step.dueOn)", "due on \(step.dueOn)").text(language) : "", step.text,
      step.evidence.isEmpty ? "" : Bilingual("（\(step.evidence)）", "(\(step.evidence))").text(language),
    ].filter { !$0.isEmpty }.joined(separator: "  ")
  }

  private static func step(_ own: ReportingV1.SupervisedItem.Step) -> JSONValue {
    own.by.step(own.kind.name, ["due_on": own.dueOn, "text": own.text, "evidence": own.evidence])
  }
}
