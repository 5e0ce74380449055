import WireTupo

/// How the numbers of a line of a board came to be.
enum ExplanationView {
  /// With `names` in English, otherwise as the service tells it.
  static func table(
    _ row: IndicatorsV1.ScoreboardRow, of board: IndicatorsV1.Scoreboard, _ figure: IndicatorsV1.Figure?,
    _ names: CatalogueNames?, _ language: Language
  ) -> Table {
    let english = names.map { SourceWords(names: $0, board: board) }
    var table = Table(
      columns, caption: "\(language.text(row.title)) \(language.text(board.title)) \(board.month)")
    table.facts = [("zone", .string(row.zone)), ("data_version", .string(board.version.text))]
    table.rows = rates(row).compactMap { name, unit, rate in
      rate.map { line(name.text(language), $0.display + unit, $0.explanation, english) }
    }
    table.notes = (figure.map { notes($0, language) } ?? []) + Words.demonstration(board.demonstration, language)
    return table
  }

  private static let columns: [Table.Column] = [
    .text("number", "项目", "number"), .text("value", "数值", "value"), .text("arithmetic", "算法", "arithmetic"),
    .text("sources", "来源", "sources"),
  ]

  private static func rates(
    _ row: IndicatorsV1.ScoreboardRow
  ) -> [(name: Bilingual, unit: String, rate: CommonV1.Rate?)] {
    [
      (Bilingual("同比", "growth"), "%", row.growth), (Bilingual("现价同比", "nominal growth"), "%", row.nominalGrowth),
      (Bilingual("公布增速", "published growth"), "%", row.publishedGrowth),
      (Bilingual("距目标（百分点）", "above floor (points)"), "", row.aboveFloor),
      (Bilingual("完成", "done"), "%", row.completion),
      (Bilingual("较序时（百分点）", "vs schedule (points)"), "", row.versusSchedule),
      (Bilingual("常年同期进度", "own usual share"), "%", row.usualShare),
      (Bilingual("较本单位常年（百分点）", "vs own usual (points)"), "", row.versusUsual),
      (Bilingual("月均需为前期的倍数", "needed over mean so far"), "", row.requiredMultiple),
      (Bilingual("拉动（百分点）", "contribution (points)"), "", row.contribution),
      (Bilingual("年均递增", "compound growth"), "%", row.compoundGrowth),
    ]
  }

  private static func line(
    _ name: String, _ value: String, _ explanation: CommonV1.Explanation?, _ english: SourceWords?
  ) -> [Table.Cell] {
    let arithmetic = explanation?.arithmetic ?? ""
    let sources = (explanation?.sources ?? []).map { source in
      [english?.label(source) ?? source.label, source.value].filter { !$0.isEmpty }.joined(separator: " ")
    }
    return [
      .text(name), .text(value), .text(english?.arithmetic(arithmetic) ?? arithmetic),
      .text(sources.joined(separator: english == nil ? "；" : "; ")),
    ]
  }

  /// Where the figure itself is from.
  private static func notes(_ figure: IndicatorsV1.Figure, _ language: Language) -> [String] {
    [
      (Bilingual("报送日期：", "received: "), figure.receivedOn), (Bilingual("来源：", "source: "), figure.source),
      (Bilingual("文件与行：", "file and row: "), figure.origin), (Bilingual("说明：", "note: "), figure.note),
      (Bilingual("记入数据版本：", "recorded in version: "), figure.recordedIn.text),
    ].filter { !$0.1.isEmpty }.map { $0.0.text(language) + $0.1 }
  }
}
