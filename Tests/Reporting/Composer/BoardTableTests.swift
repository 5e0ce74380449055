import Domain
import Testing

@testable import Reporting

/// The board's columns follow from what is judged.
@Suite struct BoardTableTests {
  private func table(_ board: Board, reports: Reports = SampleInput.reports) -> Table {
    BoardTable(board: board, input: SampleInput.input(boards: [board], reports: reports), printsRules: true).table
  }

  private func titles(_ table: Table) -> [String] { table.columns.map { $0.title + $0.subtitle } }

  @Test("a board with targets has the columns of the model, in its order")
  func full() {
    var board = SampleInput.investment
    board.rows[0].annualTarget = Amount(600_000_000_000)
    board.rows[0].progressLight = .met
    #expect(
      titles(table(board)) == [
        "单位", "累计", "上年同期", "同比%", "位次（升降）", "距30%百分点", "年度目标", "完成%", "较序时±百分点", "较本单位常年±百分点", "余月月均需", "增速灯",
        "进度灯", "状态",
      ])
  }

  @Test("a board that only watches has no floor, no target, no light and no state")
  func watched() {
    let reports = Reports(entries: [OpeningTests.received], hasDeadline: false)
    #expect(titles(table(SampleInput.watched, reports: reports)) == ["单位", "累计", "上年同期", "同比%", "位次（升降）"])
  }

  @Test("published growth stands beside the computed one")
  func published() {
    var board = SampleInput.watched
    board.rows[1].publishedGrowth = .made(33, 100)
    #expect(titles(table(board)).contains("公布增速%"))
    board.comparablePrices = true
    #expect(titles(table(board)).contains("同比现价%"))
  }

  @Test("the total comes first and does not sort; units keep the protocol order")
  func rows() {
    let rows = table(SampleInput.investment).rows
    #expect(rows.map(\.kind) == [.total, .unit, .unit, .unit, .unit])
    #expect(rows.map { $0.cells[0].content.plainText } == ["合计", "甲区", "乙区", "丙区", "丁区"])
  }

  @Test("what is missing is a dash with its reason, never a zero")
  func missing() throws {
    let row = try #require(table(SampleInput.investment).rows.last)
    #expect(row.cells[1].isEmpty && row.cells[1].reason == "未报")
    #expect(row.cells[3].isEmpty)
    #expect(row.cells.last?.content.plainText == "未报")
  }

  @Test("every rate opens its arithmetic")
  func arithmetic() throws {
    let cell = table(SampleInput.investment).rows[1].cells[3]
    guard case .figure(let figure)? = cell.content.first else {
      Issue.record("the growth is not a figure")
      return
    }
    #expect(figure.text == "36.4")
    #expect(figure.arithmetic == ["3000 ÷ 2200 − 1"])
  }

  @Test("a base tells its record, and a target its own, also where the unit has not reported")
  func takenOver() {
    var row = SampleInput.missing
    (row.zone, row.base, row.annualTarget) = ("programmes/made/zones/d", Amount(1), Amount(2))
    var board = SampleInput.investment
    board.indicator = "programmes/made/indicators/investment"
    let accounts = RowAccounts(board: board, month: SampleInput.june)
    let base = "programmes/made/zones/d/indicators/investment/figures/2012-06"
    #expect(accounts.base(of: row).sources.map(\.detail) == [base])
    let target = "programmes/made/zones/d/targets/investment-2013"
    #expect(accounts.target(of: row).sources.map(\.detail) == [target])
    let source = Figure.Source(label: "上年", detail: "figures/2012-06")
    row.growth = Rate(exact: .one, display: "100.0", account: Account(sources: [source]))
    #expect(accounts.base(of: row).sources == [source])
  }

  @Test("differences carry their sign, and sort by their exact value")
  func signs() {
    let cells = table(SampleInput.investment).rows.map { $0.cells[5] }
    #expect(cells.map(\.content.plainText) == ["+0.4", "+6.4", "+3.3", "-18.9", ""])
    #expect(cells[3].sortKey == .number(-188_889))
  }

  @Test(
    "ranks show how they moved", arguments: [(2, "4（↑2）"), (-1, "4（↓1）"), (0, "4（=）"), (nil, "4")] as [(Int?, String)])
  func ranks(change: Int?, text: String) {
    var board = SampleInput.investment
    board.rows[0].rank = 4
    board.rows[0].rankChange = change
    #expect(table(board).rows[1].cells[4].content.plainText == text)
  }

  @Test("the chart draws what is printed, and the floor where there is one")
  func chart() {
    guard case .bars(let chart) = GrowthChart(board: SampleInput.investment, input: SampleInput.input()).chart else {
      Issue.record("no bar chart")
      return
    }
    #expect(chart.bars.map(\.value) == [3_640, 3_330, 1_110, nil])
    #expect(chart.references.map(\.value) == [3_000])
  }
}
