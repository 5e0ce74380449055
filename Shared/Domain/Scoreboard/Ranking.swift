/// Competition ranks: equals share the better place, and the next is skipped (1, 2, 2, 4).
public enum Ranking {
  /// The place of each key: the greatest value first, or the least where lower is better.
  public static func ranks<Key: Hashable>(
    _ values: [Key: Ratio], _ direction: Indicator.Direction = .higherIsBetter
  ) -> [Key: Int] {
    let sorted = values.sorted {
      direction == .higherIsBetter ? $0.value > $1.value : $0.value < $1.value
    }
    var result: [Key: Int] = [:]
    var place = 1
    for (index, entry) in sorted.enumerated() {
      if index > 0, entry.value != sorted[index - 1].value { place = index + 1 }
      result[entry.key] = place
    }
    return result
  }

  /// How places moved, both rankings taken again on the keys that have a value in both.
  public static func movements<Key: Hashable>(
    from earlier: [Key: Ratio], to later: [Key: Ratio], _ direction: Indicator.Direction = .higherIsBetter
  ) -> [Key: RankMovement] {
    let before = ranks(earlier.filter { later[$0.key] != nil }, direction)
    let after = ranks(later.filter { earlier[$0.key] != nil }, direction)
    var result: [Key: RankMovement] = [:]
    for (key, place) in after {
      let moved = (before[key] ?? place) - place
      result[key] = moved == 0 ? .unchanged : (moved > 0 ? .up(moved) : .down(-moved))
    }
    return result
  }
}
