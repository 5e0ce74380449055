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
    if target.isCeiling { return kept(target, left) }
    if target.reached { return "已突破\(target.passed)个，达到\(target.count)个的目标" }
    return "已突破\(target.passed)个，预计年底达到\(target.landing)个，" + left
  }

  /// A ceiling is kept when the year ends: 预计年底控制在100亿元以内的10个，距12个差2个.
  private func kept(_ target: ThresholdStanding, _ left: Words) -> Words {
    let within = "控制在\(target.scale.shortText(target.limit))以内的"
    if target.reached { return "\(within)\(target.passed)个，达到\(target.count)个的目标" }
    return "预计年底\(within)\(target.landing)个，" + left
  }

  /// Which unit lacks least, while units are lacking: told of the first threshold.
  private func closest(_ target: ThresholdStanding) -> Words {
    guard target.short > 0, let unit = target.closest, let landing = unit.landing else { return "" }
    let expected: Words = "最接近的是\(unit.title)，预计\(target.scale.figure(landing, unit.account))"
    guard let extra = unit.extraMonthly, input.month.remainingInYear > 0 else { return expected }
    let more = target.scale.figure(extra, unit.extraAccount)
    let (change, aim) = target.isCeiling ? ("减少", "不超过") : ("多完成", "突破")
    return expected + "，\(input.month.remainingName)月均\(change)\(more)即可\(aim)"
  }
}
