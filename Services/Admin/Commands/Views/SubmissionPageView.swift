import Domain
import WireTupo

/// The values of all submissions of a form on one page: a line for each zone and indicator that is due.
enum SubmissionPageView {
  static func table(
    _ submissions: [IndicatorsV1.Submission], _ names: CatalogueNames, _ language: Language
  ) -> Table {
    var table = Table(columns, caption: submissions.first.map { ResourceName.id($0.form) } ?? "")
    table.facts = [("form", submissions.first.map { .string($0.form) } ?? .null)]
    table.rows = submissions.flatMap { own in
      own.cells.filter { $0.state != .notDue }.map { row($0, of: own, names, language) }
    }
    table.hideEmptyColumns(["verified", "last_submitted", "difference", "last_month", "growth_basis_points", "answer"])
    table.notes = [
      Bilingual(
        "同比：有上报增速的用上报增速，否则由上报的累计和上年同期算出。差额：上报数比上次上报。",
        "Growth: as it was reported, else of the reported value over the reported base. Difference: to what was last sent in."
      ).text(language)
    ]
    table.notes += Words.demonstration(submissions.contains(where: \.demonstration), language)
    return table
  }

  private static let columns: [Table.Column] = [
    .hidden("name"), .text("zone", "单位", "zone"), .text("indicator", "指标", "indicator"),
    .text("unit", "计量单位", "unit"), .number("reported", "上报", "reported"),
    .number("last_submitted", "上次上报", "last sent"), .number("difference", "差额", "difference"),
    .number("verified", "核定", "verified"), .number("last_month", "上月累计", "last month", spare: 1),
    .number("growth_basis_points", "同比%", "growth %"), .text("state", "状态", "state"),
    .number("findings", "疑点", "findings"), .text("explanation", "情况说明", "why", spare: 2),
    .text("answer", "答复", "answer", spare: 2), .hidden("etag"),
  ]

  private static func row(
    _ cell: IndicatorsV1.SubmissionCell, of own: IndicatorsV1.Submission, _ names: CatalogueNames,
    _ language: Language
  ) -> [Table.Cell] {
    let amount = { (value: Int64?) in names.exact(value, of: cell.indicator) }
    let findings = own.findings.count { $0.state != .accepted && $0.indicators.contains(cell.indicator) }
    return [
      .text(own.name), SubmissionsView.zone(own, names, language),
      .named(names.indicator(cell.indicator, language), id: ResourceName.id(cell.indicator)),
      .text(names.unit(cell.indicator)), amount(cell.reported?.cumulative), amount(before(cell, of: own)),
      difference(cell, from: before(cell, of: own), names),
      amount(cell.verification?.values?.cumulative), amount(cell.lastMonth?.cumulative),
      growth(cell, names[cell.indicator]), SubmissionsView.state(own, language),
      .number(findings, findings > 0 ? .near : .plain), .text(cell.explanation),
      .text(cell.answers(language)), .text(own.etag),
    ]
  }

  /// What was sent in before the value that stands: while the zone has the form, the last time; else the time before.
  private static func before(_ cell: IndicatorsV1.SubmissionCell, of own: IndicatorsV1.Submission) -> Int64? {
    let isWithZone = own.state == .draft || own.state == .returned
    return (isWithZone ? cell.lastSubmitted : cell.submittedBefore)?.cumulative
  }

  /// What is reported less what was sent in before; nothing where one of them is missing.
  private static func difference(
    _ cell: IndicatorsV1.SubmissionCell, from before: Int64?, _ names: CatalogueNames
  ) -> Table.Cell {
    guard let now = cell.reported?.cumulative, let before else { return .missing }
    let (difference, overflow) = now.subtractingReportingOverflow(before)
    guard !overflow else { return .missing }
    var shown = names.exact(difference, of: cell.indicator)
    if difference > 0 { shown.shown = "+" + shown.shown }
    if difference != 0 { shown.tone = .near }
    return shown
  }

  /// The growth as it was reported. Where none was and prices are current, what follows from value and base; nothing for a
  /// ratio, or where the base is not above zero.
  private static func growth(
    _ cell: IndicatorsV1.SubmissionCell, _ indicator: IndicatorsV1.Indicator?
  ) -> Table.Cell {
    if let points = cell.reported?.growthBasisPoints { return .growth(points) }
    guard let indicator, indicator.kind != .ratio, indicator.growthBasis != .comparable,
      let value = cell.reported?.cumulative, let base = cell.reported?.base, base > 0,
      let points = try? Ratio((Int128(value) - Int128(base)) * 10_000, dividedBy: Int128(base))
    else { return .missing }
    return .growth(Int64(clamping: points.nearestInteger()))
  }
}
