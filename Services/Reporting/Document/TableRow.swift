extension Table {
  /// A row.
  public struct Row: Sendable, Hashable {
    /// What the row stands for.
    public enum Kind: Sendable, Hashable, CaseIterable {
      /// One unit.
      case unit
      /// The units together; stays on top when a reader sorts.
      case total
    }

    /// One unit or the total.
    public var kind: Kind
    /// The cells from the left.
    public var cells: [Cell]

    /// Creates a row.
    public init(_ kind: Kind = .unit, _ cells: [Cell]) {
      self.kind = kind
      self.cells = cells
    }
  }

  /// A cell.
  public struct Cell: Sendable, Hashable {
    /// What is printed; an empty cell prints a dash, which is neither zero nor "not due".
    public var content: [Inline]
    /// By what the cell is ordered.
    public var sortKey: SortKey
    /// What the words mean; never the only bearer of that meaning.
    public var tone: Tone
    /// Why the cell is empty, such as 未下达目标; printed in the notes with the units it is true of.
    public var reason: String

    /// Creates a cell.
    public init(_ content: [Inline], sortKey: SortKey = .none, tone: Tone = .plain) {
      self.content = content
      self.sortKey = sortKey
      self.tone = tone
      self.reason = ""
    }

    /// An empty cell, and why it is empty.
    public static func empty(because reason: String) -> Cell {
      var cell = Cell([])
      cell.reason = reason
      return cell
    }

    /// Whether there is nothing to print but the dash.
    public var isEmpty: Bool { content.allSatisfy { $0.plainText.isEmpty } }
  }

  /// By what a cell is ordered: exact values, never their printed form.
  public enum SortKey: Sendable, Hashable {
    /// Not ordered; stands last in either direction.
    case none
    /// A number in the smallest unit of its column.
    case number(Int64)
    /// A text, ordered by its language's rules.
    case text(String)
  }
}

/// What a word or a bar means. A renderer may colour it, but the word alone says it.
public enum Tone: Sendable, Hashable, CaseIterable {
  /// Nothing in particular.
  case plain
  /// The target is met: 达标.
  case good
  /// Short of it by less than the margin: 接近.
  case near
  /// Not met: 未达.
  case bad
  /// Not judged.
  case muted
}
