extension DecimalNumber {
  /// Every digit as it was written, without separators and sign of per cent: "1234.50". For other programs.
  public var plainText: String {
    let digits = String(self.digits.magnitude)
    let sign = self.digits < 0 ? "-" : ""
    guard scale > 0 else { return sign + digits }
    let filled = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
    return sign + filled.dropLast(scale) + "." + filled.suffix(scale)
  }
}
