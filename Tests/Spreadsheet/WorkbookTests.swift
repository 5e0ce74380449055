import Domain
import Testing

@testable import Spreadsheet

/// A workbook with one of everything.
let example: Workbook = {
  let heading = CellStyle.plain.with {
    $0.isBold = true
    $0.fill = "D9E1F2"
    $0.hasBorder = true
    $0.alignment = .centre
  }
  var sheet = Worksheet("6月", columns: [.init(width: 20), .init(width: 12), .init(width: 0, isHidden: true)])
  sheet.rows = [
    [.text("2013年6月", heading), Cell(.blank, heading), Cell(.blank, heading)],
    [.text("单位", heading), .text("累计 <&> \"_x0041_\"\u{7}", heading)], [],
    [
      .text(" =1+1\n", .plain),
      Cell(.number(DecimalNumber(digits: 61_240, scale: 2)), .plain.with { $0.format = "0.0" }),
      Cell(.formula("B4*2&\"<\"")),
    ],
  ]
  sheet.merged = [CellRange(rows: 1...1, columns: 1...3)]
  (sheet.frozenRows, sheet.frozenColumns, sheet.isProtected, sheet.isLandscape) = (2, 1, true, true)
  sheet.filter = CellRange(rows: 2...4, columns: 1...2)
  sheet.validations = [
    Validation(CellRange(rows: 4...9, columns: 1...1), .oneOf("选项!$A$1:$A$2"), message: "请选择"),
    Validation(CellRange(rows: 4...9, columns: 2...2), .number, message: "请填数字"),
  ]
  sheet.highlights = [
    Highlight(CellRange(rows: 4...9, columns: 2...2), when: "B4<0", fill: "FFC7CE", colour: "9C0006")
  ]
  var choices = Worksheet("选项", rows: [[.text("济宁高新区")], [.text("汶上经开区")]])
  choices.visibility = .hidden
  return Workbook([choices, sheet])
}()

@Suite("A workbook")
struct WorkbookTests {
  @Test("that was written is read back, cell by cell")
  func roundTrip() throws {
    let sheets = try SpreadsheetFile(example.bytes()).sheets
    #expect(sheets.map(\.name) == ["选项", "6月"] && sheets.map(\.isHidden) == [true, false])
    #expect(sheets[0].rows == [["济宁高新区"], ["汶上经开区"]])
    #expect(
      sheets[1].rows == [
        ["2013年6月", "2013年6月", "2013年6月"], ["单位", "累计 <&> \"_x0041_\"\u{7}"], [], [" =1+1\n", "612.4", "=B4*2&\"<\""],
      ])
  }

  @Test("always has the same bytes")
  func deterministic() {
    #expect(example.bytes() == example.bytes())
  }

  @Test(
    "has numbers as decimals, as Excel keeps and shows them",
    arguments: [
      ("612.4", "612.4"), ("612.39999999999998", "612.4"), ("0.10000000000000001", "0.1"), ("1E3", "1000"),
      ("1.5e-3", "0.0015"), ("-0", "0"), ("-12.50", "-12.5"), ("12345678901234567", "12345678901234567"),
      ("1.23456789012345678E+17", "123456789012346000"), ("99999999999999.99", "100000000000000"), ("007", "7"),
      ("0.000", "0"), ("+5", "5"), ("1e", nil), ("", nil), (".", nil), ("1.2.3", nil), ("0x1", nil), ("1e999", nil),
      (".5", "0.5"),
    ] as [(String, String?)])
  func numbers(text: String, expected: String?) {
    #expect(NumberText.decimal(text) == expected)
  }

  @Test("keeps every number of up to 15 digits", arguments: [1 as Int64, 7, 99, 12_345, 999_999_999_999_999])
  func everyNumber(digits: Int64) {
    for scale in 0...12 {
      let number = DecimalNumber(digits: Int128(digits), scale: scale)
      let read = NumberText.decimal(number.plainText).flatMap { try? DecimalNumber(parsing: $0) }
      #expect(read?.integer(places: scale) == digits)
    }
  }

  @Test(
    "has dates, months and percentages as they are meant",
    arguments: [
      ("41455", "yyyy-mm-dd", "2013-06-30"), ("41455.75", "yyyy\"年\"m\"月\"d\"日\"", "2013-06-30"),
      ("41426", "yyyy\"年\"m\"月\"", "2013-06"), ("41426", "[$-804]yyyy年m月;@", "2013-06"), ("61", "d/m/yy", "1900-03-01"),
      ("59", "d/m/yy", "1900-02-28"), ("1", "d/m/yy", "1900-01-01"), ("-1", "yyyy-mm-dd", "-1"),
      ("0.314", "0.0%", "31.4%"),
      ("0.31400000000000006", "0.00%", "31.4%"), ("31.4", "0.0\"%\"", "31.4"), ("5", "[Red]0.0_ ", "5"),
      ("5", "#,##0\\d", "5"), ("0.25", "hh:mm", "0.25"),
    ])
  func formats(number: String, code: String, expected: String) {
    #expect(NumberFormat(code: code).text(number, isComputed: false, startsIn1904: false) == expected)
  }

  @Test("takes a percentage that was computed as it is shown, and counts days from 1904 where the file does")
  func computed() {
    let format = NumberFormat(code: "0.0%")
    #expect(format.text("0.31415926", isComputed: true, startsIn1904: false) == "31.4%")
    #expect(format.text("0.31415926", isComputed: false, startsIn1904: false) == "31.415926%")
    #expect(format.text("0.00049", isComputed: true, startsIn1904: false) == "0%")
    #expect(NumberFormat(builtIn: 14).text("0", isComputed: false, startsIn1904: true) == "0")
    #expect(NumberFormat(builtIn: 14).text("39993", isComputed: false, startsIn1904: true) == "2013-06-30")
  }

  @Test(
    "names columns by letters",
    arguments: [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16_384, "XFD")])
  func letters(column: Int, letters: String) {
    #expect(CellPlace.letters(column) == letters && CellPlace("$\(letters)$7") == CellPlace(row: 7, column: column))
  }

  @Test("has no other places", arguments: ["", "A", "7", "A0", "XFE1", "A1048577", "a1", "1A", "A1B", "A-1"])
  func noPlace(text: String) {
    #expect(CellPlace(text) == nil)
  }
}
