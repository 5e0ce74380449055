import Domain
import Testing

@testable import Reporting

/// The opening names who was due, in time, late and missing, and over whom totals are.
@Suite struct OpeningTests {
  typealias Entry = Reports.Entry

  static let received = Entry(zone: "a", title: "甲区", state: .received)
  static let late = Entry(zone: "b", title: "乙区", state: .late, workingDaysLate: 2)
  static let later = Entry(zone: "c", title: "丙区", state: .late, workingDaysLate: 6)
  static let missing = Entry(zone: "d", title: "丁区", state: .missing, missing: ["财政收入"])
  static let returned = Entry(zone: "e", title: "戊区", state: .returned)
  static let partly = Entry(
    zone: "d", title: "丁区", state: .missing, receivedOn: SampleInput.day("2013-07-08"), missing: ["财政收入"])

  @Test(
    "sentences follow from the reports",
    arguments: [
      ([received], "应报1个，按时1个。"),
      ([received, late], "应报2个，按时1个，迟报1个（乙区，迟2个工作日）。"),
      ([late, later], "应报2个，按时0个，迟报2个（乙区，迟2个工作日；丙区，迟6个工作日）。"),
      ([received, missing], "应报2个，按时1个，未报1个（丁区）；合计、增速和位次均按已报的3个可比口径计算。"),
      ([received, returned], "应报2个，按时1个，退回重报1个（戊区）；合计、增速和位次均按已报的3个可比口径计算。"),
      ([received, partly], "应报2个，按时1个，未报1个（丁区缺财政收入）；合计、增速和位次均按已报的3个可比口径计算。"),
    ])
  func reports(entries: [Entry], sentence: String) {
    let input = SampleInput.input(reports: Reports(entries: entries))
    #expect(Opening(input: input).paragraph.plainText == "根据济政办字〔2013〕75号要求，现将上半年情况通报如下。" + sentence)
  }

  @Test("boards over different sets are told one by one")
  func differentSets() {
    var revenue = SampleInput.revenue
    revenue.matched = 2
    let input = SampleInput.input(boards: [SampleInput.investment, revenue])
    #expect(Opening(input: input).paragraph.plainText.hasSuffix("合计、增速和位次按已报的可比口径计算：固定资产投资3个、财政收入2个。"))
  }

  @Test("a programme without targets and deadlines opens with the directions")
  func watched() {
    let reports = Reports(entries: [Self.received], hasDeadline: false)
    let input = SampleInput.input(boards: [SampleInput.watched], reports: reports)
    #expect(
      Opening(input: input).paragraph.plainText
        == "根据济政办字〔2013〕75号要求，2013年1—6月份，3开发区合计6000.0亿元，增长30.4%，3升0降。")
  }

  @Test("directions are left out where no growth is known, and comparable prices are named")
  func directions() {
    let reports = Reports(entries: [Self.received], hasDeadline: false)
    func text(_ change: (inout Board) -> Void) -> String {
      var board = SampleInput.watched
      change(&board)
      return Opening(input: SampleInput.input(boards: [board], reports: reports)).paragraph.plainText
    }
    let start = "根据济政办字〔2013〕75号要求，2013年1—6月份，3开发区合计6000.0亿元"
    #expect(text { $0.comparablePrices = true } == start + "，按可比价增长30.4%，3升0降。")
    #expect(text { ($0.total.growth, $0.rising) = (nil, 0) } == start + "。")
    #expect(text { ($0.falling, $0.level) = (1, 2) } == start + "，增长30.4%，3升1降2平。")
  }

  @Test(
    "periods have their names", arguments: [(1, "1月份"), (2, "1—2月份"), (3, "一季度"), (6, "上半年"), (9, "前三季度"), (12, "全年")])
  func periods(month: Int, name: String) throws {
    #expect(try #require(Month(year: 2013, month: month)).periodName == name)
  }

  @Test(
    "so have the means over the months that have passed and that are left",
    arguments: [
      (1, "1月份", "后11个月月均"), (2, "前2个月月均", "后10个月月均"), (3, "一季度月均", "后9个月月均"), (6, "上半年月均", "后6个月月均"),
      (9, "前三季度月均", "后3个月月均"), (11, "前11个月月均", "12月份"),
    ])
  func means(month: Int, elapsed: String, remaining: String) throws {
    let month = try #require(Month(year: 2013, month: month))
    #expect(month.elapsedMean == elapsed && month.remainingMean == remaining)
  }
}
