/// A table of units by columns.
public struct Table: Sendable, Hashable {
  /// What the table shows, for which period and in which unit.
  public var caption: String
  /// Headings that span columns, from the left; empty when there are none. Their spans add up to the columns.
  public var groups: [Group]
  /// The columns; the first one names the rows and is repeated wherever a wide table is split.
  public var columns: [Column]
  /// The rows in protocol order, a total first. Missing cells at the end of a row are empty ones.
  public var rows: [Row]
  /// Notes under the table, such as the rule of its lights. What empty cells mean is added by the renderer.
  public var notes: [[Inline]]
  /// The paper that the table wants.
  public var sheet: Sheet

  /// Creates a table.
  public init(
    caption: String, groups: [Group] = [], columns: [Column], rows: [Row], notes: [[Inline]] = [], sheet: Sheet = .flow
  ) {
    self.caption = caption
    self.groups = groups
    self.columns = columns
    self.rows = rows
    self.notes = notes
    self.sheet = sheet
  }
}

extension Table {
  /// Where a table stands on paper.
  public enum Sheet: Sendable, Hashable, CaseIterable {
    /// Among the text.
    case flow
    /// On upright pages of its own, together with neighbours that want the same.
    case portrait
    /// On landscape pages of its own, together with neighbours that want the same.
    case landscape
  }

  /// A heading over several columns.
  public struct Group: Sendable, Hashable {
    /// The heading; may be empty.
    public var title: String
    /// How many columns it spans.
    public var span: Int

    /// Creates a group; a span below one counts as one.
    public init(_ title: String, span: Int) {
      self.title = title
      self.span = max(span, 1)
    }
  }

  /// A column.
  public struct Column: Sendable, Hashable {
    /// Where cells stand within the column.
    public enum Alignment: Sendable, Hashable, CaseIterable {
      /// At the beginning of the line.
      case leading
      /// In the middle.
      case center
      /// At the end, as numbers do.
      case trailing
    }

    /// What the column holds.
    public enum Kind: Sendable, Hashable, CaseIterable {
      /// Words, which may take several lines.
      case text
      /// Numbers, set in digits of equal width and never broken.
      case number
      /// A verdict in a word; its tone only underlines it.
      case light
    }

    /// The heading.
    public var title: String
    /// The unit or a qualification, in smaller type under the heading; may be empty.
    public var subtitle: String
    /// Where cells stand.
    public var alignment: Alignment
    /// What cells hold.
    public var kind: Kind
    /// Whether a reader may sort by this column.
    public var isSortable: Bool

    /// Creates a column; without an alignment, numbers stand at the end, lights in the middle and words at the
    /// beginning.
    public init(
      _ title: String, subtitle: String = "", kind: Kind = .number, alignment: Alignment? = nil, isSortable: Bool = true
    ) {
      self.title = title
      self.subtitle = subtitle
      self.alignment = alignment ?? (kind == .number ? .trailing : kind == .light ? .center : .leading)
      self.kind = kind
      self.isSortable = isSortable
    }
  }
}
