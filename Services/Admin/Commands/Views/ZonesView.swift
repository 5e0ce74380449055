import WireTupo

/// The zones of a programme, one line each.
enum ZonesView {
  /// As they are on a day.
  static func table(_ zones: [IndicatorsV1.Zone], on day: String, _ language: Language) -> Table {
    var table = Table([
      .hidden("name"), .number("protocol_order", "序号", "order", spare: 4), .text("id", "标识", "id"),
      .text("title", "名称", "title"), .text("full_title", "全称", "full name", spare: 3),
      .text("county", "县市区", "county"), .text("county_code", "代码", "code", spare: 2),
      .text("level", "级别", "level", spare: 1), .text("since", "起始", "since", spare: 1),
      .text("until", "终止", "until", spare: 1), .hidden("zone_code"), .hidden("aliases"), .hidden("source"),
      .hidden("certainty"), .hidden("etag"),
    ])
    table.rows = zones.map { row($0, on: day, language) }
    table.hideEmptyColumns(["county", "county_code", "level", "since", "until"])
    return table
  }

  private static func row(_ own: IndicatorsV1.Zone, on day: String, _ language: Language) -> [Table.Cell] {
    let held = own.held(on: day) ?? .init()
    return [
      .text(own.name), .number(own.protocolOrder), .text(ResourceName.id(own.name)),
      .text(language.text(held.tableTitle)), .text(language.text(held.title)), .text(language.text(held.county)),
      .text(held.countyCode), level(held.level, language), .text(own.attributes.first?.validFrom ?? ""),
      .text(own.attributes.last?.validTo ?? ""), .text(held.zoneCode),
      Table.Cell(shown: "", value: .array(own.aliases.map { .string($0) })), .text(own.source), .text(own.certainty),
      .text(own.etag),
    ]
  }

  private static func level(_ level: IndicatorsV1.Zone.Level, _ language: Language) -> Table.Cell {
    switch level {
    case .national: .word(Bilingual("国家级", "national").text(language), "national")
    case .provincial: .word(Bilingual("省级", "provincial").text(language), "provincial")
    case .other: .word(Bilingual("其他", "other").text(language), "other")
    case .city: .word(Bilingual("全市", "city").text(language), "city")
    default: .missing
    }
  }
}

extension IndicatorsV1.Zone {
  /// What holds of it on a day, else what held last.
  func held(on day: String) -> IndicatorsV1.Zone.Attributes? {
    attributes.last { $0.validFrom <= day && ($0.validTo.isEmpty || day <= $0.validTo) } ?? attributes.last
  }
}
