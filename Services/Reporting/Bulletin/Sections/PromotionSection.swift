import Domain

/// 招商引资: projects by stage and channel.
struct PromotionSection {
  let input: BulletinInput
  private var promotion: Promotion { input.promotion }
  private var money: AgreedInvestment {
    AgreedInvestment(programme: input.series.programme, day: input.month.lastDay)
  }

  var section: Section? {
    guard promotion.count > 0 else { return nil }
    let day = input.month.lastDay.chineseShortText
    let first: Words = "截至\(day)，在库项目\(promotion.count)个，协议投资额\(money.figure(promotion.amount))"
    let year: Words = "今年新签约\(promotion.signedThisYear)个、新开工\(promotion.startedThisYear)个"
    let sentences = [first + "，" + stages, channels, year]
    return Section(
      title: "招商引资", lead: sentences.filter { !$0.isEmpty }.joined("。") + "。",
      blocks: [.table(PromotionTable(promotion: promotion, money: money).table)])
  }

  /// 其中线索3个、在谈2个.
  private var stages: Words {
    let parts = Stage.allCases.compactMap { stage -> Words? in
      let count = promotion.cells.filter { $0.stage == stage }.reduce(0) { $0 + $1.count }
      return count > 0 ? "\(stage.chineseText)\(count)个" : nil
    }
    return "其中" + parts.joined("、")
  }

  private var channels: Words {
    let parts = Channel.allCases.compactMap { channel -> Words? in
      let count = promotion.cells.filter { $0.channel == channel }.reduce(0) { $0 + $1.count }
      return count > 0 ? "\(channel.chineseText)\(count)个" : nil
    }
    return "按来源分，" + parts.joined("、")
  }

}

/// Agreed investment is kept in yuan and printed in 亿元.
struct AgreedInvestment {
  let programme: String
  let day: Day

  func figure(_ amount: Amount, withUnit: Bool = true) -> Figure {
    let scale = UnitScale.hundredMillionYuan
    let source = Figure.Source(label: "招商引资项目库（截至\(day.chineseText)）", detail: "programmes/\(programme)/projects")
    let line = "\(amount.units) ÷ \(scale.display.factor) = \(scale.exactText(amount)) \(scale.display.name)"
    return scale.figure(amount, Account(arithmetic: line, sources: [source]), withUnit: withUnit)
  }
}
