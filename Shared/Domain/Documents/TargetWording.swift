/// How an annual target is spoken of: by its own operator, whichever way its indicator is better.
public struct TargetWording: Sendable, Hashable {
  /// The operator; `nil` for targets together of which some are floors and others ceilings.
  public var comparison: Comparison?

  /// The wording of an operator.
  public init(_ comparison: Comparison?) { self.comparison = comparison }

  private var isFloor: Bool { comparison?.isCeiling == false }

  /// Before 年度目标的44.3%: a floor is completed, of a ceiling so much is used.
  public var share: Bilingual { isFloor ? Bilingual(zh: "完成", en: "completed") : Bilingual(zh: "为", en: "stands at") }

  /// The heading of that share.
  public var shareHeading: Bilingual {
    isFloor ? Bilingual(zh: "完成", en: "completed") : Bilingual(zh: "占目标", en: "of target")
  }

  /// The heading of what each month that is left must bring, or may.
  public var monthlyHeading: Bilingual {
    guard let comparison else { return Bilingual(zh: "余月月均", en: "left a month") }
    return comparison.isCeiling
      ? Bilingual(zh: "余月月均限", en: "allowed a month") : Bilingual(zh: "余月月均需", en: "needed a month")
  }

  /// What is done with the target: 要完成目标, 要不超过目标. `nil` where no one thing is.
  public var aim: Bilingual? {
    switch comparison {
    case .atLeast: Bilingual(zh: "完成", en: "reach")
    case .above: Bilingual(zh: "超过", en: "exceed")
    case .atMost: Bilingual(zh: "不超过", en: "keep to")
    case .below: Bilingual(zh: "低于", en: "stay below")
    case nil: nil
    }
  }

  /// Before what each month that is left must bring, or may: 月均需12.5亿元.
  public var monthly: Bilingual? {
    switch comparison {
    case .atLeast: Bilingual(zh: "需", en: "at least")
    case .above: Bilingual(zh: "需超过", en: "more than")
    case .atMost: Bilingual(zh: "不超过", en: "at most")
    case .below: Bilingual(zh: "须低于", en: "less than")
    case nil: nil
    }
  }

  /// What is said in place of it once nothing is left to the target, or less: 已完成全年目标. `nil` while something is left,
  /// and of targets that are not alike.
  public func reached(left: Amount) -> Bilingual? {
    guard left <= .zero, let comparison else { return nil }
    switch comparison {
    case .atLeast: return Bilingual(zh: "已完成全年目标", en: "The year's target is reached")
    case .above where left == .zero:
      return Bilingual(zh: "已达全年目标数，尚未超过", en: "The year's target is equalled, and not exceeded yet")
    case .above: return Bilingual(zh: "已超过全年目标", en: "The year's target is exceeded")
    case .atMost where left == .zero: return Bilingual(zh: "已达全年目标上限", en: "The year's ceiling is used up")
    case .below where left == .zero:
      return Bilingual(zh: "已达全年目标数，未能低于目标", en: "The year's limit is equalled, and no longer undercut")
    case .atMost, .below: return Bilingual(zh: "已超过全年目标上限", en: "The year's ceiling is exceeded")
    }
  }
}
