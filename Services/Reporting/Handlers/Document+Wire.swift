import Domain
import WireTupo

// The contract's document is flat: headings carry their numerals, a heading that ends in a full stop or is a numeral
// alone runs into the paragraph after it, notes at the end of the body are the document's, and an attachment begins
// with a heading that is exactly its name. Both directions follow these rules, so that what is kept draws the same.

extension ReportingV1.Document {
  /// The document as the contract has it.
  init(_ document: Document) {
    self.init()
    title = document.title
    number = document.number
    issuer = document.issuer
    addressee = document.addressee.isEmpty ? "" : document.addressee + "："
    signedOn = document.signed
    banner = document.banner ?? ""
    blocks = BlockWriter(document.language).wire(document.blocks)
    blocks += document.notes.map { .init(kind: .note(.init($0))) }
    for attachment in document.attachments {
      blocks.append(.init(kind: .heading(.init(level: 1, text: attachment.title))))
      blocks += BlockWriter(document.language).wire(attachment.blocks)
    }
    attachments = document.attachments.map(\.title)
    colophon = document.colophon.lines
    language = document.language.rawValue
  }
}

extension Document {
  /// The document that renderers draw.
  init(_ wire: ReportingV1.Document) {
    let language = Language(rawValue: wire.language) ?? .chinese
    var parts: [[ReportingV1.Block]] = [[]]
    for block in wire.blocks {
      if case .heading(let heading)? = block.kind, parts.count <= wire.attachments.count,
        heading.level == 1, heading.text == wire.attachments[parts.count - 1]
      {
        parts.append([])
      } else {
        parts[parts.count - 1].append(block)
      }
    }
    let notes = parts[0].reversed().prefix { $0.note != nil }.reversed().compactMap { $0.note?.inlinesOfModel }
    parts[0].removeLast(notes.count)
    self.init(
      title: wire.title, number: wire.number, issuer: wire.issuer, addressee: wire.addressee.trimmingColon,
      signed: wire.signedOn, banner: wire.banner.isEmpty ? nil : wire.banner,
      blocks: BlockReader(parts[0]).blocks, notes: notes,
      attachments: zip(wire.attachments, parts.dropFirst()).map { title, blocks in
        Attachment(title: title, blocks: BlockReader(blocks).blocks)
      }, colophon: Colophon(lines: wire.colophon), language: language)
  }
}

extension Document.Colophon {
  private static let version = "数据版本 "
  private static let check = "校验码 "

  /// One line for each part that is there.
  var lines: [String] {
    let parts = [
      dataVersions.isEmpty ? "" : Self.version + dataVersions.joined(separator: " · "),
      checkCode.isEmpty ? "" : Self.check + checkCode, explainCommand,
    ]
    return parts.filter { !$0.isEmpty }
  }

  init(lines: [String]) {
    self.init()
    for line in lines {
      if line.hasPrefix(Self.version) {
        dataVersions = line.dropFirst(Self.version.count).split(separator: " · ").map(String.init)
      } else if line.hasPrefix(Self.check) {
        checkCode = String(line.dropFirst(Self.check.count))
      } else {
        explainCommand = line
      }
    }
  }
}

extension ReportingV1.Block {
  init(kind: Kind) {
    self.init()
    self.kind = kind
  }

  fileprivate var note: ReportingV1.Block.Text? { if case .note(let text)? = kind { text } else { nil } }
}

extension ReportingV1.Block.Heading {
  init(level: Int32, text: String) {
    self.init()
    self.level = level
    self.text = text
  }
}

extension ReportingV1.Block.Text {
  init(_ model: [Inline]) {
    self.init()
    inlines = model.map(ReportingV1.Inline.init)
  }

  var inlinesOfModel: [Inline] { inlines.compactMap(Inline.init) }
}
