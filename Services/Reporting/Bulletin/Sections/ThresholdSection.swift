import Domain

/// 营业收入突破百亿: how the threshold targets stand.
struct ThresholdSection {
  let input: BulletinInput

  var section: Section? {
    guard let first = input.thresholds.first else { return nil }
    let others = input.thresholds.dropFirst().map { "\($0.title)：" + standing($0) }
    let sentences = [standing(first), closest(first)] + others
    return Section(title: first.title, lead: sentences.filter { !$0.isEmpty }.joined("。") + "。")
  }

  /// One sentence each, for a terminal.
  var sentences: [String] {
    input.thresholds.enumerated().map { index, target in
      let parts = ["\(target.title)：" + standing(target), index == 0 ? closest(target) : ""] as [Words]
      return (parts.filter { !$0.isEmpty }.joined("。") + "。").plainText
    }
  }

  /// 已突破3个，预计年底达到10个，距12个差2个.
  private func standing(_ target: ThresholdStanding) -> Words {
    let left: Words = target.short > 0 ? "距\(target.count)个差\(target.short)个" : "可达到\(target.count)个的目标"
    if target.comparison.isCeiling { return kept(target, left) }
    let passed: Words = "已\(target.aim)\(target.passed)个"
    if target.reached { return passed + "，达到\(target.count)个的目标" }
    return passed + "，预计年底达到\(target.landing)个，" + left
  }

  /// A ceiling is kept when the year ends: 预计年底控制在100亿元以内的10个，距12个差2个.
  private func kept(_ target: ThresholdStanding, _ left: Words) -> Words {
    if target.reached { return "\(target.aim)的\(target.passed)个，达到\(target.count)个的目标" }
    return "预计年底\(target.aim)的\(target.landing)个，" + left
  }

  /// Which unit lacks least, while units are lacking: told of the first threshold.
  private func closest(_ target: ThresholdStanding) -> Words {
    guard target.short > 0, let unit = target.closest, let landing = unit.landing else { return "" }
    let expected: Words = "最接近的是\(unit.title)，预计\(target.scale.figure(landing, unit.account))"
    guard let extra = unit.extraMonthly, input.month.remainingInYear > 0 else { return expected }
    let more = target.scale.figure(extra, unit.extraAccount)
    let change = target.comparison.isCeiling ? "减少" : "多完成"
    return expected + "，\(input.month.remainingMean)\(change)\(more)即可\(target.aim)"
  }
}

extension ThresholdStanding {
  /// What a unit does that counts, by the threshold's own operator: 突破, 控制在100亿元以内.
  fileprivate var aim: String {
    switch comparison {
    case .atLeast: "达到"
    case .above: "突破"
    case .atMost: "控制在\(scale.shortText(limit))以内"
    case .below: "控制在\(scale.shortText(limit))以下"
    }
  }
}
