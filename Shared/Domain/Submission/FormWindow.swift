/// The days on which a month's form takes reports.
public struct FormWindow: Sendable, Hashable {
  /// Where a form stands in its calendar.
  public enum Phase: String, Sendable, Hashable, CaseIterable {
    /// It opens later.
    case scheduled
    /// It takes reports in time.
    case open
    /// It takes reports, which count as late.
    case grace
    /// It takes none.
    case closed
  }

  /// The first day.
  public var opensOn: Day
  /// The last day in time.
  public var dueOn: Day
  /// Working days after it in which reports come in as late.
  public var graceWorkingDays: Int
  /// The last days of zones that have been given more time. A report by then comes in; it is late all the same.
  public var extensions: [ZoneKey: Day]

  /// The most working days of grace: a year's.
  public static let graceMax = 250

  /// Whether so many working days of grace can be counted.
  public static func allows(grace days: Int) -> Bool { (0...graceMax).contains(days) }

  /// A window; nil when its days are not in order, or it has no grace that can be counted.
  public init?(opensOn: Day, dueOn: Day, graceWorkingDays: Int, extensions: [ZoneKey: Day] = [:]) {
    guard opensOn <= dueOn, Self.allows(grace: graceWorkingDays) else { return nil }
    self.opensOn = opensOn
    self.dueOn = dueOn
    self.graceWorkingDays = graceWorkingDays
    self.extensions = extensions
  }

  /// The last day on which reports come in; of a zone with more time, its own.
  public func lastDay(for zone: ZoneKey? = nil, _ working: WorkingCalendar) -> Day {
    let last = working.adding(graceWorkingDays, to: dueOn)
    guard let zone, let extended = extensions[zone] else { return last }
    return max(last, extended)
  }

  /// Where it stands on a day, for all or for a zone.
  public func phase(for zone: ZoneKey? = nil, on day: Day, _ working: WorkingCalendar) -> Phase {
    if day < opensOn { return .scheduled }
    if day <= dueOn { return .open }
    return day <= lastDay(for: zone, working) ? .grace : .closed
  }

  /// Working days by which a report came after the last day in time; nil in time. One that came on days off counts 1.
  public func workingDaysLate(on day: Day, _ working: WorkingCalendar) -> Int? {
    day <= dueOn ? nil : max(1, working.workingDays(from: dueOn, to: day))
  }
}
