import Wire

/// What a principal may: its roles by what they hold of.
struct AccessRights: Sendable, Hashable {
  /// Roles that hold of the whole city.
  private var city: RoleNumbers = []
  /// Roles that hold of anything at all.
  private var anywhere: RoleNumbers = []
  private var zones: [String: RoleNumbers] = [:]
  /// The offices that it speaks for; nil: every one.
  private var offices: Set<String>? = []
  /// Until when this stands: then a grant begins or ends. In seconds since 1970.
  private(set) var changesAt = Int64.max

  /// Everything, as on an open loopback.
  static let all: AccessRights = {
    var rights = AccessRights()
    for role in AccessRole.allCases { rights.add(role) }
    rights.offices = nil
    return rights
  }()

  /// One role for the whole city.
  init(_ roles: AccessRole...) {
    for role in roles { add(role) }
  }

  mutating func add(_ role: AccessRole) {
    city = city.union(role.numbers)
    addAnywhere(role)
  }

  mutating func add(_ role: AccessRole, of zone: String) {
    zones[zone] = (zones[zone] ?? []).union(role.numbers)
    addAnywhere(role)
  }

  /// A role of an office, which holds of the whole city.
  mutating func add(_ role: AccessRole, speakingFor office: String) {
    add(role)
    offices?.insert(office)
  }

  /// A role that may hold of nothing: of a county without zones.
  mutating func addAnywhere(_ role: AccessRole) { anywhere = anywhere.union(role.numbers) }

  /// Notes that something begins or ends at these moments.
  mutating func changeNot(after from: Int64?, _ until: Int64?, _ now: Int64) {
    for moment in [from, until] {
      if let moment, moment > now { changesAt = min(changesAt, moment) }
    }
  }

  /// Whether one of these roles holds of anything.
  func hold(_ roles: RoleNumbers) -> Bool { !anywhere.intersection(roles).isEmpty }

  /// Whether one of these roles holds of the whole city.
  func holdOfCity(_ roles: RoleNumbers) -> Bool { !city.intersection(roles).isEmpty }

  /// Whether it speaks for an office.
  func speak(for office: String) -> Bool { offices?.contains(office) ?? true }

  /// Whether one of these roles holds of a resource.
  func hold(_ roles: RoleNumbers, of resource: String) -> Bool {
    if holdOfCity(roles) { return true }
    guard !zones.isEmpty else { return false }
    if let own = zones[resource] { return !own.intersection(roles).isEmpty }
    guard let zone = AccessScope.zone(of: resource) else { return false }
    return zones[String(zone)].map { !$0.intersection(roles).isEmpty } ?? false
  }
}
