/// How an indicator follows from others: "fiscal-revenue ÷ operating-revenue", "(a + b) × 2".
///
/// Operators are + − × ÷, also written - * and /, with parentheses and plain decimals. A key may hold hyphens, so a
/// minus between two keys has blanks around it.
public struct Formula: Sendable, Hashable {
  /// The longest text that a programme may state: 2,000 terms, where no office's formula has twenty.
  public static let lengthMax = 4_096

  /// A step of working it out: numbers are laid on a pile, and signs take theirs from its top. So a formula is as flat as
  /// its text, and neither reading nor releasing one goes deeper with its length.
  enum Step: Sendable, Hashable {
    case constant(Ratio)
    case indicator(IndicatorKey)
    case negate
    case join(Operator)
  }

  /// What joins two parts.
  enum Operator: Character, Sendable, Hashable {
    case plus = "+"
    case minus = "−"
    case times = "×"
    case over = "÷"
  }

  /// The text that it was read from.
  public let text: String
  let steps: [Step]

  /// Reads a formula of any length.
  public init(_ text: String) throws(Fault) {
    self.text = text
    var parser = FormulaParser(text)
    steps = try parser.whole()
  }

  /// The indicators that it names, each once, in their order.
  public var inputs: [IndicatorKey] {
    var seen: Set<IndicatorKey> = []
    return steps.compactMap { step in
      guard case .indicator(let key) = step, seen.insert(key).inserted else { return nil }
      return key
    }
  }

  /// Why a text is no formula.
  public enum Fault: Error, Sendable, Hashable {
    /// Nothing but blanks.
    case empty
    /// A character that cannot stand there; its position counts from 1.
    case unexpected(Character, position: Int)
    /// Something is missing at the end.
    case incomplete
    /// More parentheses, or signs, within each other than can be meant.
    case tooDeep
  }
}
