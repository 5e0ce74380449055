/// How places moved since the month before, both rankings taken on the units that have a growth in both months.
struct RankMovements {
  private let before: [Int32]
  private let after: [Int32]

  init(_ rules: BriefRules, _ growths: FractionColumn, _ order: ExactOrder) {
    guard let previous = rules.figures.previous, let lastYear = rules.figures.previousLastYear else {
      (before, after) = ([], [])
      return
    }
    var (earlier, later) = (rules.growths(previous, lastYear), growths)
    var isSame = true
    for place in growths.tops.indices where earlier.has(place) != later.has(place) {
      if later.has(place) { isSame = false }
      earlier.clear(place)
      later.clear(place)
    }
    before = ExactOrder(earlier).places
    after = isSame ? order.places : ExactOrder(later).places
  }

  /// Places gained; nil where it is not comparable.
  func places(_ place: Int) -> Int? {
    guard !before.isEmpty, before[place] > 0, after[place] > 0 else { return nil }
    return Int(before[place] - after[place])
  }
}

extension ExactOrder {
  /// The first three, equals included.
  func leading(_ zones: [ZoneKey]) -> [ZoneKey] {
    order.prefix { places[$0] <= 3 }.map { zones[$0] }
  }

  /// The last three, equals included and the last one last, but for those among the first.
  func trailing(_ zones: [ZoneKey]) -> [ZoneKey] {
    guard let edge = order.suffix(3).first else { return [] }
    let limit = max(4, places[edge])
    return order.reversed().prefix { places[$0] >= limit }.reversed().map { zones[$0] }
  }
}
