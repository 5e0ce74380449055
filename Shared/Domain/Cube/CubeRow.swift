/// The cells of a month where they lie in a chunk, for as long as a closure runs.
struct CubeRow {
  /// Cells; a column beyond them has none.
  let count: Int
  private let marks: UnsafeBufferPointer<UInt8>
  /// Empty where no cell has a value but zero.
  private let values: UnsafeBufferPointer<Int64>
  private let first: Int

  init(_ marks: UnsafeBufferPointer<UInt8>, _ values: UnsafeBufferPointer<Int64>, from first: Int, _ width: Int) {
    (self.marks, self.values, self.first) = (marks, values, first)
    count = marks.isEmpty ? 0 : width
  }

  /// Adds the values, and how many there are, to the cells of their groups; whether every sum fitted.
  func add(
    to sums: UnsafeMutableBufferPointer<Int64>, _ counts: UnsafeMutableBufferPointer<Int32>, _ groups: ZoneGroups
  ) -> Bool {
    // A cube may have got zones since they were grouped: those belong to no group.
    let known = min(count, groups.groups.count)
    count(known, to: counts, groups)
    guard !values.isEmpty else { return true }
    let own = UnsafeBufferPointer(rebasing: values[first..<first + known])
    var bits: Int64 = 0
    for value in own { bits |= value ^ (value >> 63) }
    // A missing value is kept as zero. Fewer than 2^16 of 47 bits each cannot pass 63.
    let isSmall = bits >> 47 == 0 && known < 1 << 16
    if isSmall, known == groups.groups.count {
      addByGroup(own, to: sums, groups)
      return true
    }
    return groups.groups.withUnsafeBufferPointer { groups in
      if isSmall {
        for column in 0..<known { sums[Int(groups[column])] &+= own[column] }
        return true
      }
      var isWhole = true
      for column in 0..<known {
        let (sum, overflow) = sums[Int(groups[column])].addingReportingOverflow(own[column])
        sums[Int(groups[column])] = sum
        isWhole = isWhole && !overflow
      }
      return isWhole
    }
  }

  /// Group by group: a sum that stays in a register costs half of one that is fetched for each value.
  private func addByGroup(
    _ own: UnsafeBufferPointer<Int64>, to sums: UnsafeMutableBufferPointer<Int64>, _ groups: ZoneGroups
  ) {
    groups.columns.withUnsafeBufferPointer { columns in
      var place = 0
      for group in groups.sizes.indices {
        let end = place + Int(groups.sizes[group])
        var sum: Int64 = 0
        while place < end {
          sum &+= own[Int(columns[place])]
          place += 1
        }
        sums[group] &+= sum
      }
    }
  }

  private func count(_ known: Int, to counts: UnsafeMutableBufferPointer<Int32>, _ groups: ZoneGroups) {
    let own = UnsafeBufferPointer(rebasing: marks[first..<first + known])
    var all = CubeMark.cumulative.rawValue
    for mark in own { all &= mark }
    if all != 0, known == groups.groups.count {
      for group in groups.sizes.indices { counts[group] = groups.sizes[group] }
      return
    }
    for column in 0..<known where own[column] & CubeMark.cumulative.rawValue != 0 {
      counts[Int(groups.groups[column])] &+= 1
    }
  }

  /// How many values hold against a limit.
  func count(_ comparison: Comparison, _ limit: Int64) -> Int {
    switch comparison {
    case .atLeast: count { $0 >= limit }
    case .above: count { $0 > limit }
    case .atMost: count { $0 <= limit }
    case .below: count { $0 < limit }
    }
  }

  private func count(_ holds: (Int64) -> Bool) -> Int {
    var found = 0
    for cell in first..<first + count where marks[cell] & CubeMark.cumulative.rawValue != 0 {
      found &+= holds(values.isEmpty ? 0 : values[cell]) ? 1 : 0
    }
    return found
  }
}
