/// A decimal as somebody wrote it: digits and scale, exact, and whether a percent sign followed.
public struct DecimalNumber: Sendable, Hashable {
  /// The digits as one integer: 1,234.50 has 123450.
  public var digits: Int128
  /// Decimals written: 1,234.50 has 2.
  public var scale: Int
  /// Whether a percent sign followed.
  public var isPercent: Bool

  /// Creates digits x 10^-scale.
  public init(digits: Int128, scale: Int, isPercent: Bool = false) {
    self.digits = digits
    self.scale = scale
    self.isPercent = isPercent
  }

  /// Why a text is no decimal.
  public enum Fault: Error, Sendable, Hashable {
    /// Nothing but blanks. Blank means missing, never zero.
    case blank
    /// A character that belongs to no number; its position counts from 1.
    case unexpected(Character, position: Int)
    /// Thousands separators that do not stand every three digits ("1,23"), so the number is ambiguous.
    case misplacedSeparator
    /// More digits than 128 bits hold.
    case tooLong
  }

  /// The value in units of 10^-`places`. `nil` when digits beyond those places would be lost, or it does not fit.
  public func integer(places: Int, factor: Int64 = 1) -> Int64? {
    guard var value = try? digits.times(Int128(factor)) else { return nil }
    for _ in 0..<max(0, scale - places) {
      guard value % 10 == 0 else { return nil }
      value /= 10
    }
    for _ in 0..<max(0, places - scale) {
      guard let next = try? value.times(10) else { return nil }
      value = next
    }
    return Int64(exactly: value)
  }
}
