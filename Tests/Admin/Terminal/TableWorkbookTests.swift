import Domain
import Spreadsheet
import Testing

@testable import Admin

@Suite("A table as a workbook")
struct TableWorkbookTests {
  private static let board: Table = {
    var table = Table(
      [
        .hidden("zone"), .text("title", "单位", "zone"), .number("cumulative", "累计", "cumulative"),
        .number("growth", "同比%", "growth %"), .number("moved", "升降", "moved"),
      ], caption: "固定资产投资（亿元） 2013-06")
    table.facts = [("month", .string("2013-06")), ("data_version", .string("1.9"))]
    table.rows = [
      [
        .text("a"), .text("=1+1"), Table.Cell(shown: "612.40", value: .integer(61_240_000_000)),
        Table.Cell(shown: "+1.4", value: .integer(140)), Table.Cell(shown: "↓1", value: .integer(-1)),
      ],
      [.text("b"), .text("乙区"), .missing, Table.Cell(shown: "—", value: .null), .missing],
    ]
    table.notes = ["演示数据 · 非公文"]
    return table
  }()

  @Test("has caption, headings, numbers as numbers, texts as texts, blanks for what is missing, notes and facts")
  func cells() throws {
    let book = Table.workbook([Self.board, Self.board], .zh)
    let sheets = try SpreadsheetFile(book.bytes()).sheets
    #expect(sheets.map(\.name) == ["固定资产投资（亿元） 2013-06", "固定资产投资（亿元） 2013-06 2", "说明"])
    #expect(
      sheets[0].rows == [
        ["", "固定资产投资（亿元） 2013-06"], ["zone", "单位", "累计", "同比%", "升降"], ["a", "=1+1", "612.4", "1.4", "-1"],
        ["b", "乙区", "", "—"], [], ["", "演示数据 · 非公文"],
      ])
    #expect(book.sheets[0].rows[2][2].value == .number(DecimalNumber(digits: 61_240, scale: 2)))
    #expect(
      book.sheets[0].rows[2][2].style.format == "0.00" && book.sheets[0].rows[2][3].style.format == "+0.0;-0.0;0.0")
    #expect(book.sheets[0].rows[2][1].value == .text("=1+1") && book.sheets[0].columns[0].isHidden)
    #expect(sheets[2].rows.prefix(2) == [["month", "2013-06"], ["data_version", "1.9"]])
  }

  @Test("without caption, rows or facts is a sheet all the same")
  func empty() throws {
    let sheets = try SpreadsheetFile(Table.workbook([Table([.text("a", "甲", "a")])], .en).bytes()).sheets
    #expect(sheets.map(\.name) == ["list"] && sheets[0].rows == [["a"]])
  }
}
