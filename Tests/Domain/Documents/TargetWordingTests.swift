import Domain
import Testing

/// A target is spoken of by its own operator.
@Suite("The wording of a target") struct TargetWordingTests {
  private static let left: [Amount] = [Amount(1), .zero, Amount(-1)]

  @Test(
    "follows its operator, in both languages",
    arguments: [
      (
        Comparison.atLeast, ["完成", "完成", "余月月均需", "完成", "需"],
        ["completed", "completed", "needed a month", "reach", "at least"]
      ),
      (
        .above, ["完成", "完成", "余月月均需", "超过", "需超过"],
        ["completed", "completed", "needed a month", "exceed", "more than"]
      ),
      (
        .atMost, ["为", "占目标", "余月月均限", "不超过", "不超过"],
        ["stands at", "of target", "allowed a month", "keep to", "at most"]
      ),
      (
        .below, ["为", "占目标", "余月月均限", "低于", "须低于"],
        ["stands at", "of target", "allowed a month", "stay below", "less than"]
      ),
      (nil, ["为", "占目标", "余月月均", nil, nil], ["stands at", "of target", "left a month", nil, nil]),
    ] as [(Comparison?, [String?], [String?])])
  func words(comparison: Comparison?, chinese: [String?], english: [String?]) {
    let wording = TargetWording(comparison)
    let words: [Bilingual?] = [
      wording.share, wording.shareHeading, wording.monthlyHeading, wording.aim, wording.monthly,
    ]
    #expect(words.map { $0?.zh } == chinese)
    #expect(words.map { $0?.en } == english)
  }

  @Test(
    "tells what has become of it when something, nothing or less than nothing is left",
    arguments: [
      (
        Comparison.atLeast, [nil, "已完成全年目标", "已完成全年目标"],
        [nil, "The year's target is reached", "The year's target is reached"]
      ),
      (
        .above, [nil, "已达全年目标数，尚未超过", "已超过全年目标"],
        [nil, "The year's target is equalled, and not exceeded yet", "The year's target is exceeded"]
      ),
      (
        .atMost, [nil, "已达全年目标上限", "已超过全年目标上限"],
        [nil, "The year's ceiling is used up", "The year's ceiling is exceeded"]
      ),
      (
        .below, [nil, "已达全年目标数，未能低于目标", "已超过全年目标上限"],
        [nil, "The year's limit is equalled, and no longer undercut", "The year's ceiling is exceeded"]
      ),
      (nil, [nil, nil, nil], [nil, nil, nil]),
    ] as [(Comparison?, [String?], [String?])])
  func reached(comparison: Comparison?, chinese: [String?], english: [String?]) {
    let words = Self.left.map { TargetWording(comparison).reached(left: $0) }
    #expect(words.map { $0?.zh } == chinese)
    #expect(words.map { $0?.en } == english)
  }

  @Test(
    "of several is that of all, else that of their kind, else none",
    arguments: [
      ([], .atLeast), ([.above], .above), ([.above, .above], .above), ([.above, .atLeast], .atLeast),
      ([.below, .below], .below), ([.below, .atMost], .atMost), ([.atLeast, .atMost], nil), ([.above, .below], nil),
    ] as [([Comparison], Comparison?)])
  func common(all: [Comparison], common: Comparison?) {
    #expect(Comparison.common(all) == common)
  }
}
