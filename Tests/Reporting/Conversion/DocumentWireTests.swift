import Domain
import Testing
import Wire
import WireTupo

@testable import Reporting

/// What is kept draws the same as what was composed.
@Suite struct DocumentWireTests {
  private static let full = SampleInput.input(
    thresholds: [
      ThresholdStanding(
        title: "营业收入突破百亿元", scale: .hundredMillionYuan, limit: Amount(1), count: 2, passed: 1, landing: 1, short: 1,
        reached: false)
    ],
    promotion: Promotion(
      cells: [.init(channel: .keyRegion, stage: .signed, count: 2, amount: Amount(500_000_000))], count: 2,
      amount: Amount(500_000_000)),
    tracks: TrackBoard(due: [TrackSectionTests.open], standings: [TrackSectionTests.standing]))

  private static var composed: Document {
    var document = BulletinComposer(full).document
    document.number = "开调通〔2013〕1号（演示）"
    document.colophon.checkCode = "7F3A-92C1"
    return document
  }

  private func kept(_ document: Document) throws -> Document {
    Document(try ReportingV1.Document(decoding: ReportingV1.Document(document).encoded()))
  }

  @Test("text and HTML of a kept document are those of the composed one", arguments: [60, 100, 200])
  func drawings(width: Int) throws {
    let document = try kept(Self.composed)
    #expect(TextRenderer(width: width).render(document) == TextRenderer(width: width).render(Self.composed))
  }

  @Test("keeping a kept document changes nothing more")
  func fixpoint() throws {
    let once = try kept(Self.composed)
    #expect(try kept(once) == once)
    #expect(HTMLRenderer().render(try kept(once)) == HTMLRenderer().render(once))
  }

  @Test("the same document has the same bytes, hence the same check code")
  func bytes() {
    let (first, second) = (ReportingV1.Document(Self.composed).encoded(), ReportingV1.Document(Self.composed).encoded())
    #expect(first == second)
    #expect(CheckCode.text(of: first) == CheckCode.text(of: second))
  }

  @Test("the check code is the head of the SHA-256 in readable groups")
  func code() {
    // FIPS 180-4: the hash of "abc" begins with ba7816bf.
    #expect(CheckCode.text(of: Array("abc".utf8)) == "BA78-16BF")
  }

  @Test("headings carry their numerals in the contract")
  func numerals() {
    let headings = ReportingV1.Document(Self.composed).blocks.compactMap { block -> String? in
      if case .heading(let heading)? = block.kind { heading.text } else { nil }
    }
    #expect(
      headings == [
        "一、总体情况。", "（一）", "（二）", "二、营业收入突破百亿元。", "三、重点事项。", "四、招商引资。", "五、问题。", "六、要求。", "主要经济指标完成情况表",
        "主要经济指标增速图",
      ])
  }

  @Test("a figure keeps its arithmetic and its sources")
  func figures() throws {
    var document = Document(title: "标题")
    let figure = Figure(
      "31.4%", arithmetic: ["a ÷ b − 1"],
      sources: [.init(label: "甲区", detail: "131.4亿元 · programmes/made"), .init(label: "目标", detail: "30%")])
    document.blocks = [.paragraph([.text("增长"), .figure(figure), .strong("达标")])]
    #expect(try kept(document) == document)
  }

  @Test(
    "exact fractions are read from their text", arguments: [("157/500", "31.4"), ("-31/1000", "-3.1"), ("0/1", "0.0")])
  func fractions(text: String, percent: String) {
    #expect(Ratio(exactText: text)?.percentText() == percent)
  }

  @Test("what is no fraction is no rate", arguments: ["", "1", "1/0", "a/b", "1/2/3"])
  func noFractions(text: String) {
    #expect(Ratio(exactText: text) == nil)
  }
}
