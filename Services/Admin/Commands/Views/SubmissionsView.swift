import Chassis
import Domain
import WireTupo

/// Submissions of zones.
enum SubmissionsView {
  /// One line for each submission.
  static func table(
    _ submissions: [IndicatorsV1.Submission], _ names: CatalogueNames, _ language: Language
  ) -> Table {
    var table = Table([
      .hidden("name"), .text("zone", "单位", "zone"), .text("state", "状态", "state"),
      .number("revision", "版次", "revision", spare: 4), .number("missing", "未填", "missing"),
      .number("findings", "疑点", "findings"), .text("receipt", "回执", "receipt", spare: 1),
      .number("working_days_late", "迟报（工作日）", "days late"), .text("pending", "待会签", "to countersign", spare: 2),
      .text("answer_by", "答复期限", "answer by"), .text("lock", "锁定", "locked", spare: 3), .hidden("etag"),
    ])
    table.rows = submissions.map { own in
      let pending = own.countersignatures.filter { $0.decision == .pending }.map(\.bureau)
      let bureaus = language.listed(pending.map { names.office($0, language) })
      return [
        .text(own.name), zone(own, names, language), state(own, language), .number(own.revision),
        .number(own.cells.count { $0.state == .missing }), .number(own.findings.count { $0.state != .accepted }),
        .text(own.receipts.last?.number ?? ""), .count(own.workingDaysLate),
        .named(bureaus, id: pending.map(ResourceName.id).joined(separator: " ")), .text(own.answerBy),
        .text(language.text(own.locks.first?.reason)), .text(own.etag),
      ]
    }
    table.hideEmptyColumns(["receipt", "working_days_late", "pending", "answer_by"])
    table.notes = Words.demonstration(submissions.contains(where: \.demonstration), language)
    return table
  }

  /// The cells of one submission.
  static func cells(_ own: IndicatorsV1.Submission, _ names: CatalogueNames, _ language: Language) -> Table {
    let state = state(own, language).shown
    let revision = Bilingual("第\(own.revision)版", "revision \(own.revision)").text(language)
    let zone = zone(own, names, language).shown
    var table = Table(
      cellColumns, caption: [zone, ResourceName.id(own.form), state, revision].joined(separator: " · "))
    table.facts = [
      ("submission", .string(own.name)), ("state", .string(key(own.state))),
      ("revision", .integer(Int64(own.revision))),
      ("etag", .string(own.etag)), ("receipt", own.receipts.last.map { .string($0.number) } ?? .null),
      ("received_at", own.receipts.last?.receivedAt.map { .string(TimeText.utc(micros: $0.micros)) } ?? .null),
      ("steps", .array(own.steps.map(step))),
    ]
    table.rows = own.cells.map { row($0, names, language) }
    table.hideEmptyColumns([
      "verified", "growth", "last_month", "last_submitted", "published", "expected_next_month", "expected_year_end",
      "explanation", "remark", "answer",
    ])
    table.notes =
      own.locks.map { language.text($0.reason) }
      + own.findings.map { finding in
        "\(finding.id) \(WorkflowWords.finding(finding.state).text(language))：\(language.text(finding.fault?.text))"
      }
    table.notes += pending(own, names, language)
    table.notes += own.cells.flatMap { publications($0, names, language) }
    table.notes += own.cells.flatMap { expectations($0, names, language) }
    table.notes += own.receipts.last.map { [receipt($0, language)] } ?? []
    table.notes += own.steps.compactMap { WorkflowWords.line($0, of: own, names, language) }
    table.notes += Words.demonstration(own.demonstration, language)
    return table
  }

  /// What the zone had expected of a value, and how far that was off (预计准确度).
  private static func expectations(
    _ cell: IndicatorsV1.SubmissionCell, _ names: CatalogueNames, _ language: Language
  ) -> [String] {
    let title = names.indicator(cell.indicator, language)
    return cell.expectations.map { own in
      let expected = names.exact(own.expected, of: cell.indicator).shown
      let off = own.errorBasisPoints.flatMap { Ratio($0, over: 100)?.text(decimals: 2) }
      return Bilingual(
        "\(title)：\(own.month)\(own.ofYear ? "预计全年" : "预计本月累计")\(expected)" + (off.map { "，偏差\($0)%" } ?? ""),
        "\(title): \(own.month) expected \(expected) of \(own.ofYear ? "the year" : "this month")"
          + (off.map { ", off by \($0) %" } ?? "")
      ).text(language)
    }
  }

  /// A step for programs: what, who, in whose stead, and when.
  private static func step(_ own: IndicatorsV1.SubmissionStep) -> JSONValue {
    own.by.step(own.kind.name, ["reason": own.reason])
  }

  private static let cellColumns: [Table.Column] = [
    .hidden("indicator"), .text("title", "指标", "indicator"), .text("unit", "单位", "unit"),
    .number("cumulative", "累计（上报）", "reported"), .number("verified", "核定", "verified"),
    .number("published", "已通报", "published"), .number("base", "上年同期", "last year"),
    .number("growth", "上报增速%", "growth %"), .number("last_month", "上月累计", "last month", spare: 1),
    .number("last_submitted", "上次上报", "last sent", spare: 2),
    .number("expected_next_month", "预计下月累计", "next month", spare: 4),
    .number("expected_year_end", "预计全年", "year end", spare: 4), .text("state", "填报", "cell"),
    .text("explanation", "情况说明", "why", spare: 3), .text("remark", "退回意见", "remark"),
    .text("answer", "答复", "answer", spare: 3), .hidden("publications"), .hidden("remarks"),
  ]

  private static func row(
    _ cell: IndicatorsV1.SubmissionCell, _ names: CatalogueNames, _ language: Language
  ) -> [Table.Cell] {
    let amount = { (value: Int64?) in names.exact(value, of: cell.indicator) }
    let isFilled: (text: Bilingual, key: String) =
      switch cell.state {
      case .missing: (Bilingual("未填", "missing"), "missing")
      case .notDue: (Bilingual("本月不报", "not due"), "not_due")
      default: (Bilingual("已填", "filled"), "reported")
      }
    return [
      .text(cell.indicator), .text(names.indicator(cell.indicator, language)), .text(names.unit(cell.indicator)),
      amount(cell.reported?.cumulative), amount(cell.verification?.values?.cumulative),
      amount(cell.publications.last?.values?.cumulative), amount(cell.reported?.base),
      .growth(cell.reported?.growthBasisPoints), amount(cell.lastMonth?.cumulative),
      amount(cell.lastSubmitted?.cumulative), amount(cell.expectedNextMonth), amount(cell.expectedYearEnd),
      .word(isFilled.text.text(language), isFilled.key), .text(cell.explanation),
      .text(cell.remarks.filter(\.answer.isEmpty).map(\.text).joined(separator: "；")),
      .text(cell.answers(language)), Table.Cell(shown: "", value: .array(cell.publications.map(publication))),
      Table.Cell(shown: "", value: .array(cell.remarks.map(remark))),
    ]
  }

  /// A remark with the zone's answer for programs.
  private static func remark(_ own: IndicatorsV1.SubmissionCell.Remark) -> JSONValue {
    own.madeBy.step("remark", ["text": own.text, "answer": own.answer])
  }

  /// A publication for programs.
  private static func publication(_ own: IndicatorsV1.SubmissionCell.Publication) -> JSONValue {
    .members([
      ("revision", .integer(Int64(own.revision))), ("bulletin", .string(own.bulletin)),
      ("cumulative", own.values?.cumulative.map { .integer($0) } ?? .null),
    ])
  }

  /// What was published of a cell more than once, in a line: a revision leaves what it was.
  private static func publications(
    _ cell: IndicatorsV1.SubmissionCell, _ names: CatalogueNames, _ language: Language
  ) -> [String] {
    guard cell.publications.count > 1 else { return [] }
    let all = cell.publications.map { own in
      let value = names.exact(own.values?.cumulative, of: cell.indicator).shown
      let (shown, bulletin) = (value.isEmpty ? "—" : value, ResourceName.id(own.bulletin))
      return Bilingual(
        "\(shown)（\(bulletin)，第\(own.revision)版）", "\(shown) (\(bulletin), revision \(own.revision))"
      ).text(language)
    }
    let title = names.indicator(cell.indicator, language)
    return [
      Bilingual("\(title)历次通报：", "\(title) as published: ").text(language)
        + all.joined(separator: Bilingual("；", "; ").text(language))
    ]
  }

  /// Which bureaus have still to countersign, while it is on its way.
  private static func pending(
    _ own: IndicatorsV1.Submission, _ names: CatalogueNames, _ language: Language
  ) -> [String] {
    guard own.state == .submitted || own.state == .countyReviewed else { return [] }
    let bureaus = own.countersignatures.filter { $0.decision == .pending }.map { names.office($0.bureau, language) }
    if bureaus.isEmpty { return [] }
    return [Bilingual("待会签：", "to countersign: ").text(language) + language.listed(bureaus)]
  }

  /// A receipt's number and when it was given.
  private static func receipt(_ own: IndicatorsV1.Receipt, _ language: Language) -> String {
    let time = own.receivedAt.map {
      TimeText.china(micros: $0.micros) + Bilingual("（北京时间）", " (Beijing time)").text(language)
    }
    return [Bilingual("回执：\(own.number)", "receipt: \(own.number)").text(language), time].compactMap(\.self)
      .joined(separator: "  ")
  }

  /// A submission's zone.
  static func zone(_ own: IndicatorsV1.Submission, _ names: CatalogueNames, _ language: Language) -> Table.Cell {
    let zone = own.name.split(separator: "/").prefix(4).joined(separator: "/")
    return .named(names.zone(zone, language), id: ResourceName.id(zone))
  }

  /// A submission's state.
  static func state(_ own: IndicatorsV1.Submission, _ language: Language) -> Table.Cell {
    let state = WorkflowWords.state(own.state)
    return .word(state.text.text(language), key(own.state), state.tone)
  }

  private static func key(_ state: IndicatorsV1.SubmissionState) -> String {
    WorkflowWords.states.first { $0.value == state }?.key ?? ""
  }
}

extension IndicatorsV1.SubmissionCell {
  /// What the zone has answered, each after the remark that it answers.
  func answers(_ language: Language) -> String {
    remarks.filter { !$0.answer.isEmpty }.map { own in
      Bilingual("“\(own.text)”：\(own.answer)", "\"\(own.text)\": \(own.answer)").text(language)
    }.joined(separator: Bilingual("；", "; ").text(language))
  }
}
