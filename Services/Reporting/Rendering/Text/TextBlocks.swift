import Domain

/// Lays blocks out in lines, counting headings as they come.
struct TextBlocks {
  private let phrases: Phrases
  private let width: Int
  private let language: Document.Language

  init(language: Document.Language, width: Int) {
    self.language = language
    self.phrases = .of(language)
    self.width = width
  }

  func lines(_ blocks: [Block]) -> [Line] {
    var numbering = Numbering(language)
    return blocks.flatMap { block in lines(block, &numbering) }
  }

  private func lines(_ block: Block, _ numbering: inout Numbering) -> [Line] {
    switch block {
    case .heading(let heading): lines(heading, numbering.next(heading.level))
    case .paragraph(let runs): paragraph(runs.textRuns)
    case .list(let list): lines(list)
    case .table(let table): [Line()] + TextTable(table, phrases: phrases, width: width).lines() + notes(of: table)
    case .chart(let chart): [Line()] + TextChart(phrases: phrases, width: width).lines(chart)
    case .note(let runs): notes([runs])
    }
  }

  private func lines(_ heading: Heading, _ numeral: String) -> [Line] {
    let isAlone = heading.text.isEmpty
    let stop = isAlone || heading.title.isEmpty ? "" : phrases.fullStop
    let title = Run(
      text: numeral + Printable.clean(heading.title) + stop, ink: heading.level == .first ? .strong : .plain)
    return paragraph([title] + heading.text.textRuns)
  }

  private func paragraph(_ runs: [Run]) -> [Line] {
    LineBreaker(width: width, firstIndent: Line("　　")).lines(runs)
  }

  private func lines(_ list: ItemList) -> [Line] {
    list.items.enumerated().flatMap { index, item in
      let mark = list.style == .marked ? "·" : "\(index + 1)."
      let first = Line("　　" + mark + " ")
      let hang = Line(String(repeating: " ", count: first.width))
      return LineBreaker(width: width, firstIndent: first, indent: hang).lines(item.textRuns)
    }
  }

  /// Notes in one paragraph each: 注：... with the lines that follow under the text.
  func notes(_ notes: [[Inline]]) -> [Line] {
    let label = phrases.note + phrases.colon
    let hang = Line(String(repeating: " ", count: label.displayWidth))
    return notes.enumerated().flatMap { index, runs in
      LineBreaker(width: width, firstIndent: index == 0 ? Line(label, .muted) : hang, indent: hang)
        .lines(runs.textRuns(ink: .muted))
    }
  }

  private func notes(of table: Table) -> [Line] {
    let empty = EmptyCells(table).sentence(phrases).map { [[Inline.text($0)]] } ?? []
    return notes(table.notes + empty)
  }
}

extension [Inline] {
  /// The runs as a terminal draws them.
  var textRuns: [Run] { textRuns(ink: .plain) }

  /// The runs with plain text in another ink.
  func textRuns(ink: Ink) -> [Run] {
    map { inline in
      switch inline {
      case .text(let words): Run(text: Printable.clean(words), ink: ink)
      case .strong(let words): Run(text: Printable.clean(words), ink: .strong)
      case .emphasis(let words): Run(text: Printable.clean(words), ink: .emphasis)
      case .figure(let figure): Run(text: Printable.clean(figure.text + figure.unit), ink: ink, isAtomic: true)
      }
    }
  }
}
