import Domain
import Testing

@testable import Reporting

@Suite("Lines")
struct LineBreakerTests {
  static let text =
    "根据济政办字〔2013〕75号要求，现将上半年情况通报如下。应报15个，按时13个，迟报1个（甲区，迟2个工作日），未报1个（“乙区”）；投资612.4亿元，同比增长31.4%，"
    + "高于目标1.4个百分点！是否达到《关于重点工作实行市级领导分工负责的通知》（济发〔2013〕5号）的要求？见 tupo indicators explain。"

  private func lines(_ text: String, _ width: Int) -> [String] {
    LineBreaker(width: width).lines([Run(text: text)]).map { $0.text(colour: false) }
  }

  @Test("never begin with closing punctuation nor end with an opening bracket", arguments: 24...110)
  func punctuation(width: Int) {
    for line in lines(Self.text, width) {
      #expect(!"，。；：！？）〕》、”%".contains(line.first ?? " "), "\(line)")
      #expect(!"（〔《“".contains(line.last ?? " "), "\(line)")
    }
  }

  @Test("are never wider than asked, and lose nothing", arguments: 2...110)
  func width(width: Int) {
    let lines = lines(Self.text, width)
    #expect(lines.allSatisfy { $0.displayWidth <= width })
    #expect(lines.joined().filter { $0 != " " } == Self.text.filter { $0 != " " })
  }

  @Test(
    "keep a number with its unit and a document number whole",
    arguments: ["612.4亿元", "31.4%", "1.4个百分点", "2个工作日", "〔2013〕75号", "15个", "indicators"])
  func whole(piece: String) {
    for width in 24...110 { #expect(lines(Self.text, width).contains { $0.contains(piece) }, "\(width)") }
  }

  @Test("keep a figure whole that a run marks as one")
  func atomic() {
    let runs = [Run(text: "预计达到"), Run(text: "1 234.5 百万", isAtomic: true), Run(text: "，高于去年。")]
    let lines = LineBreaker(width: 16).lines(runs).map { $0.text(colour: false) }
    #expect(lines == ["预计达到", "1 234.5 百万，高", "于去年。"])
  }

  @Test("are indented by two characters, the following ones by their own indentation")
  func indentation() {
    let breaker = LineBreaker(width: 12, firstIndent: Line("　　"), indent: Line("  "))
    #expect(breaker.lines([Run(text: "一二三四五六七八九")]).map { $0.text(colour: false) } == ["　　一二三四", "  五六七八九"])
  }

  @Test("exist even for no text")
  func empty() {
    #expect(lines("", 10) == [""])
  }
}
