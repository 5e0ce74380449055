/// The way of one zone's form of a month: from draft through county, bureaux and city into a bulletin, and back.
///
/// A value: a step gives the next value or is refused, and then nothing has changed. It knows no cell's number: what the
/// cells hold comes as ``SubmissionFacts``.
public struct SubmissionWorkflow: Sendable, Hashable {
  /// The part of the way on which it is.
  public enum Leg: String, Sendable, Hashable, CaseIterable {
    /// With the zone, never sent in or taken back.
    case draft
    /// With the levels above.
    case review
    /// With the zone, sent back.
    case returned
    /// Approved, not in a bulletin yet.
    case approved
    /// In a bulletin.
    case published
  }

  /// Which steps it takes.
  public let route: SubmissionRoute
  /// Where it is.
  public var leg: Leg
  /// Whether the county has said yes.
  public var isReviewed: Bool
  /// The bureaux that have said yes.
  public var agreed: Set<OfficeKey>
  /// Whether anybody above has acted on it since it came in.
  public var isLookedAt: Bool
  /// 1 for the first; each revision after publication is one more.
  public var revision: Int
  /// The cells that a revision may change; nil in the first.
  public var revised: Set<IndicatorKey>?
  /// The last day for the answer to a return; nil: the form's own.
  public var answerBy: Day?
  /// Cells with remarks that the zone has not answered.
  public var unanswered: Set<IndicatorKey>
  /// Who has done what in this run, by name.
  public var duties: [String: Duty]

  /// A submission as it is kept; a draft that nobody has touched where nothing else is said.
  public init(
    route: SubmissionRoute, leg: Leg = .draft, isReviewed: Bool = false, agreed: Set<OfficeKey> = [],
    isLookedAt: Bool = false, revision: Int = 1, revised: Set<IndicatorKey>? = nil, answerBy: Day? = nil,
    unanswered: Set<IndicatorKey> = [], duties: [String: Duty] = [:]
  ) {
    self.route = route
    self.leg = leg
    self.isReviewed = isReviewed
    self.agreed = agreed
    self.isLookedAt = isLookedAt
    self.revision = revision
    self.revised = revised
    self.answerBy = answerBy
    self.unanswered = unanswered
    self.duties = duties
  }

  /// Where it stands, as everybody calls it.
  public var state: SubmissionState {
    switch leg {
    case .draft: .draft
    case .returned: .returned
    case .approved: .approved
    case .published: .published
    case .review where route.hasCounty && !isReviewed: .submitted
    case .review: agreed.isSuperset(of: route.bureaux) ? .countersigned : .countyReviewed
    }
  }

  /// What keeps the zone from changing it today; nil: nothing.
  public func lock(_ facts: SubmissionFacts) -> Lock? {
    if facts.isFrozen { return Lock(.frozen, openers: [.city]) }
    switch leg {
    case .review: return Lock(.underReview, openers: isLookedAt ? checkers : [.zone] + checkers)
    case .approved: return Lock(.approved, openers: [.city])
    case .published: return Lock(.published, openers: [.city])
    case .draft, .returned: break
    }
    // A revision was opened by the office: the calendar of the month is long over.
    if revision > 1 || answerBy.map({ facts.today <= $0 }) ?? false { return nil }
    return Lock(facts.phase, opensOn: facts.opensOn, lastDay: max(facts.lastDay, answerBy ?? facts.lastDay))
  }

  /// Who can send it back.
  private var checkers: [Party] { (route.hasCounty ? [.county] : []) + route.bureaux.map(Party.bureau) + [.city] }
}
