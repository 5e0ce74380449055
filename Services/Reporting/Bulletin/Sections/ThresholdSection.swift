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
    if target.reached { return "已突破\(target.passed)个，达到\(target.count)个的目标" }
    let left: Words = target.short > 0 ? "距\(target.count)个差\(target.short)个" : "可达到\(target.count)个的目标"
    return "已突破\(target.passed)个，预计年底达到\(target.landing)个，" + left
  }

  /// Which unit lacks least, while units are lacking: told of the first threshold.
  private func closest(_ target: ThresholdStanding) -> Words {
    guard target.short > 0, let unit = target.closest, let landing = unit.landing else { return "" }
    let expected: Words = "最接近的是\(unit.title)，预计\(target.scale.figure(landing, unit.account))"
    guard let extra = unit.extraMonthly, input.month.remainingInYear > 0 else { return expected }
    let more = target.scale.figure(extra, unit.extraAccount)
    return expected + "，\(input.month.remainingName)月均多完成\(more)即可突破"
  }
}
