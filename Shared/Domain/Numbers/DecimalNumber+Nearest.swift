extension DecimalNumber {
  /// The nearest value in units of 10^-`places`, halves away from zero; `nil` when it does not fit.
  func nearest(places: Int, factor: Int64 = 1) -> Int64? {
    division(places: places, factor: factor).flatMap { Int64(exactly: $0.value.over($0.divisor)) }
  }

  /// As ``integer(places:factor:)``, and without what binary arithmetic leaves behind the last digit: less than a part in
  /// 10^12, as in 73.8947000000007 for 738947/10000.
  func settled(places: Int, factor: Int64 = 1) -> Int64? {
    if let exact = integer(places: places, factor: factor) { return exact }
    guard let (value, divisor) = division(places: places, factor: factor) else { return nil }
    let nearest = value.over(divisor)
    guard (value - nearest * divisor).magnitude <= value.magnitude / 1_000_000_000_000 else { return nil }
    return Int64(exactly: nearest)
  }

  private func division(places: Int, factor: Int64) -> (value: Int128, divisor: Int128)? {
    guard let value = try? digits.times(Int128(factor)), (0...30).contains(scale - places) else { return nil }
    return (value, (0..<(scale - places)).reduce(Int128(1)) { power, _ in power * 10 })
  }

  /// Without zeros behind its last decimal.
  var trimmed: DecimalNumber {
    var own = self
    while own.scale > 0, own.digits % 10 == 0 { (own.digits, own.scale) = (own.digits / 10, own.scale - 1) }
    return own
  }
}
