import Testing

@testable import Reporting

@Suite("A document as a page")
struct HTMLRendererTests {
  private let page = HTMLRenderer().render(SampleDocument.june)

  @Test("is the same bytes each time")
  func same() {
    #expect(Array(page.utf8) == Array(HTMLRenderer().render(SampleDocument.june).utf8))
  }

  @Test("holds the arithmetic and the sources of every figure")
  func arithmetic() {
    let figures = SampleDocument.june.figures
    #expect(figures.count > 400)
    for figure in figures {
      for words in figure.arithmetic + figure.sources.flatMap({ [$0.label, $0.detail] }) {
        #expect(page.contains(">\(HTMLWriter.escaped(words))<"), "\(words)")
      }
    }
    #expect(page.occurrences(of: "<details") == figures.count { $0.isExplained })
  }

  @Test("says under its heading, on every printed page and over every board that it is a demonstration")
  func banner() {
    #expect(page.contains("<strong class=\"banner\">演示数据 · 非公文</strong>"))
    #expect(page.contains("@page { @top-left { font: 8pt sans-serif; color: #6d4400; content: \"\\6f14 \\793a "))
    #expect(page.occurrences(of: "<span class=\"mark\">演示数据 · 非公文</span>") == 4)
  }

  @Test("of real data bears no such words")
  func real() {
    var document = SampleDocument.june
    document.banner = nil
    let page = HTMLRenderer().render(document)
    #expect(!page.contains("class=\"banner\""))
    #expect(!page.contains("@top-left"))
  }

  @Test("asks nothing of any network, and admits no script but its own")
  func alone() throws {
    for forbidden in ["http:", "https:", "url(", "@import", " src=", " href=", "<link", "<img", "onclick"] {
      #expect(!page.contains(forbidden), "\(forbidden)")
    }
    #expect(page.contains(HTMLWriter.escaped("default-src 'none'")))
    #expect(page.contains(HTMLWriter.escaped("script-src '\(SortScript.hash)'")))
    #expect(page.occurrences(of: "<script") == 1)
  }

  @Test("knows its script by the hash in its policy")
  func scriptHash() {
    let bytes = SortScript.text.withUTF8Buffer { Array($0) }
    #expect(SortScript.hash == "sha256-" + SHA256.base64(of: bytes))
  }

  @Test("gives each cell the exact value by which it is sorted, and keeps the total out of it")
  func sorting() throws {
    #expect(page.contains("<tbody class=\"total\">"))
    #expect(page.contains("<th scope=\"row\" class=\"t start\" data-n=\"0\">甲区</th>"))
    #expect(page.contains("data-n=\"60030\""))  // 癸县's growth, in basis points.
    #expect(page.contains("data-sort=\"3\""))
    #expect(!page.contains("data-sort=\"13\""))  // The state is not sortable.
  }

  @Test("says its lights in words")
  func lights() {
    for (name, word) in [("good", "达标"), ("near", "接近"), ("bad", "未达")] {
      #expect(page.contains("<span class=\"tone \(name)\">\(word)</span>"))
    }
  }

  @Test("has a language, one main heading, and rows and columns that are headed")
  func semantics() {
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"zh-CN\">"))
    #expect(page.occurrences(of: "<h1>") == 1)
    #expect(page.occurrences(of: "scope=\"row\"") == 3 * 16 + 2)
    #expect(page.occurrences(of: "<thead>") == 4)
  }

  @Test("closes every element that it opens")
  func balance() {
    for name in [
      "div", "span", "details", "summary", "table", "tr", "td", "th", "tbody", "thead", "svg", "section", "dl",
    ] {
      let opened = page.occurrences(of: "<\(name)>") + page.occurrences(of: "<\(name) ")
      #expect(opened == page.occurrences(of: "</\(name)>"), "\(name)")
    }
  }
}

@Suite("Hostile names in a page")
struct HostileNameTests {
  static let names = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='x", "&lt;b&gt;",
    "</style><script>x</script>",
    "]]><svg/onload=x>", "\\\"; } body { display: none",
  ]

  @Test("stay text, wherever they stand", arguments: names)
  func escaped(name: String) {
    let figure = Figure(name, unit: name, arithmetic: [name], sources: [.init(label: name, detail: name)])
    let cell = Table.Cell([.text(name)], sortKey: .text(name), tone: .bad)
    let document = Document(
      title: name, number: name, issuer: name, addressee: name, signed: name, banner: name,
      blocks: [
        .heading(.init(.first, name)), .heading(.init(.second, name, text: [.text(name)])), .note([.emphasis(name)]),
        .paragraph([.text(name), .strong(name), .emphasis(name), .figure(figure)]),
        .list(.init(.marked, items: [[.text(name)]])),
        .table(
          Table(
            caption: name, groups: [.init(name, span: 2)], columns: [.init(name, subtitle: name), .init(name)],
            rows: [.init(.unit, [cell, .empty(because: name)])], notes: [[.text(name)]])),
        .chart(
          .bars(
            .init(
              title: name, description: name, unit: name, bars: [.init(name, value: 1, text: name)],
              references: [.init(name, value: 2)]))),
        .chart(
          .lines(
            .init(
              title: name, description: name, unit: name, positions: [name], series: [.init(name, .actual, values: [1])]
            ))),
      ],
      notes: [[.text(name)]], attachments: [.init(title: name)],
      colophon: .init(dataVersions: [name], checkCode: name, explainCommand: name))
    let page = HTMLRenderer().render(document)
    #expect(page.occurrences(of: "<script") == 1)
    #expect(page.occurrences(of: "</style>") == 1)
    #expect(page.occurrences(of: "<img") == 0)
    #expect(page.contains(HTMLWriter.escaped(name)))
    #expect(page.occurrences(of: "' onmouseover='") == 0)
    #expect(page.occurrences(of: "content: \"\\") == 1)  // The banner in the style sheet: escapes only.
  }
}
