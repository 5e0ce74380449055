/// The whole file: head, article and foot.
struct HTMLPage {
  /// Nothing is fetched, and of scripts only ours runs. Styles may stand in the page, as the printed banner is one.
  static let policy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src '\(SortScript.hash)'; "
    + "base-uri 'none'; form-action 'none'"

  private let document: Document
  private let phrases: Phrases

  init(_ document: Document) {
    self.document = document
    self.phrases = .of(document.language)
  }

  func write(to writer: inout HTMLWriter) {
    writer.constant("<!DOCTYPE html>\n")
    writer.element("html", [("lang", document.language.rawValue)]) { writer in
      writer.element("head", [], head)
      writer.newline()
      writer.element("body", [], body)
    }
    writer.newline()
  }

  private func head(_ writer: inout HTMLWriter) {
    writer.void("meta", [("charset", "utf-8")])
    writer.void("meta", [("http-equiv", "Content-Security-Policy"), ("content", Self.policy)])
    writer.void("meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")])
    writer.void("meta", [("name", "color-scheme"), ("content", "light dark")])
    writer.void("meta", [("name", "referrer"), ("content", "no-referrer")])
    writer.element("title", text: document.title)
    writer.newline()
    writer.constant("<style>")
    for part in Stylesheet.parts { writer.constant(part) }
    if let banner = document.banner { writer.rule(everyPage: banner) }
    writer.constant("</style>")
  }

  private func body(_ writer: inout HTMLWriter) {
    writer.newline()
    writer.element("main") { writer in
      writer.element("article") { writer in
        var blocks = HTMLBlocks(document)
        heading(&writer)
        blocks.write(document.blocks, to: &writer)
        blocks.writeNotes(document.notes, to: &writer)
        list(&writer)
        signature(&writer)
        for attachment in document.attachments { write(attachment, &blocks, &writer) }
        colophon(&writer)
      }
    }
    writer.newline()
    writer.constant("<script>")
    writer.constant(SortScript.text)
    writer.constant("</script>")
  }

  private func heading(_ writer: inout HTMLWriter) {
    writer.element("header") { writer in
      writer.element("div", [("class", "top")]) { writer in
        if let banner = document.banner { writer.element("strong", [("class", "banner")], text: banner) }
        if !document.number.isEmpty { writer.element("span", [("class", "number")], text: document.number) }
      }
      writer.element("h1", text: document.title)
      writer.element("p", [("class", "hint")], text: phrases.howToRead)
      if !document.addressee.isEmpty {
        writer.element("p", [("class", "addressee")], text: document.addressee + phrases.colon.trimmingSpace)
      }
    }
    writer.newline()
  }

  /// 附件：1. ... 2. ...
  private func list(_ writer: inout HTMLWriter) {
    guard !document.attachments.isEmpty else { return }
    writer.element("div", [("class", "attached")]) { writer in
      writer.element("span", text: phrases.attachment + phrases.colon)
      writer.element("ol", [("class", document.attachments.count == 1 ? "single" : "")]) { writer in
        for attachment in document.attachments { writer.element("li", text: attachment.title) }
      }
    }
    writer.newline()
  }

  private func signature(_ writer: inout HTMLWriter) {
    let words = [document.issuer, document.signed].filter { !$0.isEmpty }
    guard !words.isEmpty else { return }
    writer.element("div", [("class", "signature")]) { writer in
      for word in words { writer.element("p", text: word) }
    }
    writer.newline()
  }

  private func write(_ attachment: Document.Attachment, _ blocks: inout HTMLBlocks, _ writer: inout HTMLWriter) {
    writer.element("section", [("class", "attachment \(HTMLTable.name(attachment.sheet))")]) { writer in
      writer.element("h2", [("class", "attachment-title")], text: attachment.title)
      blocks.write(attachment.blocks, to: &writer)
    }
    writer.newline()
  }

  private func colophon(_ writer: inout HTMLWriter) {
    let parts = document.colophon.parts(phrases)
    guard !parts.isEmpty else { return }
    // On the last attachment's page: another name of page would begin another sheet.
    let sheet = document.attachments.last?.sheet ?? .flow
    writer.element("footer", [("class", HTMLTable.name(sheet))]) { writer in
      for part in parts { writer.element("span", text: part) }
    }
  }
}

extension Document.Attachment {
  /// The sheet that its first table wants, so that its title stands on the same page.
  fileprivate var sheet: Table.Sheet {
    for case .table(let table) in blocks { return table.sheet }
    return .flow
  }
}

extension HTMLWriter {
  /// The banner at the head of every printed page but the first, which has it under its heading (CSS Paged Media 3,
  /// 4.2).
  ///
  /// Each character is written as a CSS escape: whatever the banner says, it stays a string.
  fileprivate mutating func rule(everyPage banner: String) {
    let string = Printable.clean(banner).unicodeScalars.map { "\\" + String($0.value, radix: 16) + " " }.joined()
    constant("@page { @top-left { font: 8pt sans-serif; color: #6d4400; content: \"")
    text(string)
    constant("\"; } } @page :first { @top-left { content: none; } }\n")
  }
}
