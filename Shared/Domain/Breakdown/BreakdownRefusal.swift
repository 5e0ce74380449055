/// Why a breakdown cannot be proposed or edited so.
public enum BreakdownRefusal: Error, Sendable, Hashable {
  /// Only values of a flow are divided; ratios, growth and levels are not.
  case notDivisible
  /// The target has no annual value: growth over a base that is missing or not above zero.
  case noAnnualValue
  /// The months that a season is taken from are not all on record.
  case historyMissing(Month)
  /// A cumulative value of the year that a season is taken from falls in a month.
  case historyFalls(Month)
  /// Not one weight for each month that is spread anew, or one below zero, or all zero.
  case weightsInvalid(months: Int)
  /// The month up to which nodes stay is none of the kept breakdown's.
  case nothingToKeep(Month)
  /// What stays, or the leaves of a kind, come to more than the year by so many units.
  case exceedsYear(Breakdown.Kind?, Amount)
  /// A leaf's annual value lies below what stays of it by so many units.
  case belowKept(String, Amount)
  /// There is no node of the month.
  case monthUnknown(Month)
  /// There is no such leaf.
  case leafUnknown(String)
  /// An edit leaves something wrong.
  case faulty(BreakdownFault)
}

extension BreakdownRefusal {
  /// A stable code.
  public var code: String {
    switch self {
    case .notDivisible, .noAnnualValue: "NOT_DIVISIBLE"
    case .historyMissing: "HISTORY_MISSING"
    case .historyFalls: "HISTORY_FALLS"
    case .weightsInvalid: "WEIGHTS_INVALID"
    case .nothingToKeep: "NOTHING_TO_KEEP"
    case .exceedsYear: "EXCEEDS_YEAR"
    case .belowKept: "BELOW_KEPT"
    case .monthUnknown: "MONTH_UNKNOWN"
    case .leafUnknown: "LEAF_UNKNOWN"
    case .faulty(let fault): fault.reason.rawValue
    }
  }

  /// The refusal in Chinese.
  public var chinese: String {
    switch self {
    case .notDivisible: "只分解流量指标的数值，比率、增速和时点数不分解。"
    case .noAnnualValue: "增速目标没有上年全年基数（或基数不为正），无法得出全年目标值。"
    case .historyMissing(let month): "缺少\(month.chineseText)的累计数，无法按往年进度分解。"
    case .historyFalls(let month): "\(month.chineseText)的累计数低于上月，无法按往年进度分解。"
    case .weightsInvalid(let months): "应为\(months)个不小于0且不全为0的权数，每月一个。"
    case .nothingToKeep(let month): "现有分解没有到\(month.chineseText)的节点可保留。"
    case .exceedsYear(nil, let amount): "保留部分超过全年目标\(amount.units)。"
    case .exceedsYear(let kind?, let amount): "按\(kind.chinese)分解的各分项合计超过全年目标\(amount.units)。"
    case .belowKept(let subject, let amount): "“\(subject)”全年数低于已保留月份的累计数，差\(amount.units)。"
    case .monthUnknown(let month): "没有\(month.chineseText)的节点。"
    case .leafUnknown(let subject): "没有分项“\(subject)”。"
    case .faulty(let fault): fault.chinese
    }
  }

  /// The refusal in English.
  public var english: String {
    switch self {
    case .notDivisible: "Only values of a flow are divided: ratios, growth and levels are not."
    case .noAnnualValue: "The growth target has no base above zero, so there is no annual value to divide."
    case .historyMissing(let month): "The season cannot be taken: the cumulative value of \(month) is missing."
    case .historyFalls(let month):
      "The season cannot be taken: the cumulative value of \(month) lies below the month before."
    case .weightsInvalid(let months): "Give \(months) weights of 0 or more, one for each month, not all of them 0."
    case .nothingToKeep(let month): "There are no nodes up to \(month) that could stay."
    case .exceedsYear(nil, let amount): "What stays comes to more than the year by \(amount.units)."
    case .exceedsYear(let kind?, let amount):
      "The leaves by \(kind.rawValue) come to more than the year by \(amount.units)."
    case .belowKept(let subject, let amount):
      "The year of \"\(subject)\" lies below what stays of it by \(amount.units)."
    case .monthUnknown(let month): "There is no node of \(month)."
    case .leafUnknown(let subject): "There is no leaf \"\(subject)\"."
    case .faulty(let fault): fault.english
    }
  }
}

extension Breakdown.Kind {
  /// The word in a table.
  public var chinese: String {
    switch self {
    case .project: "项目"
    case .enterprise: "企业"
    case .person: "责任人"
    }
  }
}
