import Wire

/// What our option says of who may call a method.
struct MethodAccessRule {
  /// The numbers of `tupo.common.v1.Role`, each for one role.
  var roles: [UInt64]
  /// The case of MethodAccess.Reach.
  var reach: String
  /// The request's fields that name resources, as paths: `name`, `figures.name`.
  var resources: [String]

  /// ROLE_ANY_OF_PROGRAMME, and the roles that it stands for: ROLE_CITY_OFFICE to ROLE_SYSTEM.
  private static let anyOfProgramme: (number: UInt64, roles: ClosedRange<UInt64>) = (11, 1...8)

  init(_ raw: RawMessage) throws {
    let (shorthand, programme) = Self.anyOfProgramme
    roles = try raw.varints(1).flatMap { $0 == shorthand ? Array(programme) : [$0] }
    resources = raw.strings(3)
    switch raw.varint(2) {
    case 1: reach = "anywhere"
    case 2: reach = "everything"
    case 3: reach = "named"
    case 4: reach = "found"
    default: throw GeneratorError.unsupported("a rule of access says no reach")
    }
    guard !roles.isEmpty, !roles.contains(0), (reach == "named") == !resources.isEmpty else {
      throw GeneratorError.unsupported("a rule of access names roles, and resources only with REACH_NAMED")
    }
  }

  var argument: String {
    "MethodAccess(roles: [\(roles.map(String.init).joined(separator: ", "))], reach: .\(reach))"
  }
}
