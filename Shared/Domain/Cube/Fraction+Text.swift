extension Fraction {
  /// The rate in percent with one decimal, as ``Ratio/percentText(decimals:apartFrom:rounding:)`` gives it.
  public func percentText(apartFrom limit: Fraction? = nil, rounding: Rounding = .halfAwayFromZero) -> String {
    let tenths = parts(of: 1_000, rounding)
    if let limit, tenths == limit.parts(of: 1_000, rounding), self < limit || limit < self,
      let (value, other) = try? (ratio, limit.ratio)
    {
      return value.percentText(apartFrom: other, rounding: rounding)
    }
    guard let tenths = Int64(exactly: tenths) else { return "\(tenths / 10).\((tenths % 10).magnitude)" }
    return Self.text(tenths)
  }

  /// In its own sixteen bytes: a board has thousands of them.
  private static func text(_ tenths: Int64) -> String {
    var (whole, place) = (tenths.magnitude / 10, 0)
    // More room than fifteen bytes would be taken from the heap first.
    return String(unsafeUninitializedCapacity: whole < 1_000_000_000_000 ? 15 : 24) { bytes in
      bytes[0] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: tenths.magnitude % 10)
      bytes[1] = UInt8(ascii: ".")
      place = 2
      repeat {
        bytes[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: whole % 10)
        (whole, place) = (whole / 10, place + 1)
      } while whole > 0
      if tenths < 0 {
        bytes[place] = UInt8(ascii: "-")
        place += 1
      }
      var written = UnsafeMutableBufferPointer(rebasing: bytes[..<place])
      written.reverse()
      return place
    }
  }
}
