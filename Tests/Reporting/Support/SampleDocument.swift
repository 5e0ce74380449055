import Reporting

/// The June bulletin of a made programme.
enum SampleDocument {
  static let june = Document(
    title: "关于2013年1—6月份全市开发区主要经济指标完成情况的通报",
    number: "开调通〔2013〕2号（演示）",
    issuer: "演示单位",
    addressee: "各县（市、区）人民政府，济宁高新区管委会，各经济开发区（工业园区）管委会",
    signed: "2013年7月19日",
    banner: "演示数据 · 非公文",
    blocks: blocks,
    notes: [["完成率与序时进度先减后约；常年进度为本单位上年同期占全年比重；增速灯、进度灯的规则见表3注。"]],
    attachments: [
      .init(title: "主要经济指标完成情况表", blocks: boards.enumerated().map { .table($0.element.table(number: $0.offset + 1)) })
    ],
    colophon: .init(
      dataVersions: ["指标 1842", "招商 311", "规划 97"], checkCode: "7F3A-92C1", explainCommand: "tupo indicators explain"))

  static let boards = [SampleBoard.investment, .revenue, .valueAdded]

  static let blocks: [Block] =
    [
      .paragraph([
        "根据济政办字〔2013〕75号要求，现将上半年情况通报如下。应报15个，按时13个，迟报1个（", .strong("甲区"), "，迟2个工作日），未报1个（",
        .strong("乙区"), "）；合计、增速和位次均按已报的14个可比口径计算。",
      ]),
      .heading(.init(.first, "总体情况", text: ["14个开发区中，三项指标增幅均达到30%的4个，两项的3个，一项的4个，均未达到的3个。"])),
      .heading(.init(.second, "", text: first)),
      .heading(.init(.second, "", text: second)),
      .heading(.init(.second, "", text: third)),
      .heading(
        .init(
          .first, "“双过半”",
          text: ["三项指标均未过半；按各单位常年进度，投资已达到，财政收入、工业增加值分别差", figure("2.0", "个百分点"), "和", figure("4.9", "个百分点"), "。"])),
    ] + later + SampleBoard.charts

  private static let later: [Block] = [
    .heading(
      .init(
        .first, "营业收入突破百亿",
        text: [
          "已突破", figure("3", "个"), "，预计年底达到", figure("10", "个"), "，距12个差2个；预计超500亿元", figure("1", "个"),
          "，距2个差1个。最接近的是辛市，预计", figure("94.1", "亿元"), "，后6个月月均多完成", figure("1.0", "亿元"), "即可突破。",
        ])),
    .table(thresholds),
    .heading(
      .init(
        .first, "重点事项",
        text: ["6月30日到期2项：丙县生态工业园区申请报告已报送（6月26日，有凭据）；寅县化工园区未见凭据，列入督办。国家级开发区创建：材料完善中；保税物流中心：可研完成，主体企业注册办理中，已用12个工作日。"])),
    .heading(
      .init(
        .first, "问题",
        text: [
          "庚县财政收入", figure("下降3.1%", ""), "，影响全部开发区增幅", figure("0.4", "个百分点"), "；己县调低上年同期数", figure("6.2", "%"),
          "，已说明，待财政局确认。",
        ])),
    .heading(.init(.first, "要求", text: ["乙区7月23日前补报；增幅低于20%的3个单位7月26日前报送原因和措施；上期要求5项，已销号4项，逾期1项（庚县）。"])),
  ]

  private static let first: [Inline] = [
    "固定资产投资", figure("612.4", "亿元"), "，同比增长", growth, "，高于目标", figure("1.4", "个百分点"), "；完成年度目标的", figure("44.5", "%"),
    "，低于序时进度", figure("5.5", "个百分点"), "，高于常年同期进度", figure("0.5", "个百分点"), "。增幅前三：丙县、丁县、戊市；后三：己县、庚县、甲区。",
  ]
  private static let second: [Inline] = [
    "财政收入", figure("71.8", "亿元"), "，增长", figure("24.9", "%"), "，低于目标", figure("5.1", "个百分点"), "；完成",
    figure("49.0", "%"), "，低于序时",
    figure("1.0", "个百分点"), "。要完成目标，后6个月月均需", figure("12.5", "亿元"), "，为上半年月均的", figure("1.04", "倍"), "。",
  ]
  private static let third: [Inline] = [
    "工业增加值", figure("288.3", "亿元"), "，按可比价增长", figure("18.7", "%"), "（现价", figure("16.9", "%"), "），低于目标",
    figure("11.3", "个百分点"), "。",
  ]

  static let growth = Inline.figure(
    Figure(
      "31.4", unit: "%", arithmetic: ["612.4 ÷ 466.1 − 1 = 31.4 %"],
      sources: [
        .init(label: "612.4亿元", detail: "2013年1—6月，14个单位合计，数据版本 1842"),
        .init(label: "466.1亿元", detail: "2012年1—6月，随2013年6月表报送的可比基数，14个单位合计"),
      ]))

  private static func figure(_ text: String, _ unit: String) -> Inline {
    .figure(
      Figure(text, unit: unit, arithmetic: ["\(text)\(unit) 的算式"], sources: [.init(label: "演示数据", detail: "数据版本 1842")])
    )
  }

  private static let thresholds = Table(
    caption: "营业收入两项突破目标",
    columns: [
      .init("目标", kind: .text, isSortable: false), .init("应达", subtitle: "个", isSortable: false),
      .init("已突破", subtitle: "个", isSortable: false),
      .init("预计年底", subtitle: "个", isSortable: false), .init("差", subtitle: "个", isSortable: false),
      .init("最接近", kind: .text, isSortable: false),
      .init("判定", kind: .light, isSortable: false),
    ],
    rows: [
      .init(
        .unit,
        [
          .init(["营业收入超过100亿元"]), .init(["12"]), .init(["3"]), .init(["10"]), .init(["2"]), .init(["辛市，预计94.1亿元"]),
          .init(["接近"], tone: .near),
        ]),
      .init(
        .unit,
        [
          .init(["营业收入超过500亿元"]), .init(["2"]), .init(["0"]), .init(["1"]), .init(["1"]), .init(["辰高新区不在范围内"]),
          .init(["未达"], tone: .bad),
        ]),
    ])
}

extension SampleBoard {
  static let charts: [Block] = [
    .chart(.bars(investment.chart)), .chart(.bars(revenue.chart)), .chart(.lines(progress)),
  ]

  static let progress = LineChart(
    title: "投资累计完成年度目标（%）", description: "1至6月累计完成年度目标的比重，与序时进度和常年进度比较；6月完成44.5%。", unit: "%",
    positions: (1...12).map { $0 == 1 ? "1月" : "\($0)月" },
    series: [
      .init("完成", .actual, values: [nil, 1020, 1890, 2710, 3580, 4450] + Array(repeating: nil, count: 6)),
      .init("序时进度", .schedule, values: (1...12).map { Int64($0) * 10_000 / 12 }),
      .init("常年进度", .usual, values: [nil, 980, 1830, 2650, 3490, 4400, 5210, 6050, 6940, 7830, 8800, 10_000]),
    ])
}
