/// The unit of a formula's result, as powers of the units of its inputs: 元 over 人 is 元/人.
public struct FormulaUnit: Sendable, Hashable, CustomStringConvertible {
  private var powers: [String: Int] = [:]
  /// How many of the unit make one: 100 of 个百分点, 10,000 of 基点. 1 for what has a unit of its own.
  public private(set) var partsOfOne: Int64 = 1

  /// Units of numbers that have none: shares and multiples.
  private static let plain: [String: Int64] = ["倍": 1, "%": 100, "百分点": 100, "‰": 1_000, "基点": 10_000, "bp": 10_000]

  /// No unit.
  static let none = FormulaUnit()

  private init() {}

  /// Reads a unit: "元", "元/人", "基点". Several units over each other are read from the left.
  public init(_ text: String) {
    if let parts = Self.plain[text] {
      partsOfOne = parts
      return
    }
    for (index, name) in text.split(separator: "/").map(String.init).enumerated() {
      self = combined(with: name, power: index == 0 ? 1 : -1)
    }
  }

  /// Whether two results may be added: their units are the same.
  func isAddable(_ other: Self) -> Bool { powers == other.powers }

  func multiplied(by other: Self) -> Self {
    other.powers.reduce(self) { $0.combined(with: $1.key, power: $1.value) }
  }

  func divided(by other: Self) -> Self {
    other.powers.reduce(self) { $0.combined(with: $1.key, power: -$1.value) }
  }

  private func combined(with name: String, power: Int) -> Self {
    var unit = self
    let sum = (powers[name] ?? 0) + power
    unit.powers[name] = sum == 0 ? nil : sum
    return unit
  }

  /// "元/人"; "1" without a unit.
  public var description: String {
    let above = powers.filter { $0.value > 0 }.sorted { $0.key < $1.key }
    let below = powers.filter { $0.value < 0 }.sorted { $0.key < $1.key }
    let top = above.flatMap { Array(repeating: $0.key, count: $0.value) }.joined(separator: "·")
    return below.flatMap { Array(repeating: $0.key, count: -$0.value) }
      .reduce(top.isEmpty ? "1" : top) { "\($0)/\($1)" }
  }
}

extension Formula {
  /// Units that do not go together.
  public enum UnitFault: Error, Sendable, Hashable {
    /// Two parts of different units are added or subtracted.
    case unlike(FormulaUnit, FormulaUnit)
    /// An input is not known.
    case unknown(IndicatorKey)
    /// The result has another unit than the indicator.
    case result(FormulaUnit, wanted: FormulaUnit)
  }

  /// Checks that the units of the inputs make the wanted one.
  public func checkUnit(_ wanted: FormulaUnit, inputs: (IndicatorKey) -> FormulaUnit?) throws(UnitFault) {
    var pile: [FormulaUnit] = []
    for step in steps {
      switch step {
      case .constant: pile.append(.none)
      case .negate: break
      case .indicator(let key):
        guard let known = inputs(key) else { throw .unknown(key) }
        pile.append(known)
      case .join(let sign):
        let (second, first) = (pile.removeLast(), pile.removeLast())
        pile.append(try sign.join(first, second))
      }
    }
    let unit = pile.removeLast()
    guard unit.isAddable(wanted) else { throw .result(unit, wanted: wanted) }
  }
}

extension Formula.Operator {
  fileprivate func join(_ first: FormulaUnit, _ second: FormulaUnit) throws(Formula.UnitFault) -> FormulaUnit {
    switch self {
    case .times: return first.multiplied(by: second)
    case .over: return first.divided(by: second)
    case .plus, .minus:
      guard first.isAddable(second) else { throw .unlike(first, second) }
      return first
    }
  }
}
