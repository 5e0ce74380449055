/// Mean growth a year over several years (年均递增): (now / then)^(1/years) - 1, kept exact.
public struct CompoundGrowth: Sendable, Hashable {
  private let now: UInt64
  private let then: UInt64
  /// Years between the two values, at least 1.
  public let years: Int

  /// `nil` when it is not defined: a base not above zero, a negative value, or years outside 1...50.
  public init?(now: Amount, then: Amount, years: Int) {
    guard then.units > 0, now.units >= 0, (1...50).contains(years) else { return nil }
    self.now = UInt64(now.units)
    self.then = UInt64(then.units)
    self.years = years
  }

  /// Whether the mean growth keeps to a limit, decided by powers of whole numbers and not by a rounded root.
  /// `nil` when 1 + limit is negative or has parts beyond 64 bits.
  public func reaches(_ limit: Ratio, _ comparison: Comparison = .atLeast) -> Bool? {
    guard let factor = try? limit.adding(.one), let top = UInt64(exactly: factor.numerator),
      let bottom = UInt64(exactly: factor.denominator)
    else { return nil }
    return comparison.holds(0, compare(top: top, bottom: bottom))
  }

  /// The mean growth rounded half away from zero to `decimals` of a percent (0...6), as an exact fraction.
  public func rounded(decimals: Int = 1) -> Ratio {
    let scale = (0..<(min(6, max(0, decimals)) + 2)).reduce(UInt64(1)) { value, _ in value * 10 }
    // Greatest k with ((2k - 1) / 2 scale)^years <= now / then: the root, in 1/scale, rounded half up.
    var (low, high): (UInt64, UInt64) = (0, UInt64(1) << 62)
    while low < high {
      let middle = low + (high - low + 1) / 2
      if compare(top: 2 * middle - 1, bottom: 2 * scale) <= 0 { low = middle } else { high = middle - 1 }
    }
    // A falling value on the exact half goes away from zero, which is down.
    if low > 0, low <= scale, compare(top: 2 * low - 1, bottom: 2 * scale) == 0 { low -= 1 }
    return Ratio(Int64(low) - Int64(scale), over: Int64(scale)) ?? .zero
  }

  /// The order of (top / bottom)^years against now / then: below, at or above zero.
  private func compare(top: UInt64, bottom: UInt64) -> Int {
    let left = WideNatural(then).multiplied(by: top, times: years)
    let right = WideNatural(now).multiplied(by: bottom, times: years)
    return left < right ? -1 : (left == right ? 0 : 1)
  }
}
