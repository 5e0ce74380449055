/// The page's style, the same for every document; it fetches nothing, fonts included.
enum Stylesheet {
  /// The parts in the order of the page.
  static let parts: [StaticString] = [palette, text, figures, tables, charts, paper]
}
