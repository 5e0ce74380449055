/// A bulletin, an assessment or a letter, before it is drawn on any medium.
///
/// The model is closed and holds words only: whatever was computed is already a displayed figure with its arithmetic,
/// so that two renderings of one document can never disagree, and the same document always gives the same bytes.
public struct Document: Sendable, Hashable {
  /// The title, without line breaks: body, period, matter and kind, as in 关于2013年1—6月份……的通报.
  public var title: String
  /// The document number as allotted at signing, such as 开调通〔2013〕2号（演示）; empty before signing.
  public var number: String
  /// The office that issues the document; printed above the date.
  public var issuer: String
  /// The addressees in protocol order, without the closing colon.
  public var addressee: String
  /// The date of signing in words, from the programme's calendar and never from a clock.
  public var signed: String
  /// What a demonstration says under its title and on every printed page, such as 演示数据 · 非公文; nil for real data.
  public var banner: String?
  /// The body.
  public var blocks: [Block]
  /// Notes on the whole document, printed under the body.
  public var notes: [[Inline]]
  /// The attachments in order: named under the notes, printed after the signature.
  public var attachments: [Attachment]
  /// Where the document's figures come from and how they are checked.
  public var colophon: Colophon
  /// The language of the document's own texts, and of the words a renderer adds.
  public var language: Language

  /// Creates a document; everything but the title may be filled in later.
  public init(
    title: String, number: String = "", issuer: String = "", addressee: String = "", signed: String = "",
    banner: String? = nil, blocks: [Block] = [], notes: [[Inline]] = [], attachments: [Attachment] = [],
    colophon: Colophon = Colophon(), language: Language = .chinese
  ) {
    self.title = title
    self.number = number
    self.issuer = issuer
    self.addressee = addressee
    self.signed = signed
    self.banner = banner
    self.blocks = blocks
    self.notes = notes
    self.attachments = attachments
    self.colophon = colophon
    self.language = language
  }
}

extension Document {
  /// A document's language.
  public enum Language: String, Sendable, Hashable, CaseIterable {
    /// Simplified Chinese; the raw value is the BCP 47 tag.
    case chinese = "zh-CN"
    /// English; the raw value is the BCP 47 tag.
    case english = "en"
  }

  /// A part of the document after the signature, such as the boards of a bulletin.
  public struct Attachment: Sendable, Hashable {
    /// The attachment's title, as the list under the body names it.
    public var title: String
    /// The contents; headings count from one again.
    public var blocks: [Block]

    /// Creates an attachment.
    public init(title: String, blocks: [Block] = []) {
      self.title = title
      self.blocks = blocks
    }
  }

  /// The last lines of a document: what it was computed from, and how a reader checks it.
  public struct Colophon: Sendable, Hashable {
    /// The data version read from each service, in words, such as 指标 1842.
    public var dataVersions: [String]
    /// The short code by which two copies are compared, such as 7F3A-92C1; empty when there is none.
    public var checkCode: String
    /// The command that explains any figure, such as `tupo indicators explain`; empty when there is none.
    public var explainCommand: String

    /// Creates a colophon; an empty one is not printed.
    public init(dataVersions: [String] = [], checkCode: String = "", explainCommand: String = "") {
      self.dataVersions = dataVersions
      self.checkCode = checkCode
      self.explainCommand = explainCommand
    }
  }
}
