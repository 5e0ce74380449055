/// How often each first digit occurs among values, against Benford's law: for an auditor who looks for invented
/// numbers. It accuses nobody: values that do not spread over several powers of ten do not conform though they are right
/// (months of real estate investment in 31 provinces: the whole does not, its residential part does), so a pattern is a
/// reason to look, beside that of last year or of other zones.
///
/// Nigrini, Benford's Law (2012): expected shares log10(1 + 1/d), limits of the mean absolute deviation for first
/// digits 0.006, 0.012 and 0.015. Chi-square with 8 degrees of freedom: 15.507 at 5 %, 20.090 at 1 %.
public struct DigitPattern: Sendable, Hashable {
  /// What the deviation says.
  public enum Conformity: String, Sendable, Hashable, CaseIterable {
    /// Fewer values than can be judged (样本不足).
    case tooFew
    /// Close conformity.
    case close
    /// Acceptable conformity.
    case acceptable
    /// Marginally acceptable conformity.
    case marginal
    /// Nonconformity.
    case nonconforming
  }

  /// Fewer values say nothing.
  public static let leastValues = 300
  /// log10(1 + 1/d) in parts of 10^9, for d = 1...9; they add up to one.
  public static let expected: [Int64] = [
    301_029_996, 176_091_259, 124_938_737, 96_910_013, 79_181_246, 66_946_790, 57_991_947, 51_152_522, 45_757_490,
  ]
  private static let parts: Int128 = 1_000_000_000

  /// How many values have the first digit 1...9, at 0...8.
  public let counts: [Int]

  /// Counts first digits; zeros have none.
  public init(_ amounts: some Sequence<Amount>) {
    var counts = Array(repeating: 0, count: 9)
    for amount in amounts where amount != .zero { counts[Self.firstDigit(amount.units.magnitude) - 1] += 1 }
    self.counts = counts
  }

  private static func firstDigit(_ number: UInt64) -> Int {
    var rest = number
    while rest >= 10 { rest /= 10 }
    return Int(rest)
  }

  /// How many values were counted.
  public var total: Int { counts.reduce(0, +) }

  /// Mean absolute deviation of the shares from the expected ones; `nil` without values.
  public var meanAbsoluteDeviation: Ratio? {
    guard total > 0 else { return nil }
    let sum = zip(counts, Self.expected).reduce(Int128(0)) { sum, pair in
      sum + Int128((Int128(pair.0) * Self.parts - Int128(total) * Int128(pair.1)).magnitude)
    }
    return try? Ratio(sum, dividedBy: 9 * Self.parts * Int128(total))
  }

  /// Chi-square over the nine digits, in whole thousandths; `nil` without values.
  public var chiSquareThousandths: Int64? {
    guard total > 0, total < 10_000_000 else { return nil }
    let sum = zip(counts, Self.expected).reduce(Int128(0)) { sum, pair in
      let wanted = Int128(total) * Int128(pair.1)
      let distance = Int128(pair.0) * Self.parts - wanted
      return sum + distance * distance / (wanted * Self.parts / 1_000)
    }
    return Int64(exactly: sum)
  }

  /// What the deviation says.
  public var conformity: Conformity {
    guard total >= Self.leastValues, let deviation = meanAbsoluteDeviation else { return .tooFew }
    let limits: [(Ratio, Conformity)] = [
      (Ratio(basisPoints: 60), .close), (Ratio(basisPoints: 120), .acceptable), (Ratio(basisPoints: 150), .marginal),
    ]
    return limits.first { deviation <= $0.0 }?.1 ?? .nonconforming
  }
}

extension DigitPattern {
  /// The values whose digits are looked at: months of flows, since cumulative values follow from each other, and the
  /// ends of stocks.
  public init(_ figures: FigureBook, of indicator: Indicator) throws(ArithmeticOverflow) {
    var amounts: [Amount] = []
    for figure in figures.all where figure.key.indicator == indicator.key {
      guard let value = figure.cumulative else { continue }
      guard indicator.kind == .flow, let previous = indicator.months.previous(figure.key.month) else {
        amounts.append(value)
        continue
      }
      guard let before = figures.cumulative(figure.key.zone, indicator.key, previous) else { continue }
      amounts.append(try value.subtracting(before))
    }
    self.init(amounts)
  }
}
