import Domain
import Testing

@testable import Reporting

@Suite("A document on a terminal")
struct TextRendererTests {
  private let text = TextRenderer(width: 100).render(SampleDocument.june)

  @Test("says first of all that it is a demonstration, and its number beside it")
  func banner() throws {
    let first = try #require(text.split(separator: "\n").first)
    #expect(first.hasPrefix("演示数据 · 非公文"))
    #expect(first.hasSuffix("开调通〔2013〕2号（演示）"))
  }

  @Test("without a banner says nothing of the kind")
  func real() {
    var document = SampleDocument.june
    document.banner = nil
    #expect(!TextRenderer().render(Document(title: document.title, banner: nil)).contains("演示"))
  }

  @Test("is the same text each time")
  func same() {
    #expect(text == TextRenderer(width: 100).render(SampleDocument.june))
  }

  @Test("keeps within any terminal", arguments: [40, 64, 80, 100, 200])
  func width(width: Int) {
    let lines = TextRenderer(width: width).render(SampleDocument.june).split(separator: "\n")
    #expect(lines.allSatisfy { String($0).displayWidth <= width })
  }

  @Test("indents paragraphs by two full-width characters and counts its headings")
  func paragraphs() {
    for heading in ["　　一、总体情况。14个", "　　（一）固定资产投资612.4亿元", "　　六、要求。"] { #expect(text.contains("\n" + heading)) }
  }

  @Test("has title, addressee, date, attachment, versions, check code and the command that explains")
  func parts() {
    for part in ["管委会：", "2013年7月19日", "附件：主要", "数据版本 指标 1842", "校验码 7F3A-92C1", "tupo indicators explain"] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test("never sends a name's control characters to the terminal")
  func controls() {
    let hostile = "甲\u{1B}[31m区\u{7}\u{202E}乙\n丙\u{9B}2J"
    let document = Document(
      title: hostile, number: hostile, issuer: hostile, addressee: hostile, signed: hostile, banner: hostile,
      blocks: [
        .paragraph([.text(hostile), .strong(hostile), .figure(Figure(hostile, unit: hostile))]),
        .heading(.init(.first, hostile)), .list(.init(.numbered, items: [[.text(hostile)]])),
        .table(
          Table(
            caption: hostile, groups: [.init(hostile, span: 1)], columns: [.init(hostile, subtitle: hostile)],
            rows: [.init(.unit, [.init([.text(hostile)])])])),
        .chart(
          .bars(
            .init(
              title: hostile, description: hostile, unit: hostile, bars: [.init(hostile, value: 1, text: hostile)],
              references: [.init(hostile, value: 1)]))),
      ],
      notes: [[.text(hostile)]], attachments: [.init(title: hostile)],
      colophon: .init(dataVersions: [hostile], checkCode: hostile, explainCommand: hostile))
    let scalars = TextRenderer(width: 60).render(document).unicodeScalars
    #expect(!scalars.contains { "\u{1B}\u{7}\u{9B}\u{202E}".unicodeScalars.contains($0) })
    #expect(
      !HTMLRenderer().render(document).unicodeScalars.contains {
        "\u{1B}\u{7}\u{9B}\u{202E}".unicodeScalars.contains($0)
      })
  }
}
