/// Decimals beyond which an almost equal number is printed as it is.
private let decimalsLimit = 9

extension Ratio {
  /// The fraction with a fixed number of decimals, rounded once: "31.4". Minus is "-", and there is no "-0.0".
  public func text(decimals: Int, rounding: Rounding = .halfAwayFromZero, grouping: Bool = false) -> String {
    RoundedDecimal(self, decimals: decimals, rounding: rounding).text(grouping: grouping)
  }

  /// The rate in percent without the sign %: 0.314 gives "31.4". For a difference of rates these are 百分点.
  public func percentText(decimals: Int = 1, rounding: Rounding = .halfAwayFromZero) -> String {
    RoundedDecimal(self, decimals: max(0, decimals) + 2, rounding: rounding).text(shift: 2)
  }

  /// The rate in percent, with as many more decimals as keep it visibly apart from `limit`.
  ///
  /// 29.96 % against 30 % prints 29.96, since 30.0 would hide the verdict.
  public func percentText(
    decimals: Int = 1, apartFrom limit: Ratio, rounding: Rounding = .halfAwayFromZero
  ) -> String {
    var places = max(0, decimals)
    while self != limit, places < decimalsLimit,
      percentText(decimals: places, rounding: rounding) == limit.percentText(decimals: places, rounding: rounding)
    {
      places += 1
    }
    return percentText(decimals: places, rounding: rounding)
  }

  /// Like ``text(decimals:rounding:grouping:)``, with as many more decimals as keep it visibly apart from `limit`.
  public func text(
    decimals: Int, apartFrom limit: Ratio, rounding: Rounding = .halfAwayFromZero, grouping: Bool = false
  ) -> String {
    var places = max(0, decimals)
    while self != limit, places < decimalsLimit,
      text(decimals: places, rounding: rounding) == limit.text(decimals: places, rounding: rounding)
    {
      places += 1
    }
    return text(decimals: places, rounding: rounding, grouping: grouping)
  }

  /// All digits when the decimal ends within `decimals` places, else rounded there; no trailing zeros.
  public func shortText(upTo decimals: Int = 8) -> String {
    var result = text(decimals: decimals)
    guard result.contains(".") else { return result }
    while result.last == "0" { result.removeLast() }
    if result.last == "." { result.removeLast() }
    return result
  }
}

extension Ratio: CustomStringConvertible {
  /// The exact fraction, for logs and test failures: "157/500".
  public var description: String { "\(numerator)/\(denominator)" }
}
