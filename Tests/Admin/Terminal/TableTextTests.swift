import Domain
import Testing

@testable import Admin

@Suite("A table for people")
struct TableTextTests {
  private static let zones = table([
    ("济宁高新区", 1_160_971), ("Yanzhou", 7), ("邹城Zoucheng（园区）", 88), ("", 0),
  ])

  private static func table(_ rows: [(String, Int64)]) -> Table {
    var table = Table([.text("zone", "单位", "zone"), .number("value", "累计", "cumulative"), .text("note", "状态", "state")])
    table.rows = rows.map { [.text($0.0), .number($0.1), .text("已报")] }
    return table
  }

  private func lines(_ table: Table, _ language: Language = .zh, columns: Int? = nil) -> [Substring] {
    let screen = Screen(isTerminal: columns != nil, columns: columns, style: .plain)
    return TableText(language: language, screen: screen).text(of: table).split(separator: "\n")
  }

  @Test("has lines of one display width, whatever scripts are mixed", arguments: Language.allCases)
  func alignment(_ language: Language) {
    let widths = Set(lines(Self.zones, language).map { String($0).displayWidth })
    #expect(widths.count == 1)
  }

  @Test("sets numbers flush right")
  func numbers() throws {
    let rows = lines(Self.zones).dropFirst(2)
    let cells = rows.map { $0.split(separator: "│")[1] }
    #expect(cells.allSatisfy { $0.hasSuffix(" ") && !$0.dropLast().hasSuffix(" ") })
  }

  @Test("prints a dash for what is missing, never a zero")
  func missing() {
    #expect(lines(Self.table([("", 5)]))[2].hasPrefix("—"))
  }

  @Test("fits a narrow terminal by cutting texts", arguments: [24, 30, 36])
  func narrow(_ columns: Int) {
    let table = Self.table([("一个名字非常非常长的经济技术开发区", 12)])
    #expect(lines(table, columns: columns).allSatisfy { String($0).displayWidth <= columns })
  }

  @Test("leaves spare columns out first on a narrow terminal, and says which")
  func spare() throws {
    var table = Table([
      .text("a", "单位", "zone"), .number("b", "余月月均需", "needed", spare: 2), .number("c", "上年", "before", spare: 1),
    ])
    table.rows = [[.text("济宁高新区"), .number(1), .number(2)]]
    let shown = lines(table, columns: 20)
    #expect(shown[0].contains("上年") && !shown[0].contains("余月月均需"))
    #expect(try #require(shown.last).contains("余月月均需"))
  }

  @Test("hides columns that are for programs")
  func hidden() {
    var table = Table([.hidden("etag"), .text("zone", "单位", "zone")])
    table.rows = [[.text("secret"), .text("甲区")]]
    #expect(!lines(table).joined().contains("secret"))
  }

  @Test("keeps its width when cells are painted")
  func painted() {
    var table = Table([.text("zone", "单位", "zone"), .text("light", "灯", "light")])
    table.rows = [[.text("甲"), .text("达标", .good)], [.text("乙乙"), .text("未", .bad)]]
    let screen = Screen(isTerminal: true, columns: nil, style: Style(colours: true))
    let text = TableText(language: .zh, screen: screen).text(of: table)
    #expect(text.contains("\u{1B}[32m达标\u{1B}[0m"))
    let bare = text.replacing(/\u{1B}\[[0-9]*m/, with: "").split(separator: "\n")
    #expect(Set(bare.map { String($0).displayWidth }).count == 1)
  }

  @Test("shows no control character of a cell")
  func controls() {
    #expect(!lines(Self.table([("甲\u{1B}[31m\u{7}区\n二", 1)])).joined().contains("\u{1B}"))
  }
}
