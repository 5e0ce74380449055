/// Why a month has no figure of an indicator or a zone that could be reported: it lies wholly outside of its life, or the
/// indicator is computed then.
public enum OutOfTime: Sendable, Hashable {
  /// The indicator is reported from a day on.
  case before(Day)
  /// The indicator was reported until a day.
  case after(Day)
  /// The indicator follows from others in the month.
  case computed(Month)
  /// The zone does not stand in the month.
  case zone(Month)

  /// The code.
  public var code: String {
    switch self {
    case .before, .after: "NOT_IN_FORCE"
    case .computed: "INDICATOR_DERIVED"
    case .zone: "NOT_STANDING"
    }
  }

  /// In Chinese, without a final mark.
  public var chinese: String {
    switch self {
    case .before(let day): "该指标自\(day)起报送"
    case .after(let day): "该指标\(day)后不再报送"
    case .computed(let month): "该指标在\(month)由公式计算，不能报送"
    case .zone(let month): "该单位在\(month)不存续"
    }
  }

  /// In English, without a final mark.
  public var english: String {
    switch self {
    case .before(let day): "the indicator is not asked for before \(day)"
    case .after(let day): "the indicator is not asked for after \(day)"
    case .computed(let month): "the indicator is computed in \(month), and cannot be reported"
    case .zone(let month): "the zone does not stand in \(month)"
    }
  }
}

extension Indicator {
  /// Why nothing is reported of it in a month; `nil`: something may be.
  public func outOfTime(in month: Month) -> OutOfTime? {
    if let validFrom, month.lastDay < validFrom { return .before(validFrom) }
    if let validTo, validTo < month.firstDay { return .after(validTo) }
    return isComputed(in: month) ? .computed(month) : nil
  }
}

extension Zone {
  /// Whether it stands on any day of a month. One of which nothing is told does.
  public func stands(in month: Month) -> Bool {
    history.isEmpty
      || history.contains { $0.validFrom <= month.lastDay && month.firstDay <= ($0.validTo ?? .end) }
  }

  /// Why it has no figure of a month; `nil`: it may have one.
  public func outOfTime(in month: Month) -> OutOfTime? { stands(in: month) ? nil : .zone(month) }
}
