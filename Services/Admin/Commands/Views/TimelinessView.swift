import WireTupo

/// Who is late.
enum TimelinessView {
  /// Whom to press.
  static func table(
    _ reminders: [IndicatorsV1.Reminder], _ names: CatalogueNames, _ language: Language
  ) -> Table {
    var table = Table([
      .text("zone", "单位", "zone"), .text("person", "经办人", "clerk", spare: 2),
      .text("telephone", "电话", "telephone"), .text("deputies", "代办人（B岗）", "deputy"),
      .number("working_days_late", "逾期（工作日）", "days late"), .number("missing", "缺报", "owed"),
      .text("message", "催报内容", "message", spare: 1),
    ])
    table.rows = reminders.map { own in
      [
        .named(names.zone(own.zone, language), id: ResourceName.id(own.zone)), .text(ResourceName.id(own.person)),
        .text(own.telephone),
        .text(own.deputies.map { deputy($0, language) }.joined(separator: Bilingual("；", "; ").text(language))),
        .number(own.workingDaysLate), .number(own.missingIndicators.count),
        .text(language.text(own.message)),
      ]
    }
    table.hideEmptyColumns(["person", "telephone", "deputies"])
    return table
  }

  private static func deputy(_ own: IndicatorsV1.Reminder.Deputy, _ language: Language) -> String {
    let who = WorkflowWords.standingIn(own.principal, for: own.standsFor, language)
    return own.telephone.isEmpty ? who : "\(who) \(own.telephone)"
  }

  /// Units by rank.
  static func table(
    _ timeliness: IndicatorsV1.Timeliness, _ names: CatalogueNames, _ language: Language
  ) -> Table {
    var table = Table([
      .number("rank", "位次", "rank"), .text("zone", "单位", "zone"), .number("due", "应报", "due"),
      .number("received", "已报", "received"), .number("in_time", "及时", "in time"),
      .number("completeness_basis_points", "完整率%", "complete %"),
      .number("timeliness_basis_points", "及时率%", "in time %"),
      .number("returned", "退回（次）", "returned", spare: 1),
      .number("revised", "修订", "revised", spare: 2),
    ])
    table.rows = timeliness.rows.map { own in
      [
        .count(own.rank), .named(names.zone(own.zone, language), id: ResourceName.id(own.zone)), .number(own.due),
        .number(own.received), .number(own.inTime), .rate(own.completeness), .rate(own.timeliness),
        .number(own.returned), .number(own.revised),
      ]
    }
    table.facts = [("data_version", .string(timeliness.version.text))]
    return table
  }
}
