import Domain

@testable import Reporting

/// A made programme of four zones in June 2013, small enough to be checked by hand.
enum SampleInput {
  static let june = Month(index: 2013 * 12 + 5)

  static func day(_ text: String) -> Day { Day(text) ?? .end }

  static let series = Series(
    programme: "made-2013", id: "monthly", code: "开调通", suffix: "（演示）", issuer: "演示单位",
    addressee: "各管委会：", banner: "演示数据 · 非公文", signings: [june: day("2013-07-19")],
    titlePattern: "关于{period}全市开发区主要经济指标完成情况的通报", opening: "根据济政办字〔2013〕75号要求，", openingNumbers: [:])

  /// The State Council's calendar is data: here only weekends are off.
  static func input(
    boards: [Board] = [investment, revenue], reports: Reports = reports, month: Month = june,
    thresholds: [ThresholdStanding] = [], promotion: Promotion = Promotion(), tracks: TrackBoard = TrackBoard(),
    floors: FloorCount = floors
  ) -> BulletinInput {
    BulletinInput(
      series: series, unitNoun: "开发区", calendar: WorkingCalendar(), month: month, signedOn: day("2013-07-19"),
      boards: boards, reports: reports, floors: floors, thresholds: thresholds, promotion: promotion, tracks: tracks,
      versions: ["指标 1.8", "招商 1.1", "规划 1.1"], isDemonstration: true)
  }

  static let reports = Reports(entries: [
    .init(zone: "a", title: "甲区", state: .received, receivedOn: day("2013-07-08")),
    .init(zone: "b", title: "乙区", state: .late, receivedOn: day("2013-07-12"), workingDaysLate: 2),
    .init(zone: "c", title: "丙区", state: .received, receivedOn: day("2013-07-09")),
    .init(zone: "d", title: "丁区", state: .missing, missing: ["固定资产投资", "财政收入"]),
  ])

  static let floors = FloorCount(
    levels: [
      .init(indicators: 2, zones: ["a"]), .init(indicators: 1, zones: ["b"]), .init(indicators: 0, zones: ["c"]),
    ],
    judged: 3)

  static let investment = board(
    "固定资产投资", total: row("", "合计", 6_000, 4_600, floor: true, light: .met),
    rows: [
      row("a", "甲区", 3_000, 2_200, floor: true, light: .met), row("b", "乙区", 2_000, 1_500, floor: true, light: .met),
      row("c", "丙区", 1_000, 900, floor: true, light: .missed), missing,
    ])

  static let revenue = board(
    "财政收入", total: row("", "合计", 580, 500, floor: true, light: .missed),
    rows: [
      row("a", "甲区", 270, 200, floor: true, light: .met), row("b", "乙区", 220, 200, floor: true, light: .missed),
      row("c", "丙区", 90, 100, floor: true, light: .missed, contribution: Rate.made(-10, 500)), missing,
    ])

  static let missing: Board.Row = {
    var row = Board.Row(zone: "d", title: "丁区")
    row.state = .missing
    row.growthAbsent = "未报"
    return row
  }()

  /// Values in whole 亿元.
  static func board(_ title: String, total: Board.Row, rows: [Board.Row]) -> Board {
    var board = Board(
      indicator: title, title: title, scale: .hundredMillionYuan, ownerBureau: "市统计局", total: total, rows: rows,
      expected: 4, matched: 3, rising: rows.count { $0.growth?.exact.isNegative == false }, falling: 1, level: 0)
    board.leading = ["a"]
    board.trailing = ["c"]
    board.growthRule = "增速灯的规则。"
    return board
  }

  static func row(
    _ zone: String, _ title: String, _ value: Int64, _ base: Int64, floor: Bool = false, light: Light = .unlit,
    contribution: Rate? = nil
  ) -> Board.Row {
    var row = Board.Row(zone: zone, title: title)
    row.cumulative = Amount(value * 100_000_000)
    row.base = Amount(base * 100_000_000)
    row.growth = .made(value - base, base, arithmetic: "\(value) ÷ \(base) − 1")
    // Growth less 30 %.
    row.aboveFloor = floor ? .made(10 * (value - base) - 3 * base, 10 * base) : nil
    row.growthLight = light
    row.contribution = contribution
    return row
  }

  /// The same without floors: a programme that only watches.
  static var watched: Board {
    var board = investment
    board.total = row("", "合计", 6_000, 4_600)
    board.rows = [row("a", "甲区", 3_000, 2_200), row("b", "乙区", 2_000, 1_500), row("c", "丙区", 1_000, 900)]
    board.growthRule = ""
    (board.rising, board.falling, board.level) = (3, 0, 0)
    return board
  }
}

extension Rate {
  /// A rate from a fraction, printed with one decimal.
  static func made(_ top: Int64, _ bottom: Int64, arithmetic: String = "") -> Rate {
    let exact = Ratio(top, over: bottom) ?? .zero
    return Rate(exact: exact, display: exact.percentText(), account: Account(arithmetic: arithmetic))
  }
}

extension Section {
  /// The text after the heading, as it is read.
  var text: String { lead.plainText }
}
