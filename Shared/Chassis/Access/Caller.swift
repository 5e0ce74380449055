public import RPC
public import Wire

/// Who makes a call: a person, another system, or a service of ours, perhaps on behalf of somebody.
public final class Caller: CallPrincipal {
  /// The name that it has proved.
  public let name: String
  /// On whose behalf it calls; nil: its own.
  public let onBehalfOf: String?
  /// What it may, and on whose behalf it calls may: both must allow a call.
  private let rights: [AccessRights]
  /// By what rights it acts: its own first, then those of each delegation.
  let standings: [Standing]
  /// When a grant of it begins or ends next, in seconds since 1970. Asked for at every call.
  let changesAt: Int64

  init(name: String, onBehalfOf: String? = nil, rights: [AccessRights], standings: [Standing]? = nil) {
    self.name = name
    self.onBehalfOf = onBehalfOf
    self.rights = rights
    self.standings = standings ?? [Standing(nil, rights)]
    changesAt = rights.map(\.changesAt).min() ?? .max
  }

  /// Whoever calls a service that is open on the loopback.
  static let open = Caller(name: "local", rights: [.all])

  /// Whoever asks what everybody may know, without saying who it is.
  static let anonymous = Caller(name: "anonymous", rights: [])

  /// Throws PERMISSION_DENIED when it has none of the method's roles, or not for the whole city where that is asked for.
  func enter(_ access: MethodAccess) throws(Failure) {
    guard rights.allSatisfy({ $0.hold(access.roles) }) else { throw .roleMissing(self) }
    guard access.reach != .everything || rights.allSatisfy({ $0.holdOfCity(access.roles) }) else {
      throw .outOfScope(self, "")
    }
  }

  /// Throws PERMISSION_DENIED when its roles do not hold of each resource; a list of none asks for the whole city.
  public func permit(_ access: MethodAccess, _ resources: [String]) throws {
    for resource in resources.isEmpty ? [""] : resources { try require(access.roles, of: resource) }
  }

  /// Throws PERMISSION_DENIED when no such role of it holds of a resource.
  func require(_ roles: RoleNumbers, of resource: String) throws(Failure) {
    guard holds(roles, of: resource) else { throw .outOfScope(self, resource) }
  }

  /// Whether it speaks for an office: `programmes/{programme}/offices/{office}`.
  func speaks(for office: String) -> Bool { rights.allSatisfy { $0.speak(for: office) } }

  /// Whether such a role of it holds of a resource.
  func holds(_ roles: RoleNumbers, of resource: String) -> Bool {
    rights.allSatisfy { $0.hold(roles, of: resource) }
  }
}
