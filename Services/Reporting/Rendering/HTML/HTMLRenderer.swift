/// Draws a document as one HTML file that stands alone: no request leaves it, and it can be kept for ever.
///
/// It reads without scripts; a short one sorts tables. The policy in its head (Content Security Policy Level 3) admits
/// that script and our style sheet by hash and nothing else, so that not even a fault in escaping could run a name.
public struct HTMLRenderer: Sendable {
  /// A renderer.
  public init() {}

  /// The file's contents, in UTF-8 when written out. The same document gives the same bytes.
  public func render(_ document: Document) -> String {
    var writer = HTMLWriter()
    HTMLPage(document).write(to: &writer)
    return writer.markup
  }
}
