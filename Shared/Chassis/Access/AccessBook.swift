/// Who has which roles, which zones a county has, and what was revoked: what all services decide by.
public struct AccessBook: Sendable, Hashable {
  /// A zone's county for some days.
  public struct Membership: Sendable, Hashable {
    /// The zone's name.
    public var zone: String
    /// The county's name: `programmes/{programme}/counties/{code}`.
    public var county: String
    /// The first second, since 1970; nil: since ever.
    public var from: Int64?
    /// The first second after it; nil: until further notice.
    public var until: Int64?

    /// A zone's county.
    public init(zone: String, county: String, from: Int64? = nil, until: Int64? = nil) {
      self.zone = zone
      self.county = county
      self.from = from
      self.until = until
    }
  }

  /// The grants that it was made of.
  let allGrants: [AccessGrant]
  /// The memberships that it was made of.
  let allMemberships: [Membership]
  /// The ids of tokens that hold no more.
  let revokedTokens: [String]
  private let grants: [String: [AccessGrant]]
  private let memberships: [String: [Membership]]
  private let revoked: Set<String>

  /// A book of these facts.
  public init(grants: [AccessGrant] = [], memberships: [Membership] = [], revokedTokens: [String] = []) {
    (allGrants, allMemberships, self.revokedTokens) = (grants, memberships, revokedTokens)
    self.grants = Dictionary(grouping: grants + Self.ownServices, by: \.principal)
    self.memberships = Dictionary(grouping: memberships, by: \.county)
    revoked = Set(revokedTokens)
  }

  /// Our own services read each other, by the certificates of our own authority; reporting does for whoever publishes.
  private static let ownServices = ["indicators", "investment", "planning", "reporting"].map {
    AccessGrant(principal: "services/\($0)", role: .system, scope: .city, mayActForOthers: $0 == "reporting")
  }

  /// Whether the token of an id (`jti`) was revoked.
  public func hasRevoked(token id: String) -> Bool { revoked.contains(id) }

  /// Whether a service may call on behalf of others.
  func mayActForOthers(_ principal: String, at now: Int64) -> Bool {
    grants[principal]?.contains { $0.mayActForOthers && $0.holds(at: now) } ?? false
  }

  /// What a principal may at a moment.
  func rights(of principal: String, at now: Int64) -> AccessRights {
    var rights = AccessRights()
    for grant in grants[principal] ?? [] {
      rights.changeNot(after: grant.from, grant.until, now)
      guard grant.holds(at: now) else { continue }
      switch grant.scope {
      case .city: rights.add(grant.role)
      case .zone(let zone): rights.add(grant.role, of: zone)
      case .office(let office): rights.add(grant.role, speakingFor: office)
      case .county(let county):
        rights.addAnywhere(grant.role)
        for membership in memberships[county] ?? [] {
          rights.changeNot(after: membership.from, membership.until, now)
          guard (membership.from ?? .min) <= now, now < (membership.until ?? .max) else { continue }
          rights.add(grant.role, of: membership.zone)
        }
      }
    }
    return rights
  }
}
