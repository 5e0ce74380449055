import Chassis
import Domain
import WireTupo

/// Submissions of zones.
enum SubmissionsView {
  /// One line for each submission.
  static func table(_ submissions: [IndicatorsV1.Submission], _ language: Language) -> Table {
    var table = Table([
      .hidden("name"), .text("zone", "单位", "zone"), .text("state", "状态", "state"),
      .number("revision", "版次", "revision", spare: 4), .number("missing", "未填", "missing"),
      .number("findings", "疑点", "findings"), .text("receipt", "回执", "receipt", spare: 1),
      .number("working_days_late", "迟报（工作日）", "days late"), .text("pending", "待会签", "to countersign", spare: 2),
      .text("answer_by", "答复期限", "answer by"), .text("lock", "锁定", "locked", spare: 3), .hidden("etag"),
    ])
    table.rows = submissions.map { own in
      let state = WorkflowWords.state(own.state)
      let pending = own.countersignatures.filter { $0.decision == .pending }.map { ResourceName.id($0.bureau) }
      return [
        .text(own.name), .text(zone(own)), .word(state.text.text(language), key(own.state), state.tone),
        .number(own.revision), .number(own.cells.count { $0.state == .missing }),
        .number(own.findings.count { $0.state != .accepted }), .text(own.receipts.last?.number ?? ""),
        .count(own.workingDaysLate), .text(pending.joined(separator: " ")), .text(own.answerBy),
        .text(language.text(own.locks.first?.reason)), .text(own.etag),
      ]
    }
    table.hideEmptyColumns(["receipt", "working_days_late", "pending", "answer_by"])
    return table
  }

  /// The cells of one submission.
  static func cells(_ own: IndicatorsV1.Submission, _ units: CellUnits, _ language: Language) -> Table {
    let state = WorkflowWords.state(own.state).text.text(language)
    var table = Table(
      [
        .hidden("indicator"), .text("title", "指标", "indicator"), .text("unit", "单位", "unit"),
        .number("cumulative", "累计（上报）", "reported"), .number("verified", "核定", "verified"),
        .number("base", "上年同期", "last year"), .number("growth", "上报增速%", "growth %"),
        .number("last_month", "上月累计", "last month", spare: 1),
        .number("last_submitted", "上次上报", "last sent", spare: 2), .text("state", "填报", "cell"),
        .text("explanation", "情况说明", "why", spare: 3), .text("remark", "退回意见", "remark"),
      ], caption: "\(zone(own)) · \(state)")
    table.facts = [
      ("submission", .string(own.name)), ("state", .string(key(own.state))),
      ("revision", .integer(Int64(own.revision))),
      ("etag", .string(own.etag)), ("steps", .array(own.steps.map(step))),
    ]
    table.rows = own.cells.map { row($0, units[$0.indicator], language) }
    table.hideEmptyColumns(["verified", "growth", "last_month", "last_submitted", "explanation", "remark"])
    table.notes =
      own.locks.map { language.text($0.reason) }
      + own.findings.map { finding in
        "\(finding.id) \(WorkflowWords.finding(finding.state).text(language))：\(language.text(finding.fault?.text))"
      } + (own.receipts.last.map { [Bilingual("回执：\($0.number)", "receipt: \($0.number)").text(language)] } ?? [])
      + own.steps.compactMap { WorkflowWords.line($0, language) }
    if own.demonstration {
      table.notes.append(Bilingual("演示数据 · 非公文", "Demonstration data · not an official document").text(language))
    }
    return table
  }

  /// A step for programs: what, who, in whose stead, and when.
  private static func step(_ own: IndicatorsV1.SubmissionStep) -> JSONValue {
    let text = { (text: String?) in text.flatMap { $0.isEmpty ? nil : JSONValue.string($0) } ?? .null }
    return .members([
      ("kind", text(own.kind.name)), ("principal", text(own.by?.principal)), ("stands_for", text(own.by?.standsFor)),
      ("delegation", text(own.by?.delegation)), ("unit", text(own.by?.unit)),
      ("at", text(own.by?.at.map { TimeText.utc(micros: $0.micros) })), ("reason", text(own.reason)),
    ])
  }

  private static func row(
    _ cell: IndicatorsV1.SubmissionCell, _ unit: IndicatorsV1.Indicator?, _ language: Language
  ) -> [Table.Cell] {
    let amount = { (value: Int64?) in
      Table.Cell.amount(value, scale: unit?.displayScale ?? 1, decimals: unit?.displayDecimals ?? 0)
    }
    let growth = cell.reported?.growthBasisPoints.map { points in
      Table.Cell(shown: Ratio(points, over: 100)?.text(decimals: 2) ?? "\(points)", value: .integer(points))
    }
    let isFilled: (text: Bilingual, key: String) =
      switch cell.state {
      case .missing: (Bilingual("未填", "missing"), "missing")
      case .notDue: (Bilingual("本月不报", "not due"), "not_due")
      default: (Bilingual("已填", "filled"), "reported")
      }
    return [
      .text(cell.indicator), .text(unit.map { language.text($0.title) } ?? ResourceName.id(cell.indicator)),
      .text(unit?.displayUnit ?? ""), amount(cell.reported?.cumulative), amount(cell.verification?.values?.cumulative),
      amount(cell.reported?.base), growth ?? .missing, amount(cell.lastMonth?.cumulative),
      amount(cell.lastSubmitted?.cumulative), .word(isFilled.text.text(language), isFilled.key),
      .text(cell.explanation),
      .text(cell.remarks.filter(\.answer.isEmpty).map(\.text).joined(separator: "；")),
    ]
  }

  private static func zone(_ own: IndicatorsV1.Submission) -> String {
    let parts = own.name.split(separator: "/")
    return parts.count > 3 ? String(parts[3]) : own.name
  }

  private static func key(_ state: IndicatorsV1.SubmissionState) -> String {
    WorkflowWords.states.first { $0.value == state }?.key ?? ""
  }
}
