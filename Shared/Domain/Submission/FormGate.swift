/// What has to be so before a month's data are fixed, and before they leave the house.
public enum FormGate {
  /// The zones that keep a form from being frozen, by where they stand: all must be approved, but for those that the
  /// month goes without.
  public static func unapproved(
    _ states: [(zone: ZoneKey, state: SubmissionState)], without: Set<ZoneKey>
  ) -> [(zone: ZoneKey, state: SubmissionState)] {
    states.filter { !without.contains($0.zone) && $0.state != .approved && $0.state != .published }
  }

  /// The indicators that keep a form from being published: a bureau owns them and has not published them by that day
  /// (内部资料). What no bureau owns is the office's own to publish.
  public static func unreleased(
    _ groups: [SubmissionRoute.Group], releases: [IndicatorKey: Day], on day: Day
  ) -> [IndicatorKey] {
    groups.filter { $0.bureau != nil }.flatMap(\.indicators).filter { (releases[$0] ?? .end) > day }
  }

  /// The lock that keeps such indicators inside: opened by their bureaux or the city's office, or by itself on the day from
  /// which all of them are let out already.
  public static func lock(
    of inside: [IndicatorKey], _ groups: [SubmissionRoute.Group], releases: [IndicatorKey: Day]
  ) -> Lock {
    let owners = groups.filter { !Set($0.indicators).isDisjoint(with: inside) }.compactMap(\.bureau)
    let days = inside.map { releases[$0] }
    return Lock(
      .unreleased, openers: owners.map(Party.bureau) + [.city],
      day: days.contains(nil) ? nil : days.compactMap { $0 }.max())
  }
}
