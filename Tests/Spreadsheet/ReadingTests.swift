import Domain
import TestRandom
import Testing

@testable import Spreadsheet

@Suite("Reading a file")
struct ReadingTests {
  private func rows(_ bytes: [UInt8]) throws -> [[String]] { try SpreadsheetFile(bytes).sheets[0].rows }

  @Test("takes the cells of another program's workbook: shared, rich and inline texts, formulas, places left out")
  func foreign() throws {
    let texts = "<si><t>单位</t></si><si><r><t>累</t></r><r><rPr/><t>计</t></r><rPh><t>lei</t></rPh></si><si><t/></si>"
    let styles =
      #"<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>"#
      + #"<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="10"/></cellXfs>"#
    let sheet = """
      <sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c s="1"><v>41426</v></c></row>\
      <row r="4"><c r="A4" t="inlineStr"><is><t>甲<![CDATA[<区>]]></t></is></c><c r="C4" s="2"><f>B4/2</f><v>0.31415926</v></c>\
      <c r="D4" t="b"><v>1</v></c><c r="E4" t="e"><v>#DIV/0!</v></c><c r="F4" t="str"><f>A4</f><v>a_x000A_b</v></c>\
      <c r="G4"><f>SUM(A1)</f></c><c r="H4" s="1"/><c r="I4" t="d"><v>2013-06-30T00:00:00</v></c></row></sheetData>\
      <mergeCells><mergeCell ref="A4:A5"/><mergeCell ref="C4:C5"/><mergeCell ref="A1:A2"/></mergeCells>
      """
    let read = try SpreadsheetFile(Archives.workbook(sheet, texts: texts, styles: styles)).sheets[0]
    #expect(read.name == "表 & 1")
    #expect(
      read.rows == [
        ["单位", "累计", "2013-06"], ["单位"], [],
        ["甲<区>", "", "31.42%", "TRUE", "#DIV/0!", "a\nb", "=SUM(A1)", "", "2013-06-30"],
      ])
  }

  @Test(
    "takes a rate as the sheet shows it, and an amount with all its digits",
    arguments: [
      (format: "0.0", formula: true, value: "33.000052196062986", rate: "33", amount: "33.000052196063"),
      (format: "0.0", formula: false, value: "33.000052196062986", rate: "33", amount: "33.000052196063"),
      (format: "0.0", formula: true, value: "26.45", rate: "26.5", amount: "26.45"),
      (format: "0.0", formula: false, value: "26.45", rate: "26.45", amount: "26.45"),
      (format: "0.00%", formula: false, value: "0.330000521", rate: "33%", amount: "33.0000521%"),
      (format: "General", formula: true, value: "33.000052", rate: "33.000052", amount: "33.000052"),
      (format: "0.0,", formula: true, value: "33.000052", rate: "33.000052", amount: "33.000052"),
      (format: "0.00E+00", formula: true, value: "33.000052", rate: "33.000052", amount: "33.000052"),
    ])
  func shownRates(format: String, formula: Bool, value: String, rate: String, amount: String) throws {
    let styles =
      "<numFmts><numFmt numFmtId=\"176\" formatCode=\"\(format)\"/></numFmts>"
      + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"176\"/></cellXfs>"
    func text(_ text: String) -> String { "<c t=\"str\"><v>\(text)</v></c>" }
    let number = "<c s=\"1\">\(formula ? "<f>A1/B1</f>" : "")<v>\(value)</v></c>"
    let sheet =
      "<sheetData><row r=\"1\">" + ["单位", "投资", "投资增速（%）"].map(text).joined() + "</row><row r=\"2\">" + text("甲")
      + number + number + "</row></sheetData>"
    #expect(
      try rows(Archives.workbook(sheet, styles: styles)) == [["单位", "投资", "投资增速（%）"], ["甲", amount, rate]])
  }

  @Test("repeats a merged text in every row that has content, and a number nowhere")
  func merged() throws {
    let sheet = """
      <sheetData><row r="1"><c r="A1" t="str"><v>甲</v></c><c r="B1"><v>5</v></c></row><row r="3"><c r="C3"><v>1</v></c></row>\
      </sheetData><mergeCells><mergeCell ref="A1:A9"/><mergeCell ref="B1:B3"/></mergeCells>
      """
    #expect(try rows(Archives.workbook(sheet)) == [["甲", "5"], ["甲"], ["甲", "", "1"]])
  }

  static let chinese = "单位,累计\r\n济宁高新区,\"1,160\"\r\n"
  static let gb18030: [UInt8] =
    [0xB5, 0xA5, 0xCE, 0xBB, 0x2C, 0xC0, 0xDB, 0xBC, 0xC6, 0x0D, 0x0A]
    + [0xBC, 0xC3, 0xC4, 0xFE, 0xB8, 0xDF, 0xD0, 0xC2, 0xC7, 0xF8, 0x2C] + Array("\"1,160\"\r\n".utf8)

  @Test(
    "takes text in each encoding of offices",
    arguments: [
      Array(chinese.utf8), [0xEF, 0xBB, 0xBF] + Array(chinese.utf8), gb18030,
      [0xFF, 0xFE] + chinese.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] },
      [0xFE, 0xFF] + chinese.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] },
      chinese.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] },
    ] as [[UInt8]])
  func encodings(bytes: [UInt8]) throws {
    #expect(try rows(bytes) == [["单位", "累计"], ["济宁高新区", "1,160"]])
  }

  @Test("tells the line at which text stops being text")
  func undecodable() {
    #expect(throws: SpreadsheetFault.undecodable(line: 3)) {
      try SpreadsheetFile(Self.gb18030 + [0x61, 0xFF, 0xFF, 0x0A])
    }
    #expect(throws: SpreadsheetFault.unclosedQuote(row: 2)) { try SpreadsheetFile(Array("a\n\"b".utf8)) }
  }

  private static let compound: [UInt8] =
    [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 120)
  private static func entry(_ name: String) -> [UInt8] { name.utf8.flatMap { [$0, 0] as [UInt8] } }

  @Test(
    "recognises what another program has to convert",
    arguments: [
      (compound + entry("Workbook") + [UInt8](repeating: 0, count: 512), FileKind.legacyWorkbook),
      (compound + entry("EncryptedPackage") + [UInt8](repeating: 0, count: 512), .encryptedWorkbook),
      (Array("<html><table><tr><td>1</td></tr></table></html>".utf8), .markup),
      (Array("\u{FEFF}<?xml version=\"1.0\"?><Workbook/>".utf8), .markup),
      (Archives.archive([("xl/workbook.bin", ""), ("[Content_Types].xml", "")]), .binaryWorkbook),
      (Archives.archive([("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]), .openDocument),
      (Archives.archive([("a.txt", "x")]), .unknown), ([0x00, 0x01, 0x02], .unknown),
      (Array("%PDF-1.7\n单位,累计\n".utf8), .pdf), (Archives.archive([("OFD.xml", "")]), .ofd),
      (compound + entry("WordDocument") + [UInt8](repeating: 0, count: 512), .textDocument),
      (Archives.archive([("word/document.xml", ""), ("[Content_Types].xml", "")]), .textDocument),
      (Array("{\\rtf1 x}".utf8), .textDocument), ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .picture),
      ([0xFF, 0xD8, 0xFF, 0xE0], .picture), (Array("BM,单位".utf8), .text),
      (Array("单位,累计".utf8), .text),
    ] as [([UInt8], FileKind)])
  func kinds(bytes: [UInt8], kind: FileKind) {
    #expect(FileKind(bytes) == kind)
    if kind != .text { #expect(throws: SpreadsheetFault.self) { try SpreadsheetFile(bytes) } }
  }

  @Test("refuses more than its bounds allow, before it is there")
  func bounds() throws {
    func fault(_ sheet: String, _ change: (inout ReadLimits) -> Void) throws -> SpreadsheetFault? {
      var limits = ReadLimits()
      change(&limits)
      let bytes = Archives.workbook(sheet)
      return #expect(throws: SpreadsheetFault.self) { try SpreadsheetFile(bytes, limits: limits) }
    }
    let far = #"<sheetData><row r="900"><c r="XFD900"><v>1</v></c></row></sheetData>"#
    #expect(try fault(far) { $0.cells = 16_383 } == .tooLarge(.cells))
    #expect(try fault(far) { $0.rows = 899 } == .tooLarge(.rows))
    #expect(try fault(far) { $0.fileBytes = 10 } == .tooLarge(.file))
    #expect(try fault(far) { $0.inflatedBytes = 10 } == .tooLarge(.inflated))
    #expect(try fault(far) { $0.sheets = 0 } == .tooLarge(.sheets))
    let wide =
      #"<sheetData><row r="1"><c r="A1" t="str"><v>x</v></c></row></sheetData>"#
      + #"<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>"#
    #expect(try fault(wide) { $0.cells = 1_000 } == .tooLarge(.cells))
    // A megabyte of zeros that says it is ten bytes.
    var bomb = Archives.archive([
      ("[Content_Types].xml", ""), ("xl/workbook.xml", String(repeating: "0", count: 1 << 20)),
    ])
    let size = try #require(bomb.indices.last { bomb.number(at: $0, bytes: 4) == 0x0201_4B50 })
    bomb.replaceSubrange(size + 24..<size + 28, with: [10, 0, 0, 0])
    #expect(throws: SpreadsheetFault.damaged(part: "xl/workbook.xml")) { try SpreadsheetFile(bomb) }
  }

  @Test(
    "refuses what is not well-formed",
    arguments: [
      "<sheetData><row>", "<sheetData></row></sheetData>", "<!DOCTYPE a [<!ENTITY b \"c\">]><sheetData/>",
      #"<sheetData><row r="1"><c r="A2"><v>1</v></c></row></sheetData>"#,
      #"<sheetData><row r="0"><c><v>1</v></c></row></sheetData>"#,
      #"<sheetData><row r="9999999"/></sheetData>"#, #"<sheetData><row><c t="s"><v>9</v></c></row></sheetData>"#,
      String(repeating: "<a>", count: 1000),
    ])
  func malformed(sheet: String) {
    #expect(throws: SpreadsheetFault.damaged(part: "xl/worksheets/a.xml")) {
      try SpreadsheetFile(Archives.workbook(sheet))
    }
  }

  @Test("ends in a fault or in cells, whatever was cut off or altered", arguments: 0..<8)
  func altered(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let whole = example.bytes()
    for length in stride(from: 0, to: whole.count, by: 37) {
      #expect(throws: SpreadsheetFault.self) { try SpreadsheetFile(Array(whole[..<length])) }
    }
    for _ in 0..<200 {
      var bytes = whole
      for _ in 0...Int.random(in: 0...3, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      _ = try? SpreadsheetFile(bytes)
    }
  }

  @Test("ends in a fault or in cells, whatever a sheet's XML says", arguments: 0..<8)
  func hostile(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let pieces = [
      "<row>", "</row>", "<c>", "</c>", "<c r=\"B2\" t=\"s\">", "<v>", "</v>", "1", "<f>", "</f>", "<is><t>",
      "</t></is>", "&#x110000;",
      "&amp", "<![CDATA[", "]]>", "<!--", "-->", "<", ">", "\"", "<mergeCell ref=\"A1:C3\"/>", "_x0000_",
      "<row r=\"-1\">", "/>", "<a b=",
      "<?", "甲",
    ]
    for _ in 0..<200 {
      let sheet = (0..<Int.random(in: 0...40, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
      _ = try? SpreadsheetFile(Archives.workbook(sheet.joined()))
    }
  }
}
