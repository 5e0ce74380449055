/// Counts of a brief board.
public struct BriefCounts: Sendable, Hashable {
  /// 应报.
  public var expected = 0
  /// 已报.
  public var reported = 0
  /// Units whose value grew.
  public var rising = 0
  /// Units whose value fell.
  public var falling = 0
  /// Units with exactly the same value.
  public var flat = 0
  /// Units that fulfil the growth floor.
  public var reachingFloor = 0

  mutating func count(_ growth: Fraction?, _ light: Light) {
    if light == .met { reachingFloor += 1 }
    guard let top = growth?.top else { return }
    if top > 0 { rising += 1 } else if top < 0 { falling += 1 } else { flat += 1 }
  }

  mutating func countReports(_ rules: BriefRules) {
    let (plan, now) = (rules.plan, rules.figures.now)
    guard plan.indicator.months.hasForm(plan.month) else { return }
    for place in plan.zones.indices where rules.applies(place) {
      expected += 1
      if now.has(.cumulative, place) || now.has(.growth, place) { reported += 1 }
    }
  }
}
