/// Whole hundredths in digits.
enum ChartNumber {
  /// The shortest exact form: 3000 is 30, 3140 is 31.4, -5 is -0.05.
  static func text(_ hundredths: Int64) -> String {
    let size = hundredths.magnitude
    let (whole, rest) = size.quotientAndRemainder(dividingBy: 100)
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return sign + String(whole) }
    let digits = rest < 10 ? "0\(rest)" : String(rest)
    return sign + String(whole) + "." + (digits.hasSuffix("0") ? String(digits.dropLast()) : digits)
  }
}
