import Domain
import Testing

@testable import Reporting

@Suite("A table on a terminal")
struct TextTableTests {
  private let table = SampleBoard.investment.table(number: 1)

  @Test("has lines of one width in each of its parts", arguments: [40, 60, 100, 140, 200])
  func alignment(width: Int) {
    let columns = TextColumns(table, width: width)
    for part in columns.parts {
      let widths = Set(TextGrid(table, columns, part).lines().map(\.width))
      #expect(widths == [columns.width(of: part)])
    }
  }

  @Test("fits the terminal, whatever its width", arguments: 40...160)
  func fits(width: Int) {
    let lines = TextRenderer(width: width).render([.table(table)]).split(separator: "\n")
    #expect(lines.allSatisfy { String($0).displayWidth <= width })
  }

  @Test("repeats its first column in every part and shows each other column once", arguments: [40, 60, 100, 140])
  func parts(width: Int) {
    let parts = TextColumns(table, width: width).parts
    #expect(parts.allSatisfy { $0.first == 0 })
    #expect(parts.flatMap { $0.dropFirst() } == Array(1..<table.columns.count))
  }

  @Test("stays in one part where there is room")
  func onePart() {
    #expect(TextColumns(table, width: 140).parts.count == 1)
  }

  @Test("begins with the total")
  func total() throws {
    let text = TextRenderer(width: 140).render([.table(table)])
    let rows = text.split(separator: "\n")
    let total = try #require(rows.firstIndex { $0.hasPrefix("合计") })
    let unit = try #require(rows.firstIndex { $0.hasPrefix("甲区") })
    #expect(total < unit)
  }

  @Test("says its lights in words, with colours and without")
  func lights() {
    let plain = TextRenderer(width: 140).render([.table(table)])
    let coloured = TextRenderer(width: 140, colour: true).render([.table(table)])
    #expect(!plain.contains("\u{1B}"))
    for (word, code) in [("达标", "32"), ("接近", "33"), ("未达", "31")] {
      #expect(plain.contains(word))
      #expect(coloured.contains("\u{1B}[\(code)m\(word)\u{1B}[0m"))
    }
  }

  @Test("breaks long words and long names instead of leaving the terminal")
  func long() {
    let name = String(repeating: "济宁高新技术产业开发区", count: 12)
    let table = Table(
      caption: name, columns: [.init(name, kind: .text), .init(name), .init(name, kind: .light)],
      rows: [
        .init(.unit, [.init([.text(name)]), .init([.text(String(repeating: "9", count: 90))]), .init([.text(name)])])
      ])
    let lines = TextRenderer(width: 50).render([.table(table)]).split(separator: "\n")
    #expect(lines.allSatisfy { String($0).displayWidth <= 50 })
  }

  @Test("without columns or rows is still drawn")
  func empty() {
    let text = TextRenderer().render([.table(Table(caption: "空表", columns: [], rows: []))])
    #expect(text.contains("空表"))
  }
}
