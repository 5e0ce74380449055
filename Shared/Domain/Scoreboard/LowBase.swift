/// Marks bases so small that a rate says little.
enum LowBase {
  /// A base is low below `share` of the median of all bases; the median of an even number is the mean of the middle two.
  static func mark(_ rows: inout [ScoreRow], share: Ratio?) throws(ArithmeticOverflow) {
    let bases = rows.compactMap(\.samePeriod?.used).sorted()
    guard let share, !bases.isEmpty else { return }
    let middle = bases[(bases.count - 1) / 2].ratio
    let twice = try middle.adding(bases[bases.count / 2].ratio)
    guard let half = Ratio(1, over: 2) else { return }
    let limit = try twice.multiplied(by: half).multiplied(by: share)
    for index in rows.indices {
      guard let base = rows[index].samePeriod?.used else { continue }
      rows[index].samePeriod?.isLow = base.ratio < limit
    }
  }
}
