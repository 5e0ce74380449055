/// Draws a document for a terminal.
public struct TextRenderer: Sendable {
  /// The columns of the terminal.
  public let width: Int
  /// Whether lights and headings carry ANSI colours; they are words in either case.
  public let colour: Bool

  /// A renderer for this many columns; fewer than 40 count as 40.
  public init(width: Int = 100, colour: Bool = false) {
    self.width = max(width, 40)
    self.colour = colour
  }

  /// The whole document, each line ending in a line feed.
  public func render(_ document: Document) -> String { text(TextPage(document, width: width).lines()) }

  /// Single blocks, as a command prints a board or a table of thresholds.
  public func render(_ blocks: [Block], language: Document.Language = .chinese) -> String {
    text(TextBlocks(language: language, width: width).lines(blocks))
  }

  private func text(_ lines: [Line]) -> String {
    lines.map { $0.text(colour: colour) + "\n" }.joined()
  }
}
