import Domain

/// Lays a document out in lines: head, body, notes, signature, attachments, colophon.
struct TextPage {
  private let document: Document
  private let width: Int
  private let phrases: Phrases

  init(_ document: Document, width: Int) {
    self.document = document
    self.width = width
    self.phrases = .of(document.language)
  }

  func lines() -> [Line] {
    var lines = head() + body()
    lines += notes() + list() + signature()
    for attachment in document.attachments {
      lines += [Line(), Line(Printable.clean(attachment.title), .strong).aligned(.center, in: width)]
      lines += blocks(attachment.blocks)
    }
    return lines + colophon()
  }

  private func head() -> [Line] {
    var lines = banner()
    if !document.title.isEmpty {
      let title = LineBreaker(width: width - 8).lines([Run(text: Printable.clean(document.title), ink: .strong)])
      lines += [Line()] + title.map { $0.aligned(.center, in: width) } + [Line()]
    }
    if !document.addressee.isEmpty { lines += wrap(document.addressee + phrases.colon.trimmingSpace) }
    return lines
  }

  /// The banner at the left and the number at the right; under each other where the terminal is narrow.
  private func banner() -> [Line] {
    let number = Line(Printable.clean(document.number))
    var line = Line(Printable.clean(document.banner ?? ""), .near)
    guard line.width + 2 + number.width <= width else {
      return wrap(document.banner ?? "", .near) + wrap(document.number)
    }
    line.append(number.aligned(.trailing, in: width - line.width))
    return document.banner == nil && document.number.isEmpty ? [] : [line]
  }

  private func body() -> [Line] { blocks(document.blocks) }

  private func blocks(_ blocks: [Block]) -> [Line] {
    TextBlocks(language: document.language, width: width).lines(blocks)
  }

  private func notes() -> [Line] {
    guard !document.notes.isEmpty else { return [] }
    return [Line()] + TextBlocks(language: document.language, width: width).notes(document.notes)
  }

  /// 附件：1. ... 2. ...
  private func list() -> [Line] {
    let titles = document.attachments.map(\.title)
    guard !titles.isEmpty else { return [] }
    let numbered = titles.count == 1 ? titles : titles.enumerated().map { "\($0.offset + 1). \($0.element)" }
    let label = "　　" + phrases.attachment + phrases.colon
    return [Line()]
      + numbered.enumerated().flatMap { index, title in
        let hang = Line(String(repeating: " ", count: label.displayWidth))
        let first = index == 0 ? Line(label) : hang
        return LineBreaker(width: width, firstIndent: first, indent: hang).lines([Run(text: Printable.clean(title))])
      }
  }

  /// Issuer and date at the right, four characters in.
  private func signature() -> [Line] {
    let words = [document.issuer, document.signed].filter { !$0.isEmpty }.map { Line(Printable.clean($0)) }
    let widest = words.map(\.width).max() ?? 0
    return words.isEmpty
      ? [] : [Line()] + words.map { $0.aligned(.center, in: widest).aligned(.trailing, in: width - 8) }
  }

  private func colophon() -> [Line] {
    let parts = document.colophon.parts(phrases)
    guard !parts.isEmpty else { return [] }
    // A command is copied whole or not at all.
    let runs = parts.enumerated().flatMap { index, part in
      [Run(text: index == 0 ? "" : " · ", ink: .muted), Run(text: Printable.clean(part), ink: .muted, isAtomic: true)]
    }
    return [Line(), Line(String(repeating: "─", count: width), .muted)] + LineBreaker(width: width).lines(runs)
  }

  private func wrap(_ text: String, _ ink: Ink = .plain) -> [Line] {
    LineBreaker(width: width).lines([Run(text: Printable.clean(text), ink: ink)])
  }
}

extension Document.Colophon {
  /// The parts that are printed with points between them.
  func parts(_ phrases: Phrases) -> [String] {
    var parts =
      dataVersions.isEmpty ? [] : [phrases.dataVersion + " " + dataVersions.joined(separator: phrases.separator)]
    if !checkCode.isEmpty { parts.append(phrases.checkCode + " " + checkCode) }
    if !explainCommand.isEmpty { parts.append(phrases.everyFigure + phrases.colon + explainCommand) }
    return parts
  }
}
