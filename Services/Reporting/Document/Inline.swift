/// A run of text within a paragraph or a cell. Runs follow each other without spaces of their own.
public enum Inline: Sendable, Hashable {
  /// Plain text.
  case text(String)
  /// Text that weighs more, such as a verdict.
  case strong(String)
  /// Text that is set apart, such as a name under discussion.
  case emphasis(String)
  /// A number that can give account of itself.
  case figure(Figure)
}

extension Inline: ExpressibleByStringLiteral {
  /// Plain text.
  public init(stringLiteral value: String) { self = .text(value) }
}

extension Inline {
  /// The words of the run as they are read, without explanation.
  public var plainText: String {
    switch self {
    case .text(let words), .strong(let words), .emphasis(let words): words
    case .figure(let figure): figure.text + figure.unit
    }
  }
}

extension [Inline] {
  /// The words of all runs as they are read.
  public var plainText: String { map(\.plainText).joined() }
}

/// A displayed number with its arithmetic and its sources.
public struct Figure: Sendable, Hashable {
  /// Where an operand comes from.
  public struct Source: Sendable, Hashable {
    /// What the operand is, such as 2013年1—6月累计.
    public var label: String
    /// Who reported it, when, in which file and row, under which revision.
    public var detail: String

    /// Creates a source.
    public init(label: String, detail: String) {
      self.label = label
      self.detail = detail
    }
  }

  /// The number as printed, rounded once.
  public var text: String
  /// The unit printed after the number; empty in a table whose heading has it.
  public var unit: String
  /// The steps that lead to the number, such as 612.4 ÷ 466.1 − 1 = 31.4 %; empty for a reported value.
  public var arithmetic: [String]
  /// The sources of the operands, in the order in which the arithmetic names them.
  public var sources: [Source]

  /// Creates a figure.
  public init(_ text: String, unit: String = "", arithmetic: [String] = [], sources: [Source] = []) {
    self.text = text
    self.unit = unit
    self.arithmetic = arithmetic
    self.sources = sources
  }

  /// Whether there is anything to open.
  public var isExplained: Bool { !(arithmetic.isEmpty && sources.isEmpty) }
}
