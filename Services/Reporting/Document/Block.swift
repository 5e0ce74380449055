/// One block of a document, in reading order.
public enum Block: Sendable, Hashable {
  /// A numbered heading, alone on its line or run into its paragraph.
  case heading(Heading)
  /// A paragraph, indented by two characters.
  case paragraph([Inline])
  /// A list of short items.
  case list(ItemList)
  /// A table.
  case table(Table)
  /// A chart; a table nearby holds the same values in words.
  case chart(Chart)
  /// A note in small type, such as a rule by which lights are judged.
  case note([Inline])
}

/// A heading of one of the four levels of GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）. Renderers count; texts hold no number.
public struct Heading: Sendable, Hashable {
  /// The level of a heading, 1 to 4.
  public enum Level: Int, Sendable, Hashable, CaseIterable {
    /// 一、 in HeiTi.
    case first = 1
    /// （一） in KaiTi.
    case second
    /// 1. in FangSong.
    case third
    /// （1） in FangSong.
    case fourth
  }

  /// The level, which decides numeral and type.
  public var level: Level
  /// The title, without a number and without a full stop; may be empty for a numbered paragraph.
  public var title: String
  /// The text that goes on in the same paragraph; empty for a heading on a line of its own.
  public var text: [Inline]

  /// Creates a heading; with a text it runs into its paragraph.
  public init(_ level: Level, _ title: String, text: [Inline] = []) {
    self.level = level
    self.title = title
    self.text = text
  }
}

/// A list.
public struct ItemList: Sendable, Hashable {
  /// Whether items are counted or marked.
  public enum Style: Sendable, Hashable {
    /// Each item begins with a mark.
    case marked
    /// Each item begins with its number, from 1.
    case numbered
  }

  /// Counted or marked.
  public var style: Style
  /// The items in order.
  public var items: [[Inline]]

  /// Creates a list.
  public init(_ style: Style, items: [[Inline]]) {
    self.style = style
    self.items = items
  }
}
