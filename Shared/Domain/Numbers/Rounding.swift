/// How a half is rounded. Rounding happens once, at display.
public enum Rounding: String, Sendable, Hashable, CaseIterable {
  /// 四舍五入: 0.05 becomes 0.1 and -0.05 becomes -0.1. What every calculator in the building does.
  case halfAwayFromZero
  /// Half to the even neighbour, after GB/T 8170-2008: a programme may choose it.
  case halfEven

  /// Whether `remainder / divisor` (below one) carries a magnitude up, when its last kept digit is odd or not.
  func roundsUp<Magnitude: UnsignedInteger>(remainder: Magnitude, of divisor: Magnitude, odd: Bool) -> Bool {
    let other = divisor - remainder  // Instead of doubling the remainder, which could overflow.
    if remainder != other { return remainder > other }
    return self == .halfAwayFromZero || odd
  }
}
