/// A role of a principal.
public struct AccessGrant: Sendable, Hashable {
  /// Whose it is: `people/zhang.wei`, `systems/finance`.
  public var principal: String
  /// The role.
  public var role: AccessRole
  /// Of what it holds.
  public var scope: AccessScope
  /// When it begins, in seconds since 1970; nil: it always has.
  public var from: Int64?
  /// When it ends, in seconds since 1970; nil: until further notice.
  public var until: Int64?
  /// Whether the principal, a service, may call on behalf of others.
  public var mayActForOthers: Bool

  /// A grant.
  public init(
    principal: String, role: AccessRole, scope: AccessScope, from: Int64? = nil, until: Int64? = nil,
    mayActForOthers: Bool = false
  ) {
    self.principal = principal
    self.role = role
    self.scope = scope
    self.from = from
    self.until = until
    self.mayActForOthers = mayActForOthers
  }

  /// Whether it holds at a moment.
  func holds(at now: Int64) -> Bool { (from ?? .min) <= now && now < (until ?? .max) }
}
