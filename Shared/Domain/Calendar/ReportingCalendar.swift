/// Which months of the year an indicator is published for.
public enum MonthRule: String, Sendable, Hashable, CaseIterable {
  /// Every month has a cumulative value: fiscal revenue.
  case everyMonth
  /// January and February come together, in February: investment, value added.
  case januaryWithFebruary

  /// Whether there is a form for the month.
  public func hasForm(_ month: Month) -> Bool { self == .everyMonth || month.month != 1 }

  /// The published month before this one in the same year; `nil` for the year's first.
  public func previous(_ month: Month) -> Month? {
    let first = self == .everyMonth ? 1 : 2
    return month.month > first ? month.adding(-1) : nil
  }

  /// How many published months the year has: 12 or 11.
  public var formsInYear: Int { self == .everyMonth ? 12 : 11 }
}

/// When the figure of a month is due.
public enum DeadlineRule: Sendable, Hashable {
  /// A day of the following month, moved to the next worked day when `movesToWorkingDay`.
  case dayOfNextMonth(Int, movesToWorkingDay: Bool)
  /// The n-th worked day of the following month.
  case workingDayOfNextMonth(Int)
  /// Only as the explicit dates say.
  case explicitOnly
}

/// The reporting calendar of one indicator.
public struct ReportingCalendar: Sendable, Hashable {
  /// Which months have a form.
  public var months: MonthRule
  /// The general deadline.
  public var rule: DeadlineRule
  /// Deadlines announced for single months; they go before the rule.
  public var explicit: [Month: Day]
  /// Which days are worked.
  public var working: WorkingCalendar

  /// Creates a calendar.
  public init(
    months: MonthRule, rule: DeadlineRule, explicit: [Month: Day] = [:], working: WorkingCalendar = WorkingCalendar()
  ) {
    self.months = months
    self.rule = rule
    self.explicit = explicit
    self.working = working
  }

  /// The last day on which the month's figure is on time; `nil` when the month has no form, or no date is set.
  public func deadline(for month: Month) -> Day? {
    guard months.hasForm(month) else { return nil }
    if let day = explicit[month] { return day }
    let next = month.adding(1)
    switch rule {
    case .explicitOnly: return nil
    case .workingDayOfNextMonth(let count): return working.adding(max(1, count), to: month.lastDay)
    case .dayOfNextMonth(let number, let moves):
      let length = next.firstDay.days(to: next.adding(1).firstDay)
      let day = next.firstDay.adding(days: min(max(1, number), length) - 1)
      return moves ? working.onOrAfter(day) : day
    }
  }

  /// Whether the month's figure should have come before `day`: it has a form, and its deadline has passed (the
  /// month's end, where no deadline is known).
  public func isDue(_ month: Month, on day: Day) -> Bool {
    months.hasForm(month) && (deadline(for: month) ?? month.lastDay) < day
  }

  /// Worked days by which a figure came after its deadline; `nil` when it was on time or no deadline is known.
  public func workingDaysLate(_ month: Month, receivedOn: Day) -> Int? {
    guard let deadline = deadline(for: month), deadline < receivedOn else { return nil }
    return max(1, working.workingDays(from: deadline, to: receivedOn))
  }
}
