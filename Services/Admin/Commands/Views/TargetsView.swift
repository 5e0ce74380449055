import WireTupo

/// Annual targets, one line each.
enum TargetsView {
  static func table(_ targets: [IndicatorsV1.Target], _ names: CatalogueNames, _ language: Language) -> Table {
    var table = Table([
      .hidden("target"), .text("zone", "单位", "zone"), .text("indicator", "指标", "indicator"),
      .number("year", "年度", "year"), .text("operator", "要求", "demand"), .number("value", "目标值", "value"),
      .text("unit", "计量单位", "unit"), .number("growth_basis_points", "增速%", "growth %"),
      .text("wording", "原文", "wording", spare: 2), .text("leader", "分管领导", "leader", spare: 3),
      .text("lead_unit", "责任单位", "lead unit", spare: 1), .hidden("etag"),
    ])
    table.rows = targets.map { row($0, names, language) }
    table.hideEmptyColumns(["value", "unit", "growth_basis_points", "wording", "leader", "lead_unit"])
    return table
  }

  private static func row(
    _ target: IndicatorsV1.Target, _ names: CatalogueNames, _ language: Language
  ) -> [Table.Cell] {
    let name = TargetName(target.name)
    var (value, growth): (Int64?, Int64?)
    switch target.goal {
    case .value(let amount): value = amount
    case .growthBasisPoints(let points): growth = points
    case nil: break
    }
    return [
      .text(target.name), .word(names.zone(name.zone, language), ResourceName.id(name.zone)),
      .word(names.indicator(target.indicator, language), ResourceName.id(target.indicator)), .number(target.year),
      demand(target.operator, language), names.amount(value, of: target.indicator),
      .text(value == nil ? "" : names.unit(target.indicator)),
      growth.map { Table.Cell.amount($0, scale: 100, decimals: 1) } ?? .missing, .text(target.wording),
      .text(target.responsibility?.leader ?? ""), .text(target.responsibility?.leadUnit ?? ""), .text(target.etag),
    ]
  }

  private static func demand(_ demand: IndicatorsV1.Operator, _ language: Language) -> Table.Cell {
    let (text, word): (Bilingual, String) =
      switch demand {
      case .greaterThan: (Bilingual("高于", "above"), "greater_than")
      case .atMost: (Bilingual("不超过", "at most"), "at_most")
      case .lessThan: (Bilingual("低于", "below"), "less_than")
      default: (Bilingual("不低于", "at least"), "at_least")
      }
    return .word(text.text(language), word)
  }
}
