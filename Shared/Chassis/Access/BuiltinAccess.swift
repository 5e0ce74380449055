import RPC
import Wire

/// Who may call the services that every gRPC server has, whose contracts are not ours to write rules into.
enum BuiltinAccess {
  /// What stands for a rule.
  enum Rule: Sendable {
    /// Whoever reaches the port, without saying who it is.
    case everybody
    /// Whoever the rule lets.
    case those(MethodAccess)
  }

  private static let someone = MethodAccess(roles: RoleNumbers(AccessRole.allCases.map(\.rawValue)), reach: .anywhere)
  private static let keepers = MethodAccess(
    roles: AccessRole.administrator.numbers.union(AccessRole.localOperator.numbers), reach: .everything)

  /// One table: load balancers ask for health without a token; contracts are for all who belong here; sockets and
  /// counters for those who keep the services.
  static let rules: [String: Rule] = [
    "grpc.health.v1.Health": .everybody,
    "grpc.reflection.v1.ServerReflection": .those(someone),
    "grpc.reflection.v1alpha.ServerReflection": .those(someone),
    "grpc.channelz.v1.Channelz": .those(keepers),
  ]

  /// The rule of a path `/service/method`; nil: nobody may.
  static func rule(_ path: String) -> Rule? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: true)
    return parts.first.flatMap { rules[String($0)] }
  }
}
