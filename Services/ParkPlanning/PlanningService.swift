public import Chassis
public import RPC
public import Storage

/// The park planning service: tracks of dependent milestones (clauses B1, B2, C1, D2, F1, F2).
public enum PlanningService: ServiceDefinition {
  public typealias Options = NoOptions
  public static let executable = "tupo-planning"
  public static let dataName = "planning"
  public static let abstract = "Keeps tracks of dependent milestones and tells what is due. 园区规划服务。"
  public static let defaultPort = 7403
  public static let migrations = TrackTables.migrations

  public static func services(over store: Store, options: NoOptions) -> [any RPCService] {
    [TrackHandler(store: store)]
  }
}
