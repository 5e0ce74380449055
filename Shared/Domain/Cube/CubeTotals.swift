/// Which group each of a cube's zones belongs to: a county, a province, a kind of park.
public struct ZoneGroups: Sendable {
  /// How many groups there are.
  public let count: Int
  /// The group of each column; `count` for a zone of none.
  let groups: [Int32]
  /// How many columns each group has, those of none at the end.
  let sizes: [Int32]
  /// The columns, group by group.
  let columns: [Int32]

  /// Groups zones by number, 0 up to `count`; those that are not named belong to none.
  public init(_ numbers: [ZoneKey: Int], count: Int, in cube: FigureCube) {
    self.count = max(0, count)
    var groups = Array(repeating: Int32(truncatingIfNeeded: self.count), count: cube.width)
    for (zone, column) in zip(numbers.keys, cube.columns(of: Array(numbers.keys))) where column >= 0 {
      if let number = numbers[zone], (0..<self.count).contains(number) {
        groups[Int(column)] = Int32(truncatingIfNeeded: number)
      }
    }
    self.groups = groups
    sizes = groups.reduce(into: Array(repeating: 0, count: self.count + 1)) { $0[Int($1)] += 1 }
    columns = groups.indices.map { Int32(truncatingIfNeeded: $0) }.sorted { groups[Int($0)] < groups[Int($1)] }
  }
}

/// The values of an indicator added up by groups of zones, month by month.
public struct CubeTotals: Sendable {
  /// The months.
  public let months: ClosedRange<Month>
  private let groups: Int
  private var sums: [Int64]
  private var counts: [Int32]

  fileprivate init(_ months: ClosedRange<Month>, groups: Int) {
    (self.months, self.groups) = (months, groups)
    sums = Array(repeating: 0, count: (Int(months.upperBound.index - months.lowerBound.index) + 1) * (groups + 1))
    counts = Array(repeating: 0, count: sums.count)
  }

  /// The sum of a group in a month; nil where no zone of it has a value.
  public func sum(_ group: Int, _ month: Month) -> Amount? {
    count(group, month) > 0 ? Amount(sums[cell(group, month)]) : nil
  }

  /// How many zones of a group have a value in a month.
  public func count(_ group: Int, _ month: Month) -> Int {
    months.contains(month) && (0..<groups).contains(group) ? Int(counts[cell(group, month)]) : 0
  }

  private func cell(_ group: Int, _ month: Month) -> Int {
    Int(month.index - months.lowerBound.index) * (groups + 1) + group
  }

  /// Adds a row of cells; whether every sum fitted.
  fileprivate mutating func add(_ row: CubeRow, _ month: Month, _ groups: ZoneGroups) -> Bool {
    let cells = cell(0, month)..<cell(0, month) + groups.count + 1
    return sums.withUnsafeMutableBufferPointer { sums in
      counts.withUnsafeMutableBufferPointer { counts in
        row.add(
          to: UnsafeMutableBufferPointer(rebasing: sums[cells]), UnsafeMutableBufferPointer(rebasing: counts[cells]),
          groups)
      }
    }
  }
}

extension FigureCube {
  /// An indicator's values of some months added up by groups of zones. Throws when a sum does not fit.
  public func totals(
    of indicator: IndicatorKey, _ months: ClosedRange<Month>, by groups: ZoneGroups
  ) throws(ArithmeticOverflow) -> CubeTotals {
    var (totals, isWhole) = (CubeTotals(months, groups: groups.count), true)
    for index in months.lowerBound.index...months.upperBound.index {
      let month = Month(index: index)
      withRow(of: indicator, month) { isWhole = totals.add($0, month, groups) && isWhole }
    }
    guard isWhole else { throw ArithmeticOverflow(.sum) }
    return totals
  }

  /// How many zones have a value of a month that holds against a limit.
  public func count(of indicator: IndicatorKey, _ month: Month, _ comparison: Comparison, _ limit: Amount) -> Int {
    var count = 0
    withRow(of: indicator, month) { count = $0.count(comparison, limit.units) }
    return count
  }
}
