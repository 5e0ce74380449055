/// A post that a person holds, and its days (clauses A0, A3).
public struct Post: Sendable, Hashable {
  /// For whom: `zones/{zone}` or `offices/{office}` within the programme.
  public var unit: String
  /// The post, for example 统计科科长.
  public var title: Bilingual
  /// What it does in the monthly run.
  public var role: PostRole
  /// The first day.
  public var validFrom: Day
  /// The last day; nil until further notice.
  public var validTo: Day?

  /// A post with all its fields.
  public init(unit: String, title: Bilingual, role: PostRole, validFrom: Day, validTo: Day?) {
    self.unit = unit
    self.title = title
    self.role = role
    self.validFrom = validFrom
    self.validTo = validTo
  }

  /// Whether it runs on a day, or is to begin after it.
  public func lasts(beyond day: Day) -> Bool { validTo.map { $0 >= day } ?? true }

  /// Whether two are the same unit's and role's on some day.
  public func doubles(_ other: Post) -> Bool {
    unit == other.unit && role == other.role && validFrom <= (other.validTo ?? .end)
      && other.validFrom <= (validTo ?? .end)
  }

  /// Oldest first.
  public static func oldestFirst(_ posts: [Post]) -> [Post] {
    posts.sorted { ($0.validFrom, $0.unit, $0.role.rawValue) < ($1.validFrom, $1.unit, $1.role.rawValue) }
  }
}

/// What a post does in the monthly run. Kept under the contract's words, which never change.
public enum PostRole: String, Sendable, Hashable, CaseIterable {
  /// Fills in (经办人).
  case clerk = "ROLE_CLERK"
  /// Checks and signs for the statistics (统计负责人).
  case statisticsHead = "ROLE_STATISTICS_HEAD"
  /// Signs for the unit (单位负责人).
  case unitHead = "ROLE_UNIT_HEAD"
  /// Reviews for the county.
  case countyReviewer = "ROLE_COUNTY_REVIEWER"
  /// Countersigns for an owner bureau.
  case bureauCountersigner = "ROLE_BUREAU_COUNTERSIGNER"
  /// Approves for the city.
  case cityApprover = "ROLE_CITY_APPROVER"
  /// A leader in charge (分管领导).
  case leader = "ROLE_LEADER"
}
