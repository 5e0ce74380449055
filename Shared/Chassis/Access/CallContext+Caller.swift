public import RPC
public import Wire

extension CallContext {
  /// Who calls, as the log names it.
  public var principalName: String { principal?.name ?? Caller.open.name }

  /// On whose behalf; nil: the caller's own.
  public var onBehalfOf: String? { (principal as? Caller)?.onBehalfOf }

  /// Throws PERMISSION_DENIED when none of the method's roles, which the caller has, holds of the zone that was found;
  /// nil is what is of no single zone, or what is not there: both ask for the whole city. For methods whose rule says
  /// REACH_FOUND.
  public func require<I, O>(_ method: MethodDescriptor<I, O>, of zone: String?) throws {
    guard let principal, let access = method.options.access else { return }
    try principal.permit(access, [zone ?? ""])
  }

  /// Whether one of these roles of the caller holds of a resource. Without a guard everybody has all.
  public func holds(_ roles: AccessRole..., of resource: String) -> Bool {
    guard let caller = principal as? Caller else { return principal == nil }
    return caller.holds(RoleNumbers(roles.map(\.rawValue)), of: resource)
  }
}
