public import Chassis
public import RPC
public import Storage

/// The indicators service (clauses A1, A2, A5): who reports, what was reported, and what follows from it.
public enum IndicatorsService: ServiceDefinition {
  public typealias Options = NoOptions
  public static let executable = "tupo-indicators"
  public static let dataName = "indicators"
  public static let abstract = "Keeps zones, targets and monthly figures, and computes the boards. 指标服务。"
  public static let defaultPort = 7401
  public static let migrations = CatalogueTables.migrations + FigureTables.migrations

  public static func services(over store: Store, options: NoOptions) -> [any RPCService] {
    [
      CatalogueHandler(store: store), TargetHandler(store: store), FigureHandler(store: store),
      AnalysisHandler(store: store),
    ]
  }
}
