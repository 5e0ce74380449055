import Domain
import Testing
import Wire
import WireTupo

@testable import Reporting

/// What a bulletin says of an indicator that is better lower, or of a limit from above.
@Suite("Where less is better") struct DirectionTests {
  /// Energy of three units: b rises beyond its ceiling, c rises within it, a falls.
  private static var energy: Board {
    var board = SampleInput.board(
      "能源消费量", total: SampleInput.row("", "合计", 505, 500),
      rows: [
        SampleInput.row("a", "甲区", 180, 200, floor: true, light: .met),
        SampleInput.row("b", "乙区", 220, 200, floor: true, light: .missed, contribution: .made(20, 500)),
        SampleInput.row("c", "丙区", 105, 100, floor: true, light: .met, contribution: .made(5, 500)),
      ])
    (board.direction, board.leading, board.trailing, board.reachingFloor) = (.lowerIsBetter, ["a"], ["b"], 2)
    for index in board.rows.indices { board.rows[index].comparison = .atMost }
    board.total.annualTarget = Amount(100_000_000_000)
    board.rows[0].annualTarget = Amount(40_000_000_000)
    board.total.completion = .made(505, 1000)
    board.total.versusSchedule = .made(5, 1000)
    return board
  }

  private static func paragraph(_ needed: Amount?) -> IndicatorParagraph {
    var board = energy
    board.total.requiredMonthly = needed
    return IndicatorParagraph(board: board, input: SampleInput.input(boards: [board]))
  }

  @Test(
    "a paragraph speaks of a limit to be kept",
    arguments: [
      (Amount(8_250_000_000), "要不超过目标，后6个月月均不超过82.5亿元。"), (.zero, "已达全年目标上限。"), (Amount(-1), "已超过全年目标上限。"), (nil, ""),
    ] as [(Amount?, String)])
  func paragraph(needed: Amount?, sentence: String) {
    #expect(
      Self.paragraph(needed).words.plainText
        == "能源消费量505.0亿元，同比增长1.0%；为年度目标的50.5%，高于序时进度0.5个百分点。\(sentence)增幅由低到高首位：甲区；末位：乙区。")
  }

  @Test("so does the sentence for a terminal")
  func headline() {
    #expect(Self.paragraph(nil).headline.plainText == "能源消费量505.0亿元，同比增长1.0%；为年度目标的50.5%。")
  }

  @Test("growth keeps to targets where one of them may be a ceiling")
  func situation() throws {
    let input = SampleInput.input(boards: [SampleInput.investment, Self.energy])
    let text = try #require(Situation(input: input).section).text
    #expect(text == "3个开发区中，两项指标增幅均符合目标的1个，一项的1个，均不符合的1个。")
  }

  @Test("who rises beyond the ceiling is a problem, who falls or keeps to it is none")
  func problems() throws {
    let text = try #require(Problems(input: SampleInput.input(boards: [Self.energy])).section).text
    #expect(text == "乙区能源消费量增长10.0%，影响全部开发区增幅4.0个百分点。")
  }

  @Test("where nothing is judged the greatest rises are told, and how many there are")
  func watched() throws {
    var board = SampleInput.watched
    board.direction = .lowerIsBetter
    board.rows = (Int64(1)...6).map { SampleInput.row("z\($0)", "\($0)区", 100 + $0, 100, contribution: .made($0, 600)) }
    board.rows.append(SampleInput.row("z7", "7区", 90, 100, contribution: .made(-10, 600)))
    let text = try #require(Problems(input: SampleInput.input(boards: [board])).section).text
    #expect(text.hasPrefix("6区固定资产投资增长6.0%，影响全部开发区增幅1.0个百分点；5区"))
    #expect(text.hasSuffix("2区固定资产投资增长2.0%，影响全部开发区增幅0.3个百分点；固定资产投资增长的共6个。"))
  }

  @Test("“双过半” is not told of what should stay low")
  func halfYear() {
    #expect(HalfYear(input: SampleInput.input(boards: [Self.energy])).section == nil)
  }

  @Test("the chart names the least growth first")
  func chart() {
    let input = SampleInput.input(boards: [Self.energy])
    guard case .bars(let chart) = GrowthChart(board: Self.energy, input: input).chart else {
      Issue.record("no bar chart")
      return
    }
    #expect(chart.description == "3个开发区中2个不超过目标，最低甲区下降10.0%，最高乙区增长10.0%。")
  }

  @Test("the board's columns name shares of a limit")
  func columns() {
    let input = SampleInput.input(boards: [Self.energy])
    let titles = BoardTable(board: Self.energy, input: input, printsRules: false).table.columns.map(\.title)
    #expect(titles.contains("占目标") && titles.contains("余月月均限"))
    #expect(!titles.contains("完成") && !titles.contains("余月月均需"))
  }

  @Test("a threshold from above is kept, not passed")
  func ceiling() throws {
    let closest = ThresholdStanding.Candidate(
      title: "辛区", landing: Amount(11_000_000_000), extraMonthly: Amount(166_666_667),
      extraAccount: Account(arithmetic: "(110 − 100) ÷ 6 = 1.7 亿元"))
    var standing = ThresholdStanding(
      title: "能源消费控制", scale: .hundredMillionYuan, limit: Amount(10_000_000_000), comparison: .atMost, count: 12,
      passed: 0,
      landing: 10, short: 2, reached: false, closest: closest)
    let lead = try #require(ThresholdSection(input: SampleInput.input(thresholds: [standing])).section).lead
    #expect(
      lead.plainText == "预计年底控制在100亿元以内的10个，距12个差2个。最接近的是辛区，预计110.0亿元，后6个月月均减少1.7亿元即可控制在100亿元以内。")
    #expect(lead.lines(behind: "1.7") == ["(110 − 100) ÷ 6 = 1.7 亿元"])
    (standing.passed, standing.reached, standing.short) = (12, true, 0)
    let kept = try #require(ThresholdSection(input: SampleInput.input(thresholds: [standing])).section)
    #expect(kept.text == "控制在100亿元以内的12个，达到12个的目标。")
  }

  @Test(
    "an indicator's direction and a threshold's operator come from tupo-indicators",
    arguments: [
      (IndicatorsV1.Indicator.Direction.unspecified, Indicator.Direction.higherIsBetter),
      (.higherIsBetter, .higherIsBetter), (.lowerIsBetter, .lowerIsBetter),
    ])
  func direction(wire: IndicatorsV1.Indicator.Direction, direction: Indicator.Direction) {
    #expect(Board(.init(), of: .with { $0.direction = wire }, notes: [:]).direction == direction)
    #expect(Board(.init(), of: nil, notes: [:]).direction == .higherIsBetter)
  }

  @Test(
    "a threshold's operator is its own",
    arguments: [
      (IndicatorsV1.Operator.atLeast, Comparison.atLeast), (.greaterThan, .above), (.atMost, .atMost),
      (.lessThan, .below), (.unspecified, .above),
    ])
  func operators(wire: IndicatorsV1.Operator, comparison: Comparison) {
    let standing = ThresholdStanding(.with { $0.target = .with { $0.operator = wire } }, scale: nil)
    #expect(standing.comparison == comparison)
  }
}
