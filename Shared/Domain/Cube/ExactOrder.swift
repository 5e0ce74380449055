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

  private static let indexBits: UInt64 = 32
  private static let digits = 4
  /// Of eight bits: to begin with fewer counts costs less than a pass more.
  private static let counts = 256

  /// By the leading 32 bits of the nearest binary number, the index in those below them: a pass for each eight bits.
  private static func sorted(_ values: FractionColumn) -> [Int32] {
    var keys: [UInt64] = []
    keys.reserveCapacity(values.tops.count)
    for index in values.tops.indices where values.has(index) {
      keys.append(key(values.tops[index], values.bottoms[index]) << indexBits | UInt64(index))
    }
    var other = keys
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: digits * counts) { starts in
      starts.initialize(repeating: 0)
      for key in keys { for number in 0..<digits { starts[place(key, number)] &+= 1 } }
      for number in 0..<digits {
        var sum: Int32 = 0
        for place in number * counts..<(number + 1) * counts { (starts[place], sum) = (sum, sum &+ starts[place]) }
        other.withUnsafeMutableBufferPointer { other in
          for key in keys {
            let place = place(key, number)
            other[Int(starts[place])] = key
            starts[place] &+= 1
          }
        }
        swap(&keys, &other)
      }
    }
    let mask: UInt64 = (1 << indexBits) - 1
    return keys.map { Int32(truncatingIfNeeded: $0 & mask) }
  }

  /// Where keys of the same digit of this number are counted.
  @inline(__always)
  private static func place(_ key: UInt64, _ number: Int) -> Int {
    number * counts + Int(truncatingIfNeeded: key >> (indexBits + UInt64(8 * number)) & 0xFF)
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
