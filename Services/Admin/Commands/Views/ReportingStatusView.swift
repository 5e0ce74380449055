import WireTupo

/// Who reported a month.
enum ReportingStatusView {
  static func table(
    _ status: IndicatorsV1.ReportingStatus, _ names: CatalogueNames, _ language: Language
  ) -> Table {
    let more = [
      (status.unreviewed, Bilingual("，已报未审\(status.unreviewed)个", ", \(status.unreviewed) not approved yet")),
      (status.returned, Bilingual("，退回重报\(status.returned)个", ", \(status.returned) returned")),
    ].filter { $0.0 > 0 }.map { $0.1.text(language) }.joined()
    let caption =
      language == .zh
      ? "\(status.month) 应报\(status.expected)个，按时\(status.inTime)个，迟报\(status.late)个，未报\(status.missing)个\(more)"
      : "\(status.month): \(status.expected) due, \(status.inTime) in time, \(status.late) late, \(status.missing) missing\(more)"
    var table = Table(
      [
        .hidden("zone"), .text("title", "单位", "zone"), .text("state", "状态", "report"),
        .text("received_on", "报送日期", "received on"), .number("working_days_late", "迟报工作日", "working days late"),
        .text("missing_indicators", "未报指标", "missing"),
      ], caption: caption)
    table.facts = [
      ("month", .string(status.month)), ("expected", .integer(Int64(status.expected))),
      ("in_time", .integer(Int64(status.inTime))), ("late", .integer(Int64(status.late))),
      ("missing", .integer(Int64(status.missing))), ("unreviewed", .integer(Int64(status.unreviewed))),
      ("returned", .integer(Int64(status.returned))),
      ("data_version", .string(status.version.text)),
    ]
    table.rows = status.entries.map { entry in
      let word = Words.state(entry.state)
      let missing = entry.missingIndicators.map { names.indicator($0, language) }
      return [
        .text(entry.zone), .text(language.text(entry.title)), .word(word.text.text(language), word.key, word.tone),
        .text(entry.receivedOn), entry.workingDaysLate > 0 ? .number(entry.workingDaysLate, .near) : .missing,
        Table.Cell(
          shown: language.listed(missing),
          value: .array(entry.missingIndicators.map { .string(ResourceName.id($0)) })),
      ]
    }
    return table
  }
}
