import Testing

@testable import Reporting

@Suite("Numbers in the running text of a page")
struct KeptTextTests {
  @Test(
    "stay with their counting words and stops",
    arguments: [
      ("应报15个，按时13个。", ["15个，", "13个。"]),
      ("增长31.4%，现价", ["31.4%，"]),
      ("迟2个工作日），未报", ["2个工作日），"]),
      ("〔2013〕75号", ["2013〕", "75号"]),
      ("tupo2个", []),
      ("没有数字。", []),
    ] as [(String, [String])])
  func kept(text: String, expected: [String]) {
    let pieces = KeptText(text).pieces
    #expect(pieces.map(\.text).joined() == text)
    #expect(pieces.filter(\.isKept).map(\.text) == expected)
  }

  @Test("that are figures take the punctuation around them along")
  func figures() {
    let runs: [Inline] = ["现价（", .figure(Figure("16.9", unit: "%", arithmetic: ["a"])), "），低于目标。"]
    let page = HTMLRenderer().render(Document(title: "", blocks: [.paragraph(runs)]))
    #expect(page.contains("现价<span class=\"v\">（<details"))
    #expect(page.contains("</details>），</span>低于目标。"))
  }

  @Test("that are figures side by side lose nothing between them")
  func neighbours() {
    let figure = Inline.figure(Figure("1", unit: "个"))
    let page = HTMLRenderer().render(Document(title: "", blocks: [.paragraph([figure, "，（", figure, "）", figure])]))
    let plain = "<span class=\"v\">1个</span>"
    #expect(page.contains("<span class=\"v\">\(plain)，</span><span class=\"v\">（\(plain)）</span>\(plain)"))
  }
}
