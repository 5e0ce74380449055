extension Ratio: Comparable {
  /// Exact order. Compares continued fractions, so that no product can overflow.
  public static func < (first: Ratio, second: Ratio) -> Bool {
    var (a, b) = (first.numerator, first.denominator)
    var (c, d) = (second.numerator, second.denominator)
    while true {
      let (p, q) = (floorDivide(a, b), floorDivide(c, d))
      if p.whole != q.whole { return p.whole < q.whole }
      if q.rest == 0 { return false }
      if p.rest == 0 { return true }
      // a/b < c/d with equal whole parts is the same as d/rest < b/rest turned round.
      (a, b, c, d) = (d, q.rest, b, p.rest)
    }
  }
}

private func floorDivide(_ top: Int128, _ bottom: Int128) -> (whole: Int128, rest: Int128) {
  let (quotient, remainder) = top.quotientAndRemainder(dividingBy: bottom)
  return remainder < 0 ? (quotient - 1, remainder + bottom) : (quotient, remainder)
}
