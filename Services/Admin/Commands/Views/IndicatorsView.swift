import WireTupo

/// The indicators of a programme.
enum IndicatorsView {
  /// One line for each, as it is defined on a day.
  static func table(_ indicators: [IndicatorsV1.Indicator], on day: String, _ language: Language) -> Table {
    var table = Table([
      .hidden("name"), .text("id", "标识", "id"), .text("title", "名称", "title"),
      .text("display_unit", "单位", "unit"), .text("unit", "基本单位", "base unit", spare: 4), .hidden("display_scale"),
      .hidden("display_decimals"), .text("kind", "种类", "kind", spare: 1),
      .text("growth_basis", "增速口径", "growth", spare: 3), .text("owner_bureau", "主管部门", "owner", spare: 1),
      .text("valid_from", "生效", "since", spare: 2), .text("formula", "公式", "formula", spare: 2), .hidden("main"),
      .hidden("definition"), .hidden("etag"),
    ])
    table.rows = indicators.map { row($0, on: day, language) }
    table.hideEmptyColumns(["owner_bureau", "valid_from", "formula"])
    return table
  }

  private static func row(_ own: IndicatorsV1.Indicator, on day: String, _ language: Language) -> [Table.Cell] {
    let held = own.held(on: day)
    return [
      .text(own.name), .text(ResourceName.id(own.name)), .text(language.text(own.title)), .text(own.displayUnit),
      .text(own.unit), hidden(.integer(own.displayScale)), hidden(.integer(Int64(own.displayDecimals))),
      kind(own.kind, language), basis(own.growthBasis, language), .text(own.ownerBureau), .text(held.validFrom),
      .text(held.formula), hidden(.bool(own.main)), .text(language.text(held.text)), .text(own.etag),
    ]
  }

  /// One indicator: its definitions with their days, that of a day marked, and what else is known of it.
  static func definitions(_ own: IndicatorsV1.Indicator, on day: String, _ language: Language) -> Table {
    var table = Table(
      [
        .text("valid_from", "生效", "since"), .text("in_force", "现行", "in force"), .text("formula", "公式", "formula"),
        .text("definition", "口径", "definition"),
      ], caption: "\(language.text(own.title))（\(own.displayUnit)）")
    let held = own.held(on: day)
    let all = own.definitions.isEmpty ? [held] : own.definitions
    table.rows = all.map { each in
      let isHeld = each == held
      let mark = isHeld ? Bilingual("是", "yes").text(language) : ""
      return [
        .text(each.validFrom), Table.Cell(shown: mark, value: .bool(isHeld), tone: .good), .text(each.formula),
        .text(language.text(each.text)),
      ]
    }
    table.hideEmptyColumns(["valid_from", "formula"])
    table.facts = facts(own)
    table.notes = notes(own, held, language)
    return table
  }

  private static func facts(_ own: IndicatorsV1.Indicator) -> [(key: String, value: JSONValue)] {
    let deadlines = own.deadlines.map { deadline -> JSONValue in
      .members([("month", .string(deadline.month)), ("due_on", .string(deadline.dueOn))])
    }
    return [
      ("name", .string(own.name)), ("unit", .string(own.unit)), ("display_unit", .string(own.displayUnit)),
      ("display_scale", .integer(own.displayScale)), ("display_decimals", .integer(Int64(own.displayDecimals))),
      ("kind", .string(kind(own.kind).key)), ("growth_basis", .string(basis(own.growthBasis).key)),
      ("owner_bureau", .string(own.ownerBureau)), ("main", .bool(own.main)), ("deadlines", .array(deadlines)),
      ("direction", .string(own.direction == .lowerIsBetter ? "lower_is_better" : "higher_is_better")),
      ("valid_to", .string(own.validTo)), ("source_office", .string(own.sourceOffice)),
      ("aliases", .array(own.aliases.map { .string($0.name) })),
      ("sources", .array(own.sources.map { .string($0) })), ("clauses", .array(own.clauses.map { .string($0) })),
      ("etag", .string(own.etag)),
    ]
  }

  /// What is in no column. The definition in force stands here too: a table on a terminal cuts long texts.
  private static func notes(
    _ own: IndicatorsV1.Indicator, _ held: IndicatorsV1.Indicator.Definition, _ language: Language
  ) -> [String] {
    let unit =
      own.unit == own.displayUnit
      ? own.unit
      : Bilingual(
        "\(own.displayUnit)（1\(own.displayUnit)为\(own.displayScale)\(own.unit)）",
        "\(own.displayUnit) (one is \(own.displayScale) \(own.unit))"
      ).text(language)
    let first = own.firstReport == .february ? Bilingual("1—2月", "January and February") : Bilingual("1月", "January")
    let deadlines = own.deadlines.map { "\($0.month) \($0.dueOn)" }
    let lines: [(Bilingual, String)] = [
      (Bilingual("现行口径：", "definition in force: "), language.text(held.text)),
      (Bilingual("单位：", "unit: "), unit),
      (Bilingual("种类：", "kind: "), kind(own.kind, language).shown),
      (Bilingual("增速口径：", "growth: "), basis(own.growthBasis, language).shown),
      (Bilingual("年内首报：", "first report of the year: "), first.text(language)),
      (Bilingual("主管部门：", "owner: "), own.ownerBureau),
      (Bilingual("数据来源（以先者为准）：", "sources, the first prevails: "), language.listed(own.sources.map(ResourceName.id))),
      (Bilingual("方向：", "better: "), own.direction == .lowerIsBetter ? Bilingual("越低越好", "lower").text(language) : ""),
      (Bilingual("停用：", "asked until: "), own.validTo),
      (Bilingual("数据提供：", "figures from: "), ResourceName.id(own.sourceOffice)),
      (Bilingual("别名：", "also called: "), language.listed(own.aliases.map(\.name))),
      (Bilingual("对应条款：", "clauses: "), language.listed(own.clauses)),
      (Bilingual("报送截止：", "last days in time: "), language.listed(deadlines)),
    ]
    return lines.filter { !$0.1.isEmpty }.map { $0.0.text(language) + $0.1 }
  }

  private static func hidden(_ value: JSONValue) -> Table.Cell { Table.Cell(shown: "", value: value) }

  private static func kind(_ kind: IndicatorsV1.Indicator.Kind, _ language: Language) -> Table.Cell {
    let word = Self.kind(kind)
    return .named(word.text.text(language), id: word.key)
  }

  private static func kind(_ kind: IndicatorsV1.Indicator.Kind) -> (text: Bilingual, key: String) {
    switch kind {
    case .flow: (Bilingual("累计数", "flow"), "flow")
    case .stock: (Bilingual("期末数", "stock"), "stock")
    case .ratio: (Bilingual("比率", "ratio"), "ratio")
    default: (Bilingual("", ""), "")
    }
  }

  private static func basis(_ basis: IndicatorsV1.Indicator.GrowthBasis, _ language: Language) -> Table.Cell {
    let word = Self.basis(basis)
    return .named(word.text.text(language), id: word.key)
  }

  private static func basis(_ basis: IndicatorsV1.Indicator.GrowthBasis) -> (text: Bilingual, key: String) {
    switch basis {
    case .nominal: (Bilingual("现价", "current prices"), "nominal")
    case .comparable: (Bilingual("可比价", "comparable prices"), "comparable")
    default: (Bilingual("", ""), "")
    }
  }
}

extension IndicatorsV1.Indicator {
  /// The definition that holds on a day: the last that has begun, else the first.
  func held(on day: String) -> IndicatorsV1.Indicator.Definition {
    if let held = definitions.last(where: { $0.validFrom <= day }) ?? definitions.first { return held }
    var only = IndicatorsV1.Indicator.Definition()
    (only.validFrom, only.text) = (validFrom, definition)
    return only
  }
}
