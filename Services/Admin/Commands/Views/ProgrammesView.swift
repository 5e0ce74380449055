import WireTupo

/// Programmes, one line each.
enum ProgrammesView {
  static func table(_ programmes: [IndicatorsV1.Programme], _ language: Language) -> Table {
    var table = Table([
      .hidden("name"), .text("id", "标识", "id"), .text("title", "名称", "title"), .number("year", "年度", "year"),
      .text("document", "文件", "document", spare: 1), .text("unit_noun", "报送单位", "units", spare: 2),
      .number("clauses", "条款", "clauses", spare: 3), .hidden("etag"),
    ])
    table.rows = programmes.map { own in
      [
        .text(own.name), .text(ResourceName.id(own.name)), .text(language.text(own.title)), .number(own.year),
        .text(own.document), .text(language.text(own.unitNoun)), .number(own.clauses.count), .text(own.etag),
      ]
    }
    table.hideEmptyColumns(["document"])
    return table
  }
}
