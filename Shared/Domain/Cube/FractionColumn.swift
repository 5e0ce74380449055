/// A fraction of each unit, by columns: parts of 64 bits, nothing where the lower part is zero.
struct FractionColumn {
  private(set) var tops: [Int64]
  private(set) var bottoms: [Int64]

  /// The fractions of so many places; `fraction` tells its parts, or nothing.
  @inline(__always)
  init(count: Int, _ fraction: (Int) -> (top: Int64, bottom: Int64)?) {
    var lower: [Int64] = []
    tops = Array(unsafeUninitializedCapacity: count) { tops, known in
      lower = Array(unsafeUninitializedCapacity: count) { bottoms, known in
        for place in 0..<count { (tops[place], bottoms[place]) = fraction(place) ?? (0, 0) }
        known = count
      }
      known = count
    }
    bottoms = lower
  }

  mutating func clear(_ place: Int) { bottoms[place] = 0 }

  func has(_ place: Int) -> Bool { bottoms[place] != 0 }

  subscript(place: Int) -> Fraction? {
    has(place) ? Fraction(Int128(tops[place]), Int128(bottoms[place])) : nil
  }

  /// Whether one is exactly less than another; both must be there.
  @inline(__always)
  func isLess(_ first: Int, _ second: Int) -> Bool {
    Int128(tops[first]) &* Int128(bottoms[second]) < Int128(tops[second]) &* Int128(bottoms[first])
  }

  /// The same against a number whose parts have less than 64 bits.
  @inline(__always)
  func isLess(_ place: Int, than other: Fraction) -> Bool {
    let (own, other) = crossed(place, with: other)
    return own < other
  }

  /// Whether one is exactly greater than such a number.
  @inline(__always)
  func isGreater(_ place: Int, than other: Fraction) -> Bool {
    let (own, other) = crossed(place, with: other)
    return own > other
  }

  /// Products of 64 bits by 64 bits: a processor multiplies those at once.
  @inline(__always)
  private func crossed(_ place: Int, with other: Fraction) -> (own: Int128, other: Int128) {
    let (top, bottom) = (Int64(truncatingIfNeeded: other.top), Int64(truncatingIfNeeded: other.bottom))
    return (Int128(tops[place]) &* Int128(bottom), Int128(top) &* Int128(bottoms[place]))
  }
}
