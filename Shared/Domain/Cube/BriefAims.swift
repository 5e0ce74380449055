/// The annual targets of those of some units that have one, gathered in one pass.
struct BriefAims {
  /// The places of those that have a target.
  private(set) var members: [Int32] = []
  /// Whether each target is a value set for the year.
  private(set) var areValues = true
  private var values: Int128? = 0
  /// Targets summed over each lower part first: there are as many of those as there are floors.
  private var sums: [Int128: Int128] = [:]

  init(_ rules: BriefRules, _ places: [Int32]) {
    members.reserveCapacity(places.count)
    var (bottom, top): (Int128, Int128) = (1, 0)
    for member in places {
      let place = Int(member)
      guard let target = rules.target(place) else { continue }
      members.append(member)
      if areValues { areValues = rules.plan.value(place) != nil }
      values = if let own = rules.value(place), let sum = values { sum &+ Int128(own) } else { nil }
      if target.bottom != bottom {
        sums[bottom, default: 0] &+= top
        (bottom, top) = (target.bottom, 0)
      }
      top &+= target.top
    }
    sums[bottom, default: 0] &+= top
  }

  /// The sum of their values this year; nil where one has none.
  func value() throws(ArithmeticOverflow) -> Amount? {
    guard let values else { return nil }
    return try Amount(exactly: values)
  }

  /// The sum of the targets.
  func sum() throws(ArithmeticOverflow) -> Ratio {
    var sum = Ratio.zero
    for (bottom, top) in sums { sum = try sum.adding(Ratio(top, dividedBy: bottom)) }
    return sum
  }
}
