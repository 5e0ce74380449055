import Chassis
import Domain

/// A month's form with everything that was decided about it.
struct FormRecord: Sendable, Hashable {
  /// A zone that is asked, and the county that reviews for it.
  struct Route: Sendable, Hashable {
    var zone: ZoneKey
    /// Its GB/T 2260 code; empty: none reviews.
    var county: String
  }

  /// More time for a zone.
  struct Extension: Sendable, Hashable {
    var zone: ZoneKey
    var until: Day
    var reason: String
    var by: Signature
  }

  /// An indicator that its bureau has published.
  struct Release: Sendable, Hashable {
    var indicator: IndicatorKey
    var day: Day
    var publication: String
    var by: Signature
  }

  var programme: String
  var id: String
  var month: Month
  var title: Bilingual
  /// Each indicator once, in the form's order.
  var groups: [SubmissionRoute.Group]
  /// In protocol order.
  var routes: [Route]
  var opensOn: Day
  var dueOn: Day
  var graceWorkingDays: Int
  var isDemonstration: Bool
  var extensions: [Extension] = []
  var releases: [Release] = []
  /// The version that was fixed; nil: none is.
  var frozenAt: Int64?
  /// Who fixed it; nil: none is, or nobody was noted.
  var frozenBy: Signature?
  /// The zones that the frozen month goes without.
  var without: [ZoneKey] = []
  /// The bulletin in which it came out last; empty: none yet.
  var bulletin = ""
  /// The version of its last change; 0 before it is kept.
  var revision: Int64 = 0
}

extension FormRecord {
  var etag: String { "\(revision)" }
  var isPublished: Bool { !bulletin.isEmpty }
  /// Whether nothing may change because the bulletin is being drafted.
  var isFrozen: Bool { frozenAt != nil && !isPublished }
  /// Who decided anything about it.
  var signatures: [Signature] { extensions.map(\.by) + releases.map(\.by) + [frozenBy].compactMap(\.self) }
  var indicators: [IndicatorKey] { groups.flatMap(\.indicators) }

  /// The days on which it takes reports; nil when they are not in order, which a kept one's are.
  var window: FormWindow? {
    FormWindow(
      opensOn: opensOn, dueOn: dueOn, graceWorkingDays: graceWorkingDays,
      extensions: Dictionary(extensions.map { ($0.zone, $0.until) }, uniquingKeysWith: { $1 }))
  }

  func state(on day: Day, _ working: WorkingCalendar) -> FormState {
    FormState(window?.phase(on: day, working) ?? .closed, isFrozen: isFrozen, isPublished: isPublished)
  }

  func route(of zone: ZoneKey) -> Route? { routes.first { $0.zone == zone } }

  /// Whether it asks for a figure: its month, one of its indicators, of a zone on its list.
  func asks(for key: FigureKey) -> Bool {
    month == key.month && indicators.contains(key.indicator) && route(of: key.zone) != nil
  }

  /// The steps that a zone's form takes.
  func way(of route: Route) -> SubmissionRoute { SubmissionRoute(hasCounty: !route.county.isEmpty, groups: groups) }
}
