public import RPC
public import Wire

extension CallContext {
  /// Who calls, as the log names it.
  public var principalName: String { principal?.name ?? Caller.open.name }

  /// Whether nobody asked who calls, as on an open loopback. What leaves the system by such a call says so.
  public var isUnauthenticated: Bool { principal === Caller.open }

  /// On whose behalf; nil: the caller's own.
  public var onBehalfOf: String? { (principal as? Caller)?.onBehalfOf }

  /// Throws PERMISSION_DENIED when none of the caller's roles that may call the method holds of each of the zones, which
  /// the handler has found; one without a name, or none at all, asks for the whole city. For methods whose rule says
  /// REACH_FOUND.
  public func require<I, O>(_ method: MethodDescriptor<I, O>, of zones: [String]) throws {
    guard let principal, let access = method.options.access else { return }
    try principal.permit(access, zones)
  }

  /// What was found, when the caller may call the method for its zone. Permission comes before existence: NOT_FOUND is
  /// thrown only to who may see the whole city, and all others are denied in the same words, whether the thing is there
  /// or not.
  public func admitted<I, O, Found>(
    to method: MethodDescriptor<I, O>, _ found: Found?, named name: String, zone: (Found) -> String
  ) throws -> Found {
    do {
      try require(method, of: [found.map(zone) ?? ""])
    } catch {
      guard let caller = principal as? Caller else { throw error }
      throw Failure.outOfScope(caller, name)
    }
    guard let found else { throw Failure.notFound(name) }
    return found
  }

  /// Whether one of these roles of the caller holds of a resource. Without a guard everybody has all.
  public func holds(_ roles: AccessRole..., of resource: String) -> Bool {
    guard let caller = principal as? Caller else { return principal == nil }
    return caller.holds(RoleNumbers(roles.map(\.rawValue)), of: resource)
  }

  /// Whether the caller speaks for an office, by its name. Without a guard everybody does.
  public func speaks(for office: String) -> Bool {
    guard let caller = principal as? Caller else { return principal == nil }
    return caller.speaks(for: office)
  }

  /// Whom to hold responsible: on whose behalf the call is, else who calls; nil where nobody says who calls.
  public var responsibleName: String? {
    guard let principal, principal !== Caller.open else { return nil }
    return onBehalfOf ?? principal.name
  }
}
