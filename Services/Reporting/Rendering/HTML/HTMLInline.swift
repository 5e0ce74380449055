/// Writes runs of text; a figure becomes a disclosure that opens its arithmetic and its sources.
enum HTMLInline {
  static func write(_ runs: [Inline], _ phrases: Phrases, to writer: inout HTMLWriter) {
    var before = ""  // What opens before a figure, held back until the figure is written.
    var taken = 0  // What closes after a figure, already written with it.
    for (index, run) in runs.enumerated() {
      switch run {
      case .text(let words):
        let isBeforeFigure = runs.figure(at: index + 1) != nil
        before = isBeforeFigure ? String(KeptText.openers(of: String(words.dropFirst(taken)))) : ""
        text(String(words.dropFirst(taken).dropLast(before.count)), &writer)
        taken = 0
      case .strong(let words): writer.element("strong", text: words)
      case .emphasis(let words): writer.element("em", text: words)
      case .figure(let figure):
        let after = runs.closers(at: index + 1)
        write(figure, within: (before, after), phrases, &writer)
        (before, taken) = ("", after.count)
      }
    }
  }

  private static func text(_ words: String, _ writer: inout HTMLWriter) {
    for piece in KeptText(words).pieces {
      if piece.isKept { writer.element("span", [("class", "v")], text: piece.text) } else { writer.text(piece.text) }
    }
  }

  /// A figure and the punctuation around it stay on one line.
  private static func write(
    _ figure: Figure, within marks: (before: String, after: String), _ phrases: Phrases, _ writer: inout HTMLWriter
  ) {
    guard !(marks.before.isEmpty && marks.after.isEmpty) else { return write(figure, phrases, &writer) }
    writer.element("span", [("class", "v")]) { writer in
      writer.text(marks.before)
      write(figure, phrases, &writer)
      writer.text(marks.after)
    }
  }

  /// One name for all disclosures: opening one closes the other, without a script.
  private static func write(_ figure: Figure, _ phrases: Phrases, _ writer: inout HTMLWriter) {
    guard figure.isExplained else { return writer.element("span", [("class", "v")]) { value(figure, &$0) } }
    writer.element("details", [("class", "f"), ("name", "f")]) { writer in
      writer.element("summary") { value(figure, &$0) }
      writer.element("div", [("class", "how")]) { explanation(figure, phrases, &$0) }
    }
  }

  private static func value(_ figure: Figure, _ writer: inout HTMLWriter) {
    writer.text(figure.text + figure.unit)
  }

  private static func explanation(_ figure: Figure, _ phrases: Phrases, _ writer: inout HTMLWriter) {
    writer.element("b", text: figure.arithmetic.isEmpty ? phrases.reported : phrases.arithmetic)
    for step in figure.arithmetic { writer.element("div", [("class", "step")], text: step) }
    guard !figure.sources.isEmpty else { return }
    writer.element("b", text: phrases.sources)
    writer.element("dl") { writer in
      for source in figure.sources {
        writer.element("dt", text: source.label)
        writer.element("dd", text: source.detail)
      }
    }
  }
}

extension [Inline] {
  /// The figure at an index, if there is one.
  fileprivate func figure(at index: Int) -> Figure? {
    guard index < count, case .figure(let figure) = self[index] else { return nil }
    return figure
  }

  /// The punctuation at the beginning of the text at an index, which must not begin a line.
  fileprivate func closers(at index: Int) -> String {
    guard index < count, case .text(let words) = self[index] else { return "" }
    return String(KeptText.closers(of: words))
  }
}
