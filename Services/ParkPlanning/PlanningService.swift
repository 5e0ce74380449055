public import Chassis
public import RPC
public import Storage

/// The park planning service: tracks of dependent milestones (clauses B1, B2, C1, D2, F1, F2).
public enum PlanningService: ServiceDefinition {
  /// The executable.
  public static let executable = "tupo-planning"
  /// The name of its data.
  public static let dataName = "planning"
  /// What `--help` says first.
  public static let abstract = "Keeps tracks of dependent milestones and tells what is due. 园区规划服务。"
  /// The port when none is named.
  public static let defaultPort = 7403
  /// Its schema.
  public static let migrations = TrackTables.migrations

  /// What its feed tells.
  public static var watched: WatchedTables { PlanningFeed.tables }

  /// Where the roles are read.
  public static let settings = [AccessSettings.indicators.row]

  /// Its gRPC services.
  public static func services(on premises: Premises) -> [any RPCService] {
    [TrackHandler(store: premises.store)]
  }
}
