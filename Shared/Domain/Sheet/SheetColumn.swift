/// The columns of a figure sheet.
public enum SheetColumn: String, Sendable, Hashable, CaseIterable {
  /// 单位.
  case zone
  /// 指标.
  case indicator
  /// 月份.
  case month
  /// 计量单位.
  case unit
  /// 累计.
  case cumulative
  /// 上年同期.
  case base
  /// 同比增速%.
  case growth
  /// 报送日期.
  case received
  /// 备注.
  case note
  /// 来源.
  case source

  /// Columns that a sheet must have.
  public static let required: [SheetColumn] = [.zone, .indicator, .month, .unit, .cumulative]

  /// The Chinese heading.
  public var heading: String { Self.names[self]?.first ?? rawValue }

  /// Headings that are understood, the Chinese one first.
  private static let names: [SheetColumn: [String]] = [
    .zone: ["单位", "单位名称", "开发区", "开发区名称", "园区", "园区名称", "地区", "zone", "unit_name", "region"],
    .indicator: ["指标", "指标名称", "主要指标", "项目", "indicator"],
    .month: ["月份", "报告期", "时间", "month", "period"],
    .unit: ["计量单位", "unit"],
    .cumulative: ["累计", "累计值", "累计数", "累计完成", "本年累计", "本月止累计", "自年初累计", "年初至今", "cumulative", "cumulative_value"],
    .base: ["上年同期", "上年同期累计", "上年同期数", "去年同期", "去年同期累计", "同期", "同期数", "同期累计", "base", "same_period"],
    .growth: [
      "同比增速%", "同比增速", "同比增长%", "同比增长", "同比", "同比%", "比上年同期增长", "比上年同期增长%", "比上年同期", "增长", "增长%", "增幅", "增幅%", "±%",
      "增速%", "增速", "增减%", "同比增减%", "比上年同期增减%", "增减幅", "增减幅度", "增减率", "升降幅度",
      "growth_percent", "growth",
    ],
    .received: ["报送日期", "报送时间", "收到日期", "received", "received_on"],
    .note: ["备注", "说明", "情况说明", "note", "remark"],
    .source: ["来源", "数据来源", "source"],
  ]

  /// Every heading that is understood, with its column.
  static let headings = names.flatMap { column, names in names.map { ($0, column) } }

  private static let byName: [String: SheetColumn] = {
    Dictionary(headings.map { (fold($0), $1) }, uniquingKeysWith: { first, _ in first })
  }()

  /// The column of a heading, its unit in brackets left aside: "累计（万元）"; `nil` when it is unknown.
  public init?(heading: String) {
    guard let column = Self.byName[Self.fold(heading)] else { return nil }
    self = column
  }

  /// Whether a column's heading names a growth at its end: "固定资产投资增速（%）", "同比增减%".
  public static func isGrowth(heading: String) -> Bool {
    let bare = bare(heading)
    return growths.contains { bare.hasSuffix($0) }
  }

  private static let growths = Set((names[.growth] ?? []).map(bare))

  private static func bare(_ heading: String) -> String { heading.folded.filter { !"()%".contains($0) } }

  /// The unit that a heading names in brackets: 万元 in "累计（万元）"; `nil` when it names none.
  static func unit(inHeading heading: String) -> String? {
    let parts = heading.folded.split(separator: "(", maxSplits: 1)
    return parts.count == 2 && parts[1].hasSuffix(")") ? String(parts[1].dropLast()) : nil
  }

  private static func fold(_ heading: String) -> String {
    let narrow = heading.folded
    return narrow.split(separator: "(", maxSplits: 1).first.map(String.init) ?? narrow
  }
}
