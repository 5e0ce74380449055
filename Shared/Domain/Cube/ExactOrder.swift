/// Places of fractions, greatest first: sorted by numbers of twenty bits that are near them, then put right where those
/// are too near to one another.
struct ExactOrder {
  /// The place of each, 1 for the greatest; equals share the better place; 0 for one without a number.
  private(set) var places: [Int32]
  /// For each one that has a number its key, and its index in the bits below; in order, equals as they came.
  private let entries: [UInt64]

  init(_ values: FractionColumn) {
    var entries = Self.sorted(values)
    Self.putRight(&entries, values)
    places = Array(repeating: 0, count: values.tops.count)
    var place: Int32 = 1
    for number in entries.indices {
      if number > 0, Self.isLess(entries[number], entries[number - 1], values) { place = Int32(number + 1) }
      places[Self.index(entries[number])] = place
    }
    self.entries = entries
  }

  /// Which ones have a number, in order.
  var order: some RandomAccessCollection<Int> { entries.lazy.map(Self.index) }

  // MARK: Keys

  private static let indexBits: UInt64 = 32
  private static let digits = 2
  private static let digitBits: UInt64 = 10
  private static let counts = 1 << 10
  /// Rates between -4 and 12 are told apart by keys; those beyond are put right.
  private static let greatest = 12.0
  private static let parts = 65_536.0

  /// Smaller for a greater number.
  private static func key(_ top: Int64, _ bottom: Int64) -> UInt64 {
    UInt64(min(max((greatest - Double(top) / Double(bottom)) * parts, 0), Double(counts * counts - 1)))
  }

  private static func index(_ entry: UInt64) -> Int { Int(entry & (1 << indexBits - 1)) }

  /// Whether one is exactly less than another. Keys that are not neighbours tell it, however the division was rounded.
  @inline(__always)
  private static func isLess(_ first: UInt64, _ second: UInt64, _ values: FractionColumn) -> Bool {
    let (one, other) = (first >> indexBits, second >> indexBits)
    guard one <= other + 1 else { return true }
    return other <= one + 1 && values.isLess(index(first), index(second))
  }

  // MARK: Sorting

  /// By the keys: a pass for each of their digits.
  private static func sorted(_ values: FractionColumn) -> [UInt64] {
    var entries: [UInt64] = []
    entries.reserveCapacity(values.tops.count)
    for index in values.tops.indices where values.has(index) {
      entries.append(key(values.tops[index], values.bottoms[index]) << indexBits | UInt64(index))
    }
    var other = entries
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: digits * counts) { starts in
      starts.initialize(repeating: 0)
      for entry in entries { for number in 0..<digits { starts[place(entry, number)] &+= 1 } }
      for number in 0..<digits {
        var sum: Int32 = 0
        for place in number * counts..<(number + 1) * counts { (starts[place], sum) = (sum, sum &+ starts[place]) }
        other.withUnsafeMutableBufferPointer { other in
          for entry in entries {
            let place = place(entry, number)
            other[Int(starts[place])] = entry
            starts[place] &+= 1
          }
        }
        swap(&entries, &other)
      }
    }
    return entries
  }

  /// Where entries of the same digit of this number are counted.
  @inline(__always)
  private static func place(_ entry: UInt64, _ number: Int) -> Int {
    number * counts + Int(truncatingIfNeeded: entry >> (indexBits + digitBits * UInt64(number))) & (counts - 1)
  }

  /// Moves each one up past those that it is exactly greater than: few, since the order is nearly right. Where they are
  /// many, as of numbers that differ in their last bits only, sorts anew.
  private static func putRight(_ entries: inout [UInt64], _ values: FractionColumn) {
    var left = 16 * entries.count
    for number in entries.indices.dropFirst() where isLess(entries[number - 1], entries[number], values) {
      let entry = entries[number]
      var place = number
      while place > 0, isLess(entries[place - 1], entry, values) {
        entries[place] = entries[place - 1]
        place -= 1
        left -= 1
      }
      entries[place] = entry
      guard left > 0 else {
        return entries.sort { first, second in
          values.isLess(index(second), index(first))
            || (index(first) < index(second) && !values.isLess(index(first), index(second)))
        }
      }
    }
  }
}
