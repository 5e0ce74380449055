/// Writes blocks, counting headings and charts as they come.
struct HTMLBlocks {
  private let language: Document.Language
  private let phrases: Phrases
  private let banner: String?
  private var charts = 0

  init(_ document: Document) {
    self.language = document.language
    self.phrases = .of(document.language)
    self.banner = document.banner
  }

  /// The blocks in order; charts that follow each other stand side by side where there is room.
  mutating func write(_ blocks: [Block], to writer: inout HTMLWriter) {
    var numbering = Numbering(language)
    var rest = blocks[...]
    while let block = rest.popFirst() {
      guard case .chart(let chart) = block else {
        write(block, &numbering, &writer)
        writer.newline()
        continue
      }
      var neighbours = [chart]
      while case .chart(let next)? = rest.first {
        neighbours.append(next)
        rest.removeFirst()
      }
      write(neighbours, &writer)
    }
  }

  /// Notes under the text or under a table.
  func writeNotes(_ notes: [[Inline]], to writer: inout HTMLWriter) {
    guard !notes.isEmpty else { return }
    writer.element("div", [("class", "notes")]) { writer in
      writer.element("span", [("class", "label")], text: phrases.note + phrases.colon)
      writer.element("div") { writer in
        for note in notes { writer.element("div") { HTMLInline.write(note, phrases, to: &$0) } }
      }
    }
  }

  private func write(_ block: Block, _ numbering: inout Numbering, _ writer: inout HTMLWriter) {
    switch block {
    case .heading(let heading): write(heading, numbering.next(heading.level), &writer)
    // Not `p`: a paragraph element cannot hold the `details` of a figure.
    case .paragraph(let runs): writer.element("div", [("class", "p")]) { HTMLInline.write(runs, phrases, to: &$0) }
    case .list(let list): write(list, &writer)
    case .table(let table): HTMLTable(table, banner: banner, phrases: phrases).write(to: &writer, notes: writeNotes)
    case .note(let runs): writeNotes([runs], to: &writer)
    case .chart: break  // Written together with its neighbours.
    }
  }

  private func write(_ heading: Heading, _ numeral: String, _ writer: inout HTMLWriter) {
    let name = "h\(heading.level.rawValue + 1)"
    let words = numeral + heading.title
    if heading.text.isEmpty {
      writer.element(name, [("class", "level\(heading.level.rawValue)")], text: words)
      return
    }
    writer.element("div", [("class", "p")]) { writer in
      let isNumeralOnly = heading.title.isEmpty
      let attributes = [("class", "run-in level\(heading.level.rawValue)")]
      writer.element(isNumeralOnly ? "span" : name, attributes, text: words + (isNumeralOnly ? "" : phrases.fullStop))
      HTMLInline.write(heading.text, phrases, to: &writer)
    }
  }

  private func write(_ list: ItemList, _ writer: inout HTMLWriter) {
    writer.element(list.style == .marked ? "ul" : "ol", [("class", "items")]) { writer in
      for item in list.items { writer.element("li") { HTMLInline.write(item, phrases, to: &$0) } }
    }
  }

  private mutating func write(_ group: [Chart], _ writer: inout HTMLWriter) {
    let first = charts
    charts += group.count
    writer.element("div", [("class", "charts")]) { writer in
      for (index, chart) in group.enumerated() {
        writer.element("figure") { writer in
          writer.element("figcaption", text: chart.title)
          SVGChart(chart, id: "chart\(first + index + 1)", phrases: phrases).write(to: &writer)
        }
      }
    }
    writer.newline()
  }
}
