import WireTupo

/// Projects, and what they add up to.
enum ProjectsView {
  private static let yuanInHundredMillion: Int64 = 100_000_000

  static func table(_ projects: [InvestmentV1.Project], _ language: Language) -> Table {
    var table = Table([
      .text("id", "标识", "id"), .text("title", "项目", "project"), .text("zone", "单位", "zone", spare: 1),
      .text("channel", "渠道", "channel"), .text("stage", "阶段", "stage"), .text("since", "自", "since"),
      .number("agreed_investment_yuan", "协议投资额（亿元）", "agreed (100m yuan)"), .hidden("demonstration"),
      .hidden("etag"),
    ])
    table.rows = projects.map { project in
      let (channel, stage) = (Words.channel(project.channel), Words.stage(project.stage))
      return [
        .text(ResourceName.id(project.name)), .text(language.text(project.title)), .text(ResourceName.id(project.zone)),
        .word(channel.text.text(language), channel.key), .word(stage.text.text(language), stage.key),
        .text(project.history.last?.on ?? ""), yuan(project.agreedInvestment),
        Table.Cell(shown: "", value: .bool(project.demonstration)), .text(project.etag),
      ]
    }
    if projects.contains(where: \.demonstration) {
      table.notes = [Bilingual("含演示数据 · 非公文", "Holds demonstration data").text(language)]
    }
    return table
  }

  static func table(_ summary: InvestmentV1.ProjectSummary, _ language: Language) -> Table {
    var table = Table(
      [
        .text("channel", "渠道", "channel"), .text("stage", "阶段", "stage"), .number("count", "项目数", "projects"),
        .number("agreed_investment_yuan", "协议投资额（亿元）", "agreed (100m yuan)"),
        .number("without_amount", "未定金额", "no amount yet"),
      ], caption: summary.on)
    table.facts = [
      ("on", .string(summary.on)), ("count", .integer(Int64(summary.count))),
      ("agreed_investment_yuan", .integer(summary.agreedInvestment)),
      ("signed_this_year", .integer(Int64(summary.signedThisYear))),
      ("started_this_year", .integer(Int64(summary.startedThisYear))),
      ("demonstration", .bool(summary.demonstration)), ("data_version", .string(summary.version.text)),
    ]
    table.rows = summary.cells.map { cell in
      let (channel, stage) = (Words.channel(cell.channel), Words.stage(cell.stage))
      return [
        .word(channel.text.text(language), channel.key), .word(stage.text.text(language), stage.key),
        .number(cell.count), yuan(cell.agreedInvestment), .number(cell.withoutAmount),
      ]
    }
    let total = yuan(summary.agreedInvestment).shown
    table.notes = [
      language == .zh
        ? "合计\(summary.count)个，协议投资额\(total)亿元；本年签约\(summary.signedThisYear)个，开工\(summary.startedThisYear)个"
        : "\(summary.count) in all, \(total) × 100m yuan; this year \(summary.signedThisYear) signed, \(summary.startedThisYear) started"
    ]
    if summary.demonstration { table.notes.append(Bilingual("含演示数据 · 非公文", "Holds demonstration data").text(language)) }
    return table
  }

  private static func yuan(_ value: Int64?) -> Table.Cell { .amount(value, scale: yuanInHundredMillion, decimals: 2) }
}
