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
  /// Who stands in for whom.
  let allStandIns: [StandIn]
  private let grants: [String: [AccessGrant]]
  private let memberships: [String: [Membership]]
  private let revoked: Set<String>
  /// By who acts.
  private let standIns: [String: [StandIn]]

  /// A book of these facts.
  public init(
    grants: [AccessGrant] = [], memberships: [Membership] = [], revokedTokens: [String] = [], standIns: [StandIn] = []
  ) {
    (allGrants, allMemberships, self.revokedTokens, allStandIns) = (grants, memberships, revokedTokens, standIns)
    self.grants = Dictionary(grouping: grants + Self.ownServices, by: \.principal)
    self.memberships = Dictionary(grouping: memberships, by: \.county)
    revoked = Set(revokedTokens)
    self.standIns = Dictionary(grouping: standIns, by: \.deputy).mapValues { own in
      own.sorted { $0.delegation < $1.delegation }
    }
  }

  /// Our own services read each other, by the certificates of our own authority; reporting does for whoever publishes.
  private static let ownServices = ["indicators", "investment", "planning", "reporting"].map {
    AccessGrant(principal: "services/\($0)", role: .system, scope: .city, mayActForOthers: $0 == "reporting")
  }

  /// What they may beside that for somebody who may it too: a bulletin lets its month's forms come out.
  private static let ownServicesForOthers = [
    AccessGrant(principal: "services/reporting", role: .cityOffice, scope: .city)
  ]

  /// Whether the token of an id (`jti`) was revoked.
  public func hasRevoked(token id: String) -> Bool { revoked.contains(id) }

  /// Whether a principal has a role of a scope by a grant, at a moment in seconds since 1970. What it has in the stead of
  /// another is that other's.
  public func hasGranted(_ role: AccessRole, of scope: AccessScope, to principal: String, at now: Int64) -> Bool {
    grants[principal]?.contains { $0.role == role && $0.scope == scope && $0.holds(at: now) } ?? false
  }

  /// Whether a service may call on behalf of others.
  func mayActForOthers(_ principal: String, at now: Int64) -> Bool {
    grants[principal]?.contains { $0.mayActForOthers && $0.holds(at: now) } ?? false
  }

  /// What a service may at a moment on behalf of others, as far as these may.
  func rightsForOthers(of principal: String, at now: Int64) -> AccessRights {
    var rights = rights(of: principal, at: now)
    for grant in Self.ownServicesForOthers where grant.principal == principal { add(grant, to: &rights, at: now) }
    return rights
  }

  /// What a principal may at a moment: by its own grants, and in the stead of others.
  func rights(of principal: String, at now: Int64) -> AccessRights {
    var rights = ownRights(of: principal, at: now)
    for standIn in standIns[principal] ?? [] { add(standIn, to: &rights, at: now) }
    return rights
  }

  /// What a principal may at a moment by its own grants.
  func ownRights(of principal: String, at now: Int64) -> AccessRights {
    var rights = AccessRights()
    for grant in grants[principal] ?? [] { add(grant, to: &rights, at: now) }
    return rights
  }

  /// In whose stead a principal may act at a moment, and what.
  func standIns(of principal: String, at now: Int64) -> [(standIn: StandIn, rights: AccessRights)] {
    (standIns[principal] ?? []).compactMap { standIn in
      var rights = AccessRights()
      return add(standIn, to: &rights, at: now) ? (standIn, rights) : nil
    }
  }

  /// Adds what a stand-in gives while both the delegation and the delegator's grant hold. Answers whether they do.
  @discardableResult
  private func add(_ standIn: StandIn, to rights: inout AccessRights, at now: Int64) -> Bool {
    let handed = standIn.grant
    let own = (grants[standIn.delegator] ?? []).filter { $0.role == standIn.role && $0.scope == standIn.scope }
    for grant in own + [handed] { rights.changeNot(after: grant.from, grant.until, now) }
    guard StandIn.fits(standIn.role, standIn.scope), handed.holds(at: now), own.contains(where: { $0.holds(at: now) })
    else { return false }
    add(handed, to: &rights, at: now)
    return true
  }

  private func add(_ grant: AccessGrant, to rights: inout AccessRights, at now: Int64) {
    rights.changeNot(after: grant.from, grant.until, now)
    guard grant.holds(at: now) else { return }
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
}
