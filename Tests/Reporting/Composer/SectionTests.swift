import Domain
import Testing

@testable import Reporting

/// The sections of the text, each from its data.
@Suite struct SectionTests {
  @Test("the situation counts zones by floors reached")
  func situation() throws {
    let section = try #require(Situation(input: SampleInput.input()).section)
    #expect(section.text == "3个开发区中，两项指标增幅均达到30%的1个，一项的1个，均未达到的1个。")
  }

  @Test("a paragraph says value, growth, floor, completion, schedules, what is needed, first and last")
  func paragraph() {
    var board = SampleInput.investment
    board.total.completion = .made(443, 1000)
    board.total.versusSchedule = .made(-57, 1000)
    board.total.versusUsual = .made(5, 1000)
    board.total.annualTarget = Amount(1_354_400_000_000)
    board.total.requiredMonthly = Amount(125_733_333_333)
    board.total.requiredAccount.arithmetic = "(13544 − 6000) ÷ 6 = 1257.3 亿元"
    board.total.requiredMultiple = Rate(exact: Ratio(126, over: 100) ?? .one, display: "1.26")
    let words = IndicatorParagraph(board: board, input: SampleInput.input()).words
    #expect(words.lines(behind: "1257.3") == ["(13544 − 6000) ÷ 6 = 1257.3 亿元"])
    #expect(
      words.plainText == "固定资产投资6000.0亿元，同比增长30.4%，高于目标0.4个百分点；完成年度目标的44.3%，低于序时进度5.7个百分点，"
        + "高于常年同期进度0.5个百分点。要完成目标，后6个月月均需1257.3亿元，为上半年月均的1.26倍。增幅首位：甲区；末位：丙区。")
  }

  @Test(
    "the first and the last are told as groups, and one as a place",
    arguments: [
      (["a"], ["c"], "增幅首位：甲区；末位：丙区。"), (["a", "b"], [], "增幅前两位：甲区、乙区。"),
      (["a", "b", "c"], ["c", "b", "a"], "增幅前三：甲区、乙区、丙区；后三：丙区、乙区、甲区。"),
    ] as [([String], [String], String)])
  func order(leading: [String], trailing: [String], sentence: String) {
    var board = SampleInput.investment
    (board.leading, board.trailing) = (leading, trailing)
    #expect(IndicatorParagraph(board: board, input: SampleInput.input()).words.plainText.hasSuffix("。" + sentence))
  }

  @Test("in November the month that is left is named")
  func november() throws {
    var board = SampleInput.investment
    board.total.requiredMonthly = Amount(10_000_000_000)
    board.total.requiredMultiple = Rate(exact: Ratio(4, over: 1_000) ?? .one, display: "0.00")
    let input = SampleInput.input(boards: [board], month: try #require(Month(year: 2013, month: 11)))
    let words = IndicatorParagraph(board: board, input: input).words.plainText
    #expect(words.contains("。要完成目标，12月份需100.0亿元，为前11个月月均的0.004倍。"))
  }

  @Test("an indicator without growth has no directions")
  func noGrowth() {
    var board = SampleInput.watched
    board.total.growth = nil
    (board.rising, board.leading, board.trailing) = (0, [], [])
    #expect(IndicatorParagraph(board: board, input: SampleInput.input()).words.plainText == "固定资产投资6000.0亿元。")
  }

  @Test("comparable prices come first, current prices beside them")
  func comparable() {
    var board = SampleInput.investment
    board.comparablePrices = true
    board.total.nominalGrowth = .made(-169, 1000)
    let words = IndicatorParagraph(board: board, input: SampleInput.input()).words.plainText
    #expect(words.hasPrefix("固定资产投资6000.0亿元，按可比价增长30.4%（现价下降16.9%），高于目标"))
  }

  @Test("“双过半” is June's alone, and tells shortfalls one by one", arguments: [(6, true), (5, false), (12, false)])
  func halfYear(month: Int, isThere: Bool) throws {
    var (first, second) = (SampleInput.investment, SampleInput.revenue)
    (first.total.completion, second.total.completion) = (.made(44, 100), .made(49, 100))
    (first.total.versusUsual, second.total.versusUsual) = (.made(-49, 1000), .made(-21, 1000))
    let input = SampleInput.input(boards: [first, second], month: try #require(Month(year: 2013, month: month)))
    let text = HalfYear(input: input).section?.text
    #expect(text == (isThere ? "两项指标均未过半；按各单位常年进度，固定资产投资、财政收入分别差4.9个和2.1个百分点。" : nil))
  }

  @Test("exactly half is half")
  func half() {
    var board = SampleInput.investment
    board.total.completion = .made(1, 2)
    let text = HalfYear(input: SampleInput.input(boards: [board])).section?.text
    #expect(text == "固定资产投资已过半。")
  }

  @Test("thresholds tell passed, expected, short and the closest")
  func thresholds() throws {
    let closest = ThresholdStanding.Candidate(
      title: "辛区", landing: Amount(9_408_000_000), extraMonthly: Amount(98_666_667),
      extraAccount: Account(arithmetic: "(100 − 94.08) ÷ 6 = 1.0 亿元"))
    var standing = ThresholdStanding(
      title: "营业收入突破百亿元", scale: .hundredMillionYuan, limit: Amount(10_000_000_000), count: 12, passed: 3, landing: 10,
      short: 2, reached: false, closest: closest)
    let section = try #require(ThresholdSection(input: SampleInput.input(thresholds: [standing])).section)
    #expect(section.lead.lines(behind: "1.0") == ["(100 − 94.08) ÷ 6 = 1.0 亿元"])
    #expect(section.text == "已突破3个，预计年底达到10个，距12个差2个。最接近的是辛区，预计94.1亿元，后6个月月均多完成1.0亿元即可突破。")
    (standing.passed, standing.reached, standing.short) = (12, true, 0)
    let reached = try #require(ThresholdSection(input: SampleInput.input(thresholds: [standing])).section)
    #expect(reached.text == "已突破12个，达到12个的目标。")
  }

  @Test("falling growth is told with what it costs all zones; changed bases with reason and owner")
  func problems() throws {
    var revenue = SampleInput.revenue
    revenue.rows[1].findings = [.init(reason: "BASE_ADJUSTED", text: "基数调整：调低6.2%。", note: "扣除一次性入库税款。")]
    revenue.rows[0].lowBase = true
    let section = try #require(Problems(input: SampleInput.input(boards: [SampleInput.investment, revenue])).section)
    #expect(
      section.text == "丙区财政收入下降10.0%，影响全部开发区增幅2.0个百分点；乙区财政收入基数调整：调低6.2%，单位说明：扣除一次性入库税款，"
        + "待市统计局确认；甲区财政收入上年同期基数偏低，增速仅供参考。")
  }

  @Test("days of the requirements are worked days after signing")
  func requirements() throws {
    let section = try #require(Requirements(input: SampleInput.input()).section)
    #expect(section.text == "丁区7月23日前补报；两项指标增速灯均为“未达”的1个单位（丙区）7月26日前报送原因和措施。")
  }

  @Test("a unit whose report went back is asked for it again, in words and in supervision")
  func returned() throws {
    let requirements = Requirements(
      input: SampleInput.input(reports: Reports(entries: [.init(zone: "e", title: "戊区", state: .returned)])))
    #expect(try #require(requirements.section).text.hasPrefix("戊区7月23日前重报；"))
    #expect(requirements.asked.contains { $0.unit == "e" && $0.text == "重报2013年6月数据" })
  }
}
