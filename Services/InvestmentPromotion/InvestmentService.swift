public import Chassis
public import RPC
public import Storage

/// The investment promotion service (clauses A6, A7): projects from the first clue to production.
public enum InvestmentService: ServiceDefinition {
  /// The executable.
  public static let executable = "tupo-investment"
  /// The name of its data.
  public static let dataName = "investment"
  /// What `--help` says first.
  public static let abstract = "Keeps investment projects from the first clue to production. 招商引资服务。"
  /// The port when none is named.
  public static let defaultPort = 7402
  /// Its schema.
  public static let migrations = ProjectTables.migrations

  /// What its feed tells.
  public static var watched: WatchedTables { InvestmentFeed.tables }

  /// Where the roles are read.
  public static let settings = [AccessSettings.indicators.row]

  /// Its gRPC services.
  public static func services(on premises: Premises) -> [any RPCService] {
    [ProjectHandler(store: premises.store)]
  }
}
