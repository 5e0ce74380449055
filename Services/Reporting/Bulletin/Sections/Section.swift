/// A part of the text with a heading; nil contents leave it out, and the numbering follows.
struct Section: Sendable, Hashable {
  var title: String
  /// What follows the title in the same paragraph.
  var lead: Words
  var blocks: [Block] = []

  /// Heading first; renderers count.
  var allBlocks: [Block] { [.heading(Heading(.first, title, text: lead.inlines))] + blocks }
}
