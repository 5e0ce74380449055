import Chassis
import WireTupo

/// Figures that are kept, one line each, to the last digit.
enum FiguresView {
  static func table(_ figures: [IndicatorsV1.Figure], _ names: CatalogueNames, _ language: Language) -> Table {
    var table = Table([
      .hidden("name"), .text("zone", "单位", "zone"), .text("indicator", "指标", "indicator"),
      .text("month", "月份", "month"), .number("cumulative", "累计", "cumulative"), .text("unit", "计量单位", "unit"),
      .number("reported_base", "上年同期", "same period"), .number("growth_basis_points", "增速%", "growth %"),
      .text("received_on", "报送日期", "received on"), .text("source", "来源", "source", spare: 1),
      .text("note", "说明", "note", spare: 3), .text("origin", "文件与行", "file and row", spare: 4),
      .hidden("recorded_at"), .hidden("demonstration"), .hidden("etag"),
    ])
    table.rows = figures.map { row($0, names, language) }
    table.hideEmptyColumns(["reported_base", "growth_basis_points", "received_on", "source", "note", "origin"])
    table.notes = Words.demonstration(figures.contains(where: \.demonstration), language)
    return table
  }

  private static func row(
    _ own: IndicatorsV1.Figure, _ names: CatalogueNames, _ language: Language
  ) -> [Table.Cell] {
    let parts = own.name.split(separator: "/").map(String.init)
    let zone = parts.prefix(4).joined(separator: "/")
    let indicator = (parts.prefix(2) + parts.dropFirst(4).prefix(2)).joined(separator: "/")
    return [
      .text(own.name), .named(names.zone(zone, language), id: ResourceName.id(zone)),
      .named(names.indicator(indicator, language), id: ResourceName.id(indicator)), .text(ResourceName.id(own.name)),
      names.exact(own.cumulative, of: indicator), .text(names.unit(indicator)),
      names.exact(own.reportedBase, of: indicator), .growth(own.growthBasisPoints), .text(own.receivedOn),
      .text(own.source), .text(own.note), .text(own.origin),
      .text(own.recordedAt.map { TimeText.utc(micros: $0.micros) } ?? ""),
      Table.Cell(shown: "", value: .bool(own.demonstration)), .text(own.etag),
    ]
  }
}
