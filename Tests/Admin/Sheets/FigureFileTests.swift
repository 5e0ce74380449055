import Domain
import Spreadsheet
import Testing

@testable import Admin

@Suite("A file of figures")
struct FigureFileTests {
  private static let headings = "单位,指标,月份,计量单位,累计"
  private func read(_ text: String) throws -> FigureFile { try FigureFile(name: "a.csv", bytes: Array(text.utf8)) }

  @Test(
    "keeps cells as they are and rows with their numbers in the file",
    arguments: [
      "\(headings)\n甲区,,,,1\n\n乙区,,,,\"2,5\"\n", "\(headings)\r\n甲区,,,,1\r\n\r\n乙区,,,,\"2,5\"",
      "\u{FEFF}\(headings)\n甲区,,,,1\n,\n乙区,,,,\"2,5\"\n",
    ])
  func rows(_ text: String) throws {
    let file = try read(text)
    #expect(file.columns == ["单位", "指标", "月份", "计量单位", "累计"] && !file.isDrawn)
    #expect(
      file.rows == [
        .init(number: 2, cells: ["甲区", "", "", "", "1"]), .init(number: 4, cells: ["乙区", "", "", "", "2,5"]),
      ])
  }

  @Test("finds its headings below blank lines")
  func heading() throws {
    let file = try read("\n,\n\(Self.headings)\n甲,,,,1\n")
    #expect(file.headingRow == 3)
    #expect(file.rows.map(\.number) == [4])
  }

  @Test("is left to the service as it was drawn when its first row has other headings, or it has several sheets")
  func drawn() throws {
    let file = try read("2013年6月\n\n单位,财政收入（万元）\n甲,1\n")
    #expect(file.isDrawn && file.rows.map(\.number) == [1, 3, 4] && file.rows.allSatisfy { $0.sheet.isEmpty })
    let rows = [["单位", "财政收入"], ["甲", "1"]].map { $0.map { Cell.text($0) } }
    var hidden = Worksheet("旧", rows: rows)
    hidden.visibility = .hidden
    let book = Workbook([Worksheet("5月", rows: rows), hidden, Worksheet("空"), Worksheet("6月", rows: rows)])
    let sheets = try FigureFile(name: "a.xlsx", bytes: book.bytes())
    #expect(sheets.rows.map(\.sheet) == ["5月", "5月", "6月", "6月"] && sheets.isDrawn)
  }

  @Test("keeps quotes, line breaks and blanks of a cell")
  func quotes() throws {
    #expect(try read("a,b\n\"x \"\"y\"\"\nz\", 1 \n").rows.last?.cells == ["x \"y\"\nz", " 1 "])
  }

  @Test(
    "is refused with what to do when it is broken, empty, or of a kind that cannot be read",
    arguments: [
      (Array("a,b\n\"x,1\n".utf8), "第2行的引号", ""), (Array("\n \n".utf8), "空的", ""), ([], "空的", ""),
      ([0x50, 0x4B, 0x03, 0x04, 0xFF], "损坏", "另存为xlsx"), (Array("a\nb\n".utf8) + [0xFF, 0xFF], "第3行的编码", "UTF-8"),
      (Array("<html>".utf8), "网页格式", "soffice --headless --convert-to xlsx 'a.csv'"),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "旧格式", "soffice"),
      ([0x25, 0x50, 0x44, 0x46, 0, 1], "不是表格", "xlsx"), (Array("%PDF-1.4\n单位".utf8), "PDF文件", "转换为xlsx"),
      ([0xFF, 0xD8, 0xFF, 0xE0], "图片", "转换为xlsx"), (Array("{\\rtf1 单位}".utf8), "文字文档", "另存为xlsx"),
    ] as [([UInt8], String, String)])
  func refusals(_ bytes: [UInt8], _ words: String, _ advice: String) throws {
    let complaint = try #require(throws: Complaint.self) { try FigureFile(name: "a.csv", bytes: bytes) }
    #expect(complaint.what.zh.contains(words) && complaint.what.en.hasPrefix("a.csv: "))
    #expect(advice.isEmpty || complaint.hint?.zh.contains(advice) ?? false)
    #expect(complaint.status == .faulty)
  }
}
