import Domain
import Testing
import Wire
import WireTupo

@testable import Reporting

/// Rates whose base is another than what was published.
@Suite("Marks of bases in a bulletin") struct BaseMarkTests {
  /// a's base was revised after publication, c reports another one; b's is as it was published.
  private static var board: Board {
    var board = SampleInput.investment
    board.rows[0].baseAdjustments = [.revised]
    board.rows[0].firstPublishedBase = Amount(210_000_000_000)
    board.rows[2].baseAdjustments = [.reported]
    board.rows[2].publishedBase = Amount(100_000_000_000)
    return board
  }

  private static func table(_ board: Board) -> Table {
    BoardTable(board: board, input: SampleInput.input(boards: [board]), printsRules: false).table
  }

  private static func growths(_ board: Board, column: Int = 3) -> [String] {
    table(board).rows.map { $0.cells[column].content.plainText }
  }

  private static func notes(_ board: Board) -> [String] { table(board).notes.map(\.plainText) }

  @Test("stand before each such rate and before no other, and a note gives what was published")
  func marks() {
    #expect(Self.growths(Self.board) == ["30.4", "※36.4", "33.3", "※11.1", ""])
    #expect(
      Self.notes(Self.board) == [
        "※增速所用基数与上年公布数不同：甲区上年公布2100.0亿元，现用2200.0亿元（修订）；丙区上年公布1000.0亿元，现用900.0亿元（调整）。", BaseAdjustment.rule.zh,
      ])
  }

  @Test("a marked rate still opens its arithmetic and sorts by its value")
  func figures() {
    let (marked, plain) = (Self.table(Self.board).rows[1].cells[3], Self.table(SampleInput.investment).rows[1].cells[3])
    #expect(marked.sortKey == plain.sortKey && marked.tone == plain.tone)
    #expect(marked.content == [.text("※")] + plain.content)
  }

  @Test("a base that was both revised and reported anew tells what a bulletin first had")
  func both() {
    var board = Self.board
    board.rows[2].baseAdjustments = [.reported, .revised]
    board.rows[2].firstPublishedBase = Amount(95_000_000_000)
    #expect(Self.notes(board)[0].hasSuffix("；丙区上年公布950.0亿元，现用900.0亿元（调整、修订）。"))
  }

  @Test("a difference that rounding would hide is told, and what nobody published is not made up")
  func close() {
    var board = Self.board
    board.rows[0].firstPublishedBase = Amount(219_999_000_000)
    (board.rows[2].publishedBase, board.rows[2].baseAdjustments) = (nil, [.revised])
    #expect(
      Self.notes(board)[0] == "※增速所用基数与上年公布数不同：甲区上年公布2199.99亿元，现用2200.00亿元（修订）；丙区现用900.0亿元（修订）。")
  }

  @Test("a rate that came as it is has no mark: the nominal one beside it has")
  func comparable() {
    var board = Self.board
    board.comparablePrices = true
    board.rows[0].nominalGrowth = .made(364, 1000)
    #expect(Self.growths(board) == ["30.4", "36.4", "33.3", "11.1", ""])
    #expect(Self.growths(board, column: 4) == ["", "※36.4", "", "", ""])
    #expect(Self.notes(board)[0] == "※增速所用基数与上年公布数不同：甲区上年公布2100.0亿元，现用2200.0亿元（修订）。")
  }

  @Test("nothing is said where no rate follows from such a base")
  func none() {
    var board = Self.board
    for index in board.rows.indices { board.rows[index].cumulative = nil }
    #expect(Self.notes(board).isEmpty && Self.notes(SampleInput.investment).isEmpty)
  }

  @Test("the city's own total has the mark too")
  func city() {
    var board = SampleInput.investment
    var row = SampleInput.row("city", "全市", 80_000, 64_000)
    row.baseAdjustments = [.reported]
    board.city = Board.City(row: row)
    #expect(Self.growths(board)[1] == "※25.0")
    #expect(Self.notes(board)[1...] == ["※增速所用基数与上年公布数不同：全市现用64000.0亿元（调整）。", BaseAdjustment.rule.zh])
  }

  @Test("come with the rows from tupo-indicators")
  func wire() {
    let board = Board(
      .with {
        $0.rows = [
          .with {
            $0.baseAdjustments = [.reported, .revised, .unspecified]
            $0.firstPublishedBase = 7
          }
        ]
      }, of: nil, notes: [:])
    #expect(board.rows[0].baseAdjustments == [.reported, .revised])
    #expect(board.rows[0].firstPublishedBase == Amount(7))
  }

  @Test("are drawn in every form")
  func drawn() {
    let document = BulletinComposer(SampleInput.input(boards: [Self.board])).document
    let text = TextRenderer(width: 200).render(document)
    #expect(text.contains("※11.1") && text.squeezed.contains("丙区上年公布1000.0亿元，现用900.0亿元（调整）。"))
    let page = HTMLRenderer().render(document)
    #expect(page.occurrences(of: "※") == 3 && page.contains("<span class=\"v\">※<details"))
    #expect(page.withoutTags.contains("丙区上年公布1000.0亿元，现用900.0亿元（调整）。"))
  }
}
