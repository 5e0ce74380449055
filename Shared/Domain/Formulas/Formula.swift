/// How an indicator follows from others: "fiscal-revenue ÷ operating-revenue", "(a + b) × 2".
///
/// Operators are + − × ÷, also written - * and /, with parentheses and plain decimals. A key may hold hyphens, so a
/// minus between two keys has blanks around it.
public struct Formula: Sendable, Hashable {
  /// A part of a formula.
  indirect enum Expression: Sendable, Hashable {
    case constant(Ratio)
    case indicator(IndicatorKey)
    case negated(Expression)
    case pair(Expression, Operator, Expression)
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
  let root: Expression

  /// Reads a formula.
  public init(_ text: String) throws(Fault) {
    self.text = text
    var parser = FormulaParser(text)
    root = try parser.whole()
  }

  /// The indicators that it names, each once, in their order.
  public var inputs: [IndicatorKey] {
    var found: [IndicatorKey] = []
    Self.collect(root, &found)
    return found
  }

  private static func collect(_ part: Expression, _ found: inout [IndicatorKey]) {
    switch part {
    case .constant: break
    case .indicator(let key): if !found.contains(key) { found.append(key) }
    case .negated(let inner): collect(inner, &found)
    case .pair(let left, _, let right):
      collect(left, &found)
      collect(right, &found)
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
