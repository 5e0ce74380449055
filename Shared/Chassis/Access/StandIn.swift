/// Somebody who stands in for another (AB岗): a role of a scope, between two moments.
///
/// It gives what the other has by a grant, at each moment, and nothing else: it cannot be handed on.
public struct StandIn: Sendable, Hashable {
  /// By which delegation: `programmes/{programme}/delegations/{delegation}`.
  public var delegation: String
  /// Who is away.
  public var delegator: String
  /// Who acts.
  public var deputy: String
  /// The role.
  public var role: AccessRole
  /// Of what it holds.
  public var scope: AccessScope
  /// When it begins, in seconds since 1970.
  public var from: Int64
  /// When it has ended, in seconds since 1970.
  public var until: Int64

  /// A stand-in.
  public init(
    delegation: String, delegator: String, deputy: String, role: AccessRole, scope: AccessScope, from: Int64,
    until: Int64
  ) {
    self.delegation = delegation
    self.delegator = delegator
    self.deputy = deputy
    self.role = role
    self.scope = scope
    self.from = from
    self.until = until
  }

  /// What the deputy gets, as a grant would give it.
  var grant: AccessGrant { AccessGrant(principal: deputy, role: role, scope: scope, from: from, until: until) }

  /// Whether a delegation may hand this role over, of this scope: the roles of those who report, review, countersign and
  /// approve.
  public static func fits(_ role: AccessRole, _ scope: AccessScope) -> Bool {
    switch role {
    case .zoneReporter, .zoneApprover, .county, .cityOffice: role.fits(scope)
    case .department: if case .office = scope { true } else { false }
    case .leader, .auditor, .system, .administrator, .localOperator: false
    }
  }
}
