import Reporting

/// A board of fifteen made units, computed in whole numbers from seeds that are fixed.
struct SampleBoard {
  static let units = [
    "甲区", "乙区", "丙县", "丁县", "戊市", "己县", "庚县", "辛市", "壬县", "癸县", "子区", "丑县", "寅县化工园区", "卯市工业园区", "辰高新区",
  ]
  /// The unit that did not report, and the one without a target.
  static let silent = 1
  static let untargeted = 9

  let name: String
  /// Last year's cumulative value of each unit, 万元.
  let bases: [Int64]
  /// Growth of each unit in basis points.
  let growths: [Int64]

  static let investment = SampleBoard(
    name: "固定资产投资",
    bases: [
      412_300, 288_140, 351_020, 196_480, 504_410, 233_090, 187_550, 468_230, 142_760, 98_340, 276_910, 215_630,
      301_270, 389_460, 883_420,
    ],
    growths: [1210, 0, 4520, 4130, 3980, 1830, 1560, 3310, 3004, 2890, 3150, 2450, 2996, 3420, 3630])
  static let revenue = SampleBoard(
    name: "财政收入",
    bases: [
      48_210, 31_470, 39_330, 22_160, 61_280, 27_940, 24_370, 55_820, 16_490, 11_230, 33_060, 25_710, 29_880, 44_150,
      135_400,
    ],
    growths: [2230, 0, 3310, 3080, 2950, 1720, -310, 3170, 2410, 60_030, 2640, 1990, 3020, 2870, 2760])
  static let valueAdded = SampleBoard(
    name: "工业增加值",
    bases: [
      201_300, 131_240, 174_060, 99_380, 251_440, 118_290, 93_750, 240_130, 70_260, 48_140, 142_810, 108_730, 152_970,
      191_360, 431_620,
    ],
    growths: [1120, 0, 2410, 2240, 3050, 910, 430, 2180, 1930, 2020, 1750, 1310, 1860, 2090, 2270])

  var reporting: [Int] { Self.units.indices.filter { $0 != Self.silent } }
  var totalBase: Int64 { reporting.reduce(0) { $0 + bases[$1] } }
  var totalValue: Int64 { reporting.reduce(0) { $0 + value($1) } }

  func value(_ unit: Int) -> Int64 { bases[unit] * (10_000 + growths[unit]) / 10_000 }

  func rank(_ unit: Int) -> Int { 1 + reporting.filter { growths[$0] > growths[unit] }.count }

  func table(number: Int) -> Table {
    let rows = [total] + Self.units.indices.map { $0 == Self.silent ? silentRow : row($0) }
    return Table(
      caption: "表\(number)　2013年1—6月\(name)完成情况",
      groups: [.init("", span: 1), .init("增长", span: 5), .init("进度", span: 5), .init("判定", span: 3)],
      columns: Self.columns, rows: rows,
      notes: number == 3
        ? [["增速灯：同比达到30%为达标，低于30%而不低于25%为接近，其余未达。进度灯：按本单位常年进度判定，差距不超过2个百分点为接近。"]] : [],
      sheet: .portrait)
  }

  var chart: BarChart {
    let bars = Self.units.indices.map { unit -> BarChart.Bar in
      guard unit != Self.silent else { return .init(Self.units[unit], value: nil, text: "") }
      return .init(
        Self.units[unit], value: growths[unit], text: Decimal.text(growths[unit], 2, 1), tone: light(growths[unit]).tone
      )
    }
    return BarChart(
      title: "\(name)同比增长（%）", description: "15个单位\(name)的同比增速，虚线为目标30%；数值见后附表。", unit: "%", bars: bars,
      references: [.init("目标 30%", value: 3000)])
  }

  static let columns: [Table.Column] = [
    .init("单位", kind: .text), .init("累计", subtitle: "亿元"), .init("上年同期", subtitle: "亿元"), .init("同比", subtitle: "%"),
    .init("位次", subtitle: "（升降）"), .init("距30%", subtitle: "百分点"), .init("年度目标", subtitle: "亿元"),
    .init("完成", subtitle: "%"),
    .init("较序时±", subtitle: "百分点"), .init("较本单位常年±", subtitle: "百分点"), .init("余月月均需", subtitle: "亿元"),
    .init("增速灯", kind: .light), .init("进度灯", kind: .light), .init("状态", kind: .text, isSortable: false),
  ]

  private var silentRow: Table.Row {
    let unit = Self.silent
    var cells = [Table.Cell([.text(Self.units[unit])], sortKey: .number(Int64(unit)))]
    cells += Self.columns.dropFirst().map { _ in .empty(because: "尚未报送") }
    cells[2] = money(bases[unit], "上年同期", unit)
    cells[6] = money(bases[unit] * 2 * 13 / 10, "年度目标", unit)
    cells[13] = Table.Cell(["未报"], tone: .bad)
    return Table.Row(.unit, cells)
  }

  private var total: Table.Row {
    let growth = (totalValue - totalBase) * 10_000 / totalBase
    return row(name: "合计（14个可比）", unit: nil, base: totalBase, value: totalValue, growth: growth, hasTarget: true)
  }

  private func row(_ unit: Int) -> Table.Row {
    row(
      name: Self.units[unit], unit: unit, base: bases[unit], value: value(unit), growth: growths[unit],
      hasTarget: unit != Self.untargeted)
  }

  private func row(name: String, unit: Int?, base: Int64, value: Int64, growth: Int64, hasTarget: Bool) -> Table.Row {
    let target = base * 2 * 13 / 10
    let progress = value * 10_000 / target
    let usual: Int64 = 4800 + Int64(unit ?? 3) * 37 % 300
    let none = Table.Cell.empty(because: "未下达目标")
    let rateLight = light(growth)
    let progressLight = light(progress - usual + 3000)
    let text = { (value: Int64) in Decimal.text(value, 2, 1) }
    return Table.Row(
      unit == nil ? .total : .unit,
      [
        .init([.text(name)], sortKey: .number(Int64(unit ?? -1))),
        money(value, "累计", unit), money(base, "上年同期", unit),
        rate(
          text(growth), growth, "\(Decimal.text(value, 4, 2)) ÷ \(Decimal.text(base, 4, 2)) − 1 = \(text(growth)) %"),
        unit.map { .init([.text(rankText($0))], sortKey: .number(Int64(rank($0)))) } ?? Table.Cell([]),
        rate(signed(growth - 3000), growth - 3000, "\(text(growth)) − 30 = \(signed(growth - 3000)) 个百分点"),
        hasTarget ? money(target, "年度目标", unit) : none,
        hasTarget
          ? rate(
            text(progress), progress,
            "\(Decimal.text(value, 4, 2)) ÷ \(Decimal.text(target, 4, 2)) = \(text(progress)) %") : none,
        hasTarget
          ? rate(
            signed(progress - 5000), progress - 5000, "\(text(progress)) − 6 ÷ 12 = \(signed(progress - 5000)) 个百分点")
          : none,
        hasTarget
          ? rate(
            signed(progress - usual), progress - usual,
            "\(text(progress)) − \(text(usual)) = \(signed(progress - usual)) 个百分点") : none,
        hasTarget ? money((target - value) / 6, "余月月均需", unit) : none,
        .init([.text(rateLight.word)], sortKey: .number(rateLight.order), tone: rateLight.tone),
        hasTarget
          ? .init([.text(progressLight.word)], sortKey: .number(progressLight.order), tone: progressLight.tone) : none,
        .init([.text(unit == 0 ? "迟报2日" : unit == 5 ? "基数调低" : "已核")], tone: unit == 5 ? .near : .plain),
      ])
  }

  private func rankText(_ unit: Int) -> String {
    let move = (unit * 5 + 1) % 7 - 3
    return "\(rank(unit))（\(move == 0 ? "平" : move > 0 ? "↑\(move)" : "↓\(-move)")）"
  }

  private func money(_ tenThousands: Int64, _ label: String, _ unit: Int?) -> Table.Cell {
    let figure = Figure(
      Decimal.text(tenThousands, 4, 2),
      arithmetic: unit == nil ? ["14个可比单位之和 = \(Decimal.text(tenThousands, 4, 2)) 亿元"] : [],
      sources: [
        .init(
          label: "\(name)\(label)",
          detail: "\(unit.map { Self.units[$0] } ?? "全市") · 演示数据 · 2013-07-12 报送 · 第1次 · 行\(Int64(unit ?? 0) + 2)")
      ])
    return .init([.figure(figure)], sortKey: .number(tenThousands))
  }

  private func rate(_ text: String, _ key: Int64, _ arithmetic: String) -> Table.Cell {
    let sources = [
      Figure.Source(label: "2013年1—6月", detail: "演示数据 · 2013-07-12 报送 · 第1次"),
      Figure.Source(label: "2012年1—6月", detail: "演示数据 · 随2013年6月表报送的可比基数"),
    ]
    return .init([.figure(Figure(text, arithmetic: [arithmetic], sources: sources))], sortKey: .number(key))
  }

  private func signed(_ hundredths: Int64) -> String { (hundredths > 0 ? "+" : "") + Decimal.text(hundredths, 2, 1) }

  private func light(_ growth: Int64) -> (word: String, tone: Tone, order: Int64) {
    growth >= 3000 ? ("达标", .good, 2) : growth >= 2500 ? ("接近", .near, 1) : ("未达", .bad, 0)
  }
}

/// Whole numbers with a point, rounded half away from zero.
enum Decimal {
  static func text(_ value: Int64, _ scale: Int, _ places: Int) -> String {
    let power = { (exponent: Int) in (0..<exponent).reduce(Int64(1)) { result, _ in result * 10 } }
    let cut = power(scale - places)
    let rounded = (abs(value) + cut / 2) / cut
    let (whole, rest) = rounded.quotientAndRemainder(dividingBy: power(places))
    let digits = String(rest)
    let fraction = String(repeating: "0", count: places - digits.count) + digits
    return (value < 0 && rounded > 0 ? "−" : "") + "\(whole).\(fraction)"
  }
}
