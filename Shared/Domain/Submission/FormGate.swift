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
}
