public import Chassis
public import RPC
public import Storage

/// The investment promotion service (clauses A6, A7): projects from the first clue to production.
public enum InvestmentService: ServiceDefinition {
  public typealias Options = NoOptions
  public static let executable = "tupo-investment"
  public static let dataName = "investment"
  public static let abstract = "Keeps investment projects from the first clue to production. 招商引资服务。"
  public static let defaultPort = 7402
  public static let migrations = ProjectTables.migrations

  public static func services(over store: Store, options: NoOptions) -> [any RPCService] {
    [ProjectHandler(store: store)]
  }
}
