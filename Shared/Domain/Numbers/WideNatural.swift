/// A natural number of any length, only as much of one as exact powers need.
struct WideNatural: Comparable {
  /// Base 2^32, least significant first, no leading zeros.
  private var limbs: [UInt32]

  init(_ value: UInt64) {
    limbs = [UInt32(truncatingIfNeeded: value), UInt32(truncatingIfNeeded: value >> 32)]
    trim()
  }

  /// The number times `factor`, `times` times over.
  func multiplied(by factor: UInt64, times: Int = 1) -> WideNatural {
    let (low, high) = (UInt32(truncatingIfNeeded: factor), UInt32(truncatingIfNeeded: factor >> 32))
    var result = self
    for _ in 0..<times { result = result.product(low).plus(result.product(high), shiftedBy: 1) }
    return result
  }

  private func product(_ factor: UInt32) -> WideNatural {
    var (result, carry) = (self, UInt64(0))
    for index in result.limbs.indices {
      let value = UInt64(result.limbs[index]) * UInt64(factor) + carry
      (result.limbs[index], carry) = (UInt32(truncatingIfNeeded: value), value >> 32)
    }
    result.limbs.append(UInt32(carry))
    result.trim()
    return result
  }

  private func plus(_ other: WideNatural, shiftedBy shift: Int) -> WideNatural {
    var (result, carry) = (self, UInt64(0))
    for index in 0..<max(limbs.count, other.limbs.count + shift) {
      if index == result.limbs.count { result.limbs.append(0) }
      let addend = index >= shift && index - shift < other.limbs.count ? other.limbs[index - shift] : 0
      let value = UInt64(result.limbs[index]) + UInt64(addend) + carry
      (result.limbs[index], carry) = (UInt32(truncatingIfNeeded: value), value >> 32)
    }
    if carry > 0 { result.limbs.append(UInt32(carry)) }
    result.trim()
    return result
  }

  private mutating func trim() {
    while limbs.last == 0 { limbs.removeLast() }
  }

  static func < (first: WideNatural, second: WideNatural) -> Bool {
    guard first.limbs.count == second.limbs.count else { return first.limbs.count < second.limbs.count }
    for index in first.limbs.indices.reversed() where first.limbs[index] != second.limbs[index] {
      return first.limbs[index] < second.limbs[index]
    }
    return false
  }
}
