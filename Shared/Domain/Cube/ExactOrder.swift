/// Places of fractions, greatest first: sorted by their nearest binary numbers, then put right where those are too near.
struct ExactOrder {
  /// Which ones have a number, in order; equals as they came.
  private(set) var order: [Int32]
  /// The place of each, 1 for the greatest; equals share the better place; 0 for one without a number.
  private(set) var places: [Int32]

  init(_ values: FractionColumn) {
    order = Self.sorted(values)
    Self.putRight(&order, values)
    places = Array(repeating: 0, count: values.tops.count)
    var place: Int32 = 1
    for index in order.indices {
      if index > 0, values.isLess(Int(order[index]), Int(order[index - 1])) { place = Int32(index + 1) }
      places[Int(order[index])] = place
    }
  }

  private static let indexBits: UInt64 = 31
  private static let digitBits: UInt64 = 11

  /// By the leading 33 bits of the nearest binary number, the index in those below them: three passes of eleven bits.
  private static func sorted(_ values: FractionColumn) -> [Int32] {
    var keys: [UInt64] = []
    keys.reserveCapacity(values.tops.count)
    for index in values.tops.indices where values.has(index) {
      keys.append(key(values.tops[index], values.bottoms[index]) << indexBits | UInt64(index))
    }
    var other = keys
    for shift in stride(from: indexBits, to: 64, by: Int(digitBits)) {
      pass(from: keys, to: &other, shift)
      swap(&keys, &other)
    }
    let mask: UInt64 = (1 << indexBits) - 1
    return keys.map { Int32(truncatingIfNeeded: $0 & mask) }
  }

  private static func pass(from keys: [UInt64], to other: inout [UInt64], _ shift: UInt64) {
    let mask: UInt64 = (1 << digitBits) - 1
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 1 << Int(digitBits)) { starts in
      starts.initialize(repeating: 0)
      for key in keys { starts[Int(key >> shift & mask)] &+= 1 }
      var sum: Int32 = 0
      for digit in starts.indices { (starts[digit], sum) = (sum, sum &+ starts[digit]) }
      other.withUnsafeMutableBufferPointer { other in
        for key in keys {
          let digit = Int(key >> shift & mask)
          other[Int(starts[digit])] = key
          starts[digit] &+= 1
        }
      }
    }
  }

  /// Smaller for a greater number.
  private static func key(_ top: Int64, _ bottom: Int64) -> UInt64 {
    let bits = (Double(top) / Double(bottom)).bitPattern
    let ascending = bits >> 63 == 0 ? bits | 1 << 63 : ~bits
    return ~ascending >> indexBits
  }

  /// Moves each one up past those that it is exactly greater than: few, since the order is nearly right. Where they are
  /// many, as of numbers that differ in their last bits only, sorts anew.
  private static func putRight(_ order: inout [Int32], _ values: FractionColumn) {
    var left = 16 * order.count
    for index in order.indices.dropFirst() where values.isLess(Int(order[index - 1]), Int(order[index])) {
      let entry = order[index]
      var place = index
      while place > 0, values.isLess(Int(order[place - 1]), Int(entry)) {
        order[place] = order[place - 1]
        place -= 1
        left -= 1
      }
      order[place] = entry
      guard left > 0 else {
        return order.sort { first, second in
          values.isLess(Int(second), Int(first)) || (first < second && !values.isLess(Int(first), Int(second)))
        }
      }
    }
  }
}
