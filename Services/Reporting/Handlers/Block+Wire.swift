import Domain
import Wire
import WireTupo

/// Writes blocks, giving headings the numerals that renderers will count again.
struct BlockWriter {
  private var numbering: Numbering

  init(_ language: Document.Language) { numbering = Numbering(language) }

  func wire(_ blocks: [Block]) -> [ReportingV1.Block] {
    var numbering = numbering
    return blocks.flatMap { block -> [ReportingV1.Block] in
      switch block {
      case .heading(let heading): Self.wire(heading, numbering.next(heading.level))
      case .paragraph(let inlines): [.init(kind: .paragraph(.init(inlines)))]
      case .note(let inlines): [.init(kind: .note(.init(inlines)))]
      case .list(let list): [.init(kind: .list(.with { $0.items = list.items.map(ReportingV1.Block.Text.init) }))]
      case .table(let table): [.init(kind: .table(.init(table)))]
      case .chart(.bars(let chart)): [.init(kind: .chart(.init(chart)))]
      case .chart(.lines): []  // The contract has no lines; no bulletin draws them.
      }
    }
  }

  private static func wire(_ heading: Heading, _ numeral: String) -> [ReportingV1.Block] {
    let stop = heading.text.isEmpty || heading.title.isEmpty ? "" : "。"
    let first = ReportingV1.Block(
      kind: .heading(.init(level: Int32(heading.level.rawValue), text: numeral + heading.title + stop)))
    return heading.text.isEmpty ? [first] : [first, .init(kind: .paragraph(.init(heading.text)))]
  }
}

/// Reads blocks back: takes numerals off, and joins run-in headings with their paragraphs.
struct BlockReader {
  private(set) var blocks: [Block] = []

  init(_ wire: [ReportingV1.Block]) {
    var rest = wire[...]
    while let block = rest.popFirst() {
      switch block.kind {
      case .heading(let heading)?:
        let (title, runsIn) = Self.title(heading.text)
        var text: [Inline] = []
        if runsIn, case .paragraph(let paragraph)? = rest.first?.kind {
          text = paragraph.inlinesOfModel
          rest.removeFirst()
        }
        blocks.append(.heading(Heading(Heading.Level(rawValue: Int(heading.level)) ?? .first, title, text: text)))
      case .paragraph(let text)?: blocks.append(.paragraph(text.inlinesOfModel))
      case .note(let text)?: blocks.append(.note(text.inlinesOfModel))
      case .list(let list)?: blocks.append(.list(ItemList(.marked, items: list.items.map(\.inlinesOfModel))))
      case .table(let table)?: blocks.append(.table(Table(table)))
      case .chart(let chart)?: blocks.append(.chart(.bars(BarChart(chart))))
      case nil: break
      }
    }
  }

  /// The title without its numeral, and whether a paragraph goes on after it: 一、总体情况。 does, （一） does.
  private static func title(_ text: String) -> (title: String, runsIn: Bool) {
    let marks: [Character] = ["、", "）", "."]
    guard let end = text.firstIndex(where: marks.contains) else { return (text, false) }
    let title = String(text[text.index(after: end)...])
    if title.isEmpty { return ("", true) }
    return title.hasSuffix("。") ? (String(title.dropLast()), true) : (title, false)
  }
}

extension ReportingV1.Inline {
  init(_ inline: Inline) {
    self.init()
    switch inline {
    case .text(let words), .emphasis(let words): kind = .text(words)
    case .strong(let words): kind = .strong(words)
    case .figure(let figure):
      kind = .figure(
        .with {
          $0.text = figure.text + figure.unit
          $0.explanation = figure.isExplained ? CommonV1.Explanation(figure) : nil
        })
    }
  }
}

extension Inline {
  init?(_ wire: ReportingV1.Inline) {
    switch wire.kind {
    case .text(let words)?: self = .text(words)
    case .strong(let words)?: self = .strong(words)
    case .figure(let figure)?:
      let explanation = figure.explanation
      self = .figure(
        Figure(
          figure.text, arithmetic: explanation.map { Account($0).lines } ?? [],
          sources: Account(explanation).sources))
    case nil: return nil
    }
  }
}

extension CommonV1.Explanation {
  fileprivate init(_ figure: Figure) {
    self.init()
    arithmetic = figure.arithmetic.joined(separator: "；")
    sources = figure.sources.map { source in
      let mark = source.detail.firstRange(of: Figure.Source.separator)
      return .with {
        $0.label = source.label
        $0.value = mark.map { String(source.detail[..<$0.lowerBound]) } ?? source.detail
        $0.reference = mark.map { String(source.detail[$0.upperBound...]) } ?? ""
      }
    }
  }
}
