import Domain
import Testing

@testable import Reporting

/// A correction says which printed numbers changed.
@Suite struct CorrectionTests {
  private func document(_ value: Int64) -> Document {
    var board = SampleInput.investment
    board.rows[1] = SampleInput.row("b", "乙区", value, 1_500, floor: true, light: .met)
    return BulletinComposer(SampleInput.input(boards: [board, SampleInput.revenue])).document
  }

  @Test("equal documents differ in nothing")
  func equal() {
    #expect(DocumentDifference(from: document(2_000), to: document(2_000)).isEmpty)
  }

  @Test("each changed cell is told by unit, table and column, old and new")
  func cells() {
    let difference = DocumentDifference(from: document(2_000), to: document(2_100))
    #expect(
      difference.cells == [
        .init(unit: "乙区", table: "固定资产投资", column: "累计", old: "2000.0", new: "2100.0"),
        .init(unit: "乙区", table: "固定资产投资", column: "同比%", old: "33.3", new: "40.0"),
        .init(unit: "乙区", table: "固定资产投资", column: "距30%（百分点）", old: "+3.3", new: "+10.0"),
      ])
    #expect(difference.sentences.isEmpty)
  }

  @Test(
    "tables are told apart by their whole names, brackets included",
    arguments: [
      ("固定资产投资（2013年1—6月份，亿元）", "固定资产投资"), ("实际利用外资（商务口径）（2013年1—6月份，万美元）", "实际利用外资（商务口径）"),
      ("能源消费量（2013年1—6月份，吨（标准煤））", "能源消费量"), ("表一", "表一"), ("表）", "表）"),
    ])
  func names(caption: String, name: String) {
    #expect(caption.withoutLastBrackets == name)
    let tables = ["1", "2"].map { value in
      Table(
        caption: caption, columns: [Table.Column("单位", kind: .text), Table.Column("累计")],
        rows: [Table.Row(.unit, [Table.Cell(["甲区"]), Table.Cell([.text(value)])])])
    }
    let documents = tables.map { table -> Document in
      var made = document(1)
      made.attachments = [Document.Attachment(title: "附表", blocks: [.table(table)])]
      return made
    }
    let cells = DocumentDifference(from: documents[0], to: documents[1]).cells
    #expect(cells == [.init(unit: "甲区", table: name, column: "累计", old: "1", new: "2")])
  }

  @Test("a correction of neither cells nor sentences ends with one full stop")
  func nothingListed() {
    let difference = DocumentDifference(from: document(1), to: document(1))
    let corrected = CorrectionNotice(corrected: "1号", difference: difference).opening(document(1))
    guard case .paragraph(let words)? = corrected.blocks.first else {
      Issue.record("the notice does not open the document")
      return
    }
    #expect(words.plainText == "更正：1号有误，以本期为准。")
  }

  @Test("a number that was missing is told with a dash")
  func appeared() {
    var board = SampleInput.investment
    board.rows[3] = SampleInput.row("d", "丁区", 100, 80)
    let after = BulletinComposer(SampleInput.input(boards: [board, SampleInput.revenue])).document
    let difference = DocumentDifference(from: document(2_000), to: after)
    #expect(difference.cells.first { $0.unit == "丁区" && $0.column == "累计" }?.old == "—")
  }

  @Test("the notice opens the document, names what it corrects and how much changed")
  func notice() {
    let difference = DocumentDifference(from: document(2_000), to: document(2_100))
    let corrected = CorrectionNotice(corrected: "开调通〔2013〕1号（演示）", difference: difference).opening(document(2_100))
    guard case .paragraph(let words) = corrected.blocks[0], case .table(let table) = corrected.blocks[1] else {
      Issue.record("the notice does not open the document")
      return
    }
    #expect(words.plainText == "更正：开调通〔2013〕1号（演示）有误，以本期为准。更正表中数字3处。")
    #expect(table.rows.count == 3)
    #expect(corrected.title.hasSuffix("（更正）"))
  }

  @Test("a long list is cut, and the count tells how many there are")
  func bounded() {
    let cells = (0..<60).map { DocumentDifference.Cell(unit: "\($0)", table: "表", column: "栏", old: "1", new: "2") }
    var difference = DocumentDifference(from: document(1), to: document(1))
    difference.cells = cells
    let corrected = CorrectionNotice(corrected: "1号", difference: difference).opening(document(1))
    guard case .paragraph(let words) = corrected.blocks[0], case .table(let table) = corrected.blocks[1] else {
      Issue.record("the notice does not open the document")
      return
    }
    #expect(words.plainText.contains("更正表中数字60处，列出前40处"))
    #expect(table.rows.count == 40)
  }

  @Test("where only sentences changed they are quoted")
  func sentences() {
    let after = BulletinComposer(
      SampleInput.input(reports: Reports(entries: Array(SampleInput.reports.entries.dropLast())))
    ).document
    let difference = DocumentDifference(from: BulletinComposer(SampleInput.input()).document, to: after)
    #expect(difference.cells.isEmpty)
    #expect(difference.sentences.contains("应报3个，按时2个，迟报1个（乙区，迟2个工作日）。"))
  }
}
