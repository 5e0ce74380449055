import Domain
import Testing
import Wire
import WireTupo

@testable import Reporting

/// What a bulletin says of targets follows their operators, whichever way their indicators are better.
@Suite("Targets in a bulletin") struct BulletinTargetTests {
  private static func board(
    _ comparisons: [Comparison], _ direction: Indicator.Direction = .higherIsBetter, needed: Amount? = nil
  ) -> Board {
    var board = SampleInput.investment
    board.direction = direction
    for (index, comparison) in comparisons.enumerated() {
      board.rows[index].comparison = comparison
      board.rows[index].annualTarget = Amount(400_000_000_000)
    }
    board.total.annualTarget = Amount(1_200_000_000_000)
    board.total.completion = .made(1, 2)
    board.total.requiredMonthly = needed
    return board
  }

  private static let needed = Amount(100_000_000_000)

  private static func all(_ comparison: Comparison) -> [Comparison] { Array(repeating: comparison, count: 3) }

  @Test(
    "a paragraph asks for what the operator asks, in either direction of the indicator",
    arguments: [
      (all(.atLeast), "完成年度目标的50.0%。要完成目标，后6个月月均需1000.0亿元。"),
      (all(.above), "完成年度目标的50.0%。要超过目标，后6个月月均需超过1000.0亿元。"),
      (all(.atMost), "为年度目标的50.0%。要不超过目标，后6个月月均不超过1000.0亿元。"),
      (all(.below), "为年度目标的50.0%。要低于目标，后6个月月均须低于1000.0亿元。"),
      ([.atLeast, .above, .atLeast], "完成年度目标的50.0%。要完成目标，后6个月月均需1000.0亿元。"),
      ([.atLeast, .atMost, .atLeast], "为年度目标的50.0%。"),
    ] as [([Comparison], String)], [Indicator.Direction.higherIsBetter, .lowerIsBetter])
  func paragraph(told: ([Comparison], String), direction: Indicator.Direction) {
    let board = Self.board(told.0, direction, needed: Self.needed)
    let words = IndicatorParagraph(board: board, input: SampleInput.input(boards: [board])).words.plainText
    let order = direction == .lowerIsBetter ? "增幅由低到高" : "增幅"
    #expect(words.hasPrefix("固定资产投资6000.0亿元，同比增长30.4%，高于目标0.4个百分点；\(told.1)\(order)"))
  }

  @Test(
    "once nothing is left it says what has become of the target",
    arguments: [
      (.atLeast, 0, "已完成全年目标。"), (.above, 0, "已达全年目标数，尚未超过。"), (.above, -1, "已超过全年目标。"),
      (.atMost, 0, "已达全年目标上限。"), (.below, -1, "已超过全年目标上限。"),
    ] as [(Comparison, Int64, String)])
  func reached(comparison: Comparison, needed: Int64, sentence: String) {
    let board = Self.board(Self.all(comparison), needed: Amount(needed))
    let words = IndicatorParagraph(board: board, input: SampleInput.input(boards: [board])).words.plainText
    #expect(words.contains("年度目标的50.0%。\(sentence)增幅"))
  }

  @Test(
    "so do the headings of a board and “双过半”",
    arguments: [
      (all(.atLeast), ["完成", "余月月均需"], true), (all(.above), ["完成", "余月月均需"], true),
      (all(.atMost), ["占目标", "余月月均限"], false), (all(.below), ["占目标", "余月月均限"], false),
      ([.atLeast, .atMost, .atMost], ["占目标", "余月月均"], false),
    ] as [([Comparison], [String], Bool)], [Indicator.Direction.higherIsBetter, .lowerIsBetter])
  func headings(told: ([Comparison], [String], Bool), direction: Indicator.Direction) {
    let board = Self.board(told.0, direction, needed: Self.needed)
    let input = SampleInput.input(boards: [board])
    let titles = BoardTable(board: board, input: input, printsRules: false).table.columns.map(\.title)
    let known = ["完成", "占目标", "余月月均需", "余月月均限", "余月月均"]
    #expect(titles.filter(known.contains) == told.1)
    #expect((HalfYear(input: input).section != nil) == told.2)
  }

  @Test(
    "growth is said to do what its targets ask, with the number that all have",
    arguments: [
      ([.atLeast], 3_000, "达到30%", "未达到"), ([.above], 1_255, "超过12.55%", "未超过"),
      ([.atMost], 350, "不超过3.5%", "超过"), ([.below], 300, "低于3%", "不低于"), ([.atLeast, .atLeast], nil, "达到目标", "未达到"),
      ([.atLeast, .atMost], 300, "符合目标", "不符合"), ([nil, .atLeast], nil, "符合目标", "不符合"),
      ([], nil, "达到目标", "未达到"),
    ] as [([Comparison?], Int64?, String, String)])
  func verdict(comparisons: [Comparison?], goal: Int64?, yes: String, no: String) {
    let verdict = GrowthVerdict(comparisons, goal: goal.map { Ratio(basisPoints: $0) })
    #expect(verdict.yes == yes && verdict.no == no)
  }

  @Test(
    "the situation counts by the operator",
    arguments: [
      (.atLeast, "3个开发区中，增幅达到30%的2个，未达到的1个。"), (.above, "3个开发区中，增幅超过30%的2个，未超过的1个。"),
      (.atMost, "3个开发区中，增幅不超过30%的2个，超过的1个。"), (.below, "3个开发区中，增幅低于30%的2个，不低于的1个。"),
    ] as [(Comparison, String)])
  func situation(comparison: Comparison, text: String) throws {
    let floors = FloorCount(
      levels: [.init(indicators: 1, zones: ["a", "b"]), .init(indicators: 0, zones: ["c"])], judged: 3)
    let input = SampleInput.input(boards: [Self.board(Self.all(comparison))], floors: floors)
    #expect(try #require(Situation(input: input).section).text == text)
  }

  @Test(
    "a threshold's words follow its operator",
    arguments: [
      (.atLeast, "已达到3个，预计年底达到10个，距12个差2个。", "即可达到。"), (.above, "已突破3个，预计年底达到10个，距12个差2个。", "即可突破。"),
      (.atMost, "预计年底控制在100亿元以内的10个，距12个差2个。", "即可控制在100亿元以内。"),
      (.below, "预计年底控制在100亿元以下的10个，距12个差2个。", "即可控制在100亿元以下。"),
    ] as [(Comparison, String, String)])
  func threshold(comparison: Comparison, standing: String, closest: String) throws {
    let target = ThresholdStanding(
      title: "突破", scale: .hundredMillionYuan, limit: Amount(10_000_000_000), comparison: comparison, count: 12,
      passed: 3, landing: 10, short: 2, reached: false,
      closest: ThresholdStanding.Candidate(
        title: "辛区", landing: Amount(9_400_000_000), extraMonthly: Amount(100_000_000)))
    let text = try #require(ThresholdSection(input: SampleInput.input(thresholds: [target])).section).text
    #expect(text.hasPrefix(standing) && text.hasSuffix(closest))
  }

  @Test("operators come with the zones' targets from tupo-indicators, each to its zone and indicator")
  func wire() {
    let parent = "programmes/made"
    func target(_ zone: String, _ indicator: String, _ demand: IndicatorsV1.Operator) -> IndicatorsV1.Target {
      .with {
        $0.name = "\(parent)/zones/\(zone)/targets/\(indicator)-2013"
        $0.indicator = "\(parent)/indicators/\(indicator)"
        $0.operator = demand
      }
    }
    let targets = [
      target("a", "energy", .atMost), target("b", "energy", .lessThan), target("c", "energy", .greaterThan),
      target("a", "investment", .atLeast), target("d", "energy", .unspecified),
    ]
    let known = targets.comparisons(of: "\(parent)/indicators/energy")
    let zone = { (id: String) in "\(parent)/zones/\(id)" }
    #expect(known == [zone("a"): .atMost, zone("b"): .below, zone("c"): .above])
    let board = Board(
      .with { $0.rows = ["a", "b", "d"].map { zone in .with { $0.zone = "\(parent)/zones/\(zone)" } } }, of: nil,
      notes: [:], targets: known)
    #expect(board.rows.map(\.comparison) == [.atMost, .below, .atLeast])
  }
}
