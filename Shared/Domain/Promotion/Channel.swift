/// The five breakthroughs of investment promotion (A7), in the notice's order.
public enum Channel: String, Sendable, Hashable, CaseIterable {
  /// 产业链招商.
  case industryChain
  /// 央企招商.
  case centralEnterprise
  /// 战略投资者招商.
  case strategicInvestor
  /// 重点区域招商.
  case keyRegion
  /// 现有企业招商.
  case existingEnterprise

  /// The notice's word.
  public var chineseText: String {
    switch self {
    case .industryChain: "产业链招商"
    case .centralEnterprise: "央企招商"
    case .strategicInvestor: "战略投资者招商"
    case .keyRegion: "重点区域招商"
    case .existingEnterprise: "现有企业招商"
    }
  }
}

/// The stages of a project, in their order.
public enum Stage: Int, Sendable, Hashable, CaseIterable, Comparable {
  /// 线索.
  case clue
  /// 在谈.
  case inTalks
  /// 签约.
  case signed
  /// 注册.
  case registered
  /// 在建.
  case underConstruction
  /// 投产.
  case inProduction

  /// The word in a table.
  public var chineseText: String {
    ["线索", "在谈", "签约", "注册", "在建", "投产"][rawValue]
  }

  /// Orders by progress.
  public static func < (first: Self, second: Self) -> Bool { first.rawValue < second.rawValue }
}
