public import Chassis
public import RPC
public import Storage
import WireTupo

/// The indicators service (clauses A1, A2, A5): who reports, what was reported, and what follows from it.
public enum IndicatorsService: ServiceDefinition {
  /// The executable.
  public static let executable = "tupo-indicators"
  /// The name of its data.
  public static let dataName = "indicators"
  /// What `--help` says first.
  public static let abstract = "Keeps zones, targets and monthly figures, and computes the boards. 指标服务。"
  /// The port when none is named.
  public static let defaultPort = 7401
  /// Its schema.
  public static let migrations =
    CatalogueTables.migrations + FigureTables.migrations + PersonTables.migrations + AccessTables.migrations
    + CheckRuleTables.migrations + TerritoryTables.migrations + BreakdownTables.migrations
    + WorkflowTables.migrations + SelectionTables.migrations + DelegationTables.migrations + EnterpriseTables.migrations
    + AliasTables.migrations + RevisionTables.migrations

  /// What its feed tells.
  public static var watched: WatchedTables { IndicatorsFeed.tables }

  /// Its gRPC services.
  public static func services(on premises: Premises) -> [any RPCService] {
    let store = premises.store
    let (cubes, catalogues) = (FigureCubes(store: store), KeptCatalogues())
    return [
      CatalogueHandler(store: store), TargetHandler(store: store),
      FigureHandler(store: store, cubes: cubes, catalogues: catalogues),
      AnalysisHandler(store: store, cubes: cubes, catalogues: catalogues), PersonHandler(store: store),
      AccessHandler(store: store, board: premises.access), ProvenanceHandler(store: store, catalogues: catalogues),
      CheckHandler(store: store, catalogues: catalogues),
      BreakdownHandler(store: store, board: premises.access, catalogues: catalogues),
      FormHandler(store: store, catalogues: catalogues), SubmissionHandler(store: store),
      TimelinessHandler(store: store, catalogues: catalogues),
      DelegationHandler(store: store, board: premises.access),
      EnterpriseHandler(store: store, catalogues: catalogues),
    ]
  }

  /// Once a day it forgets revoked tokens that have ended.
  public static func scheduledRuns(on premises: Premises) -> [ScheduledRun] {
    let access = AccessHandler(store: premises.store, board: premises.access)
    return [
      ScheduledRun(IndicatorsV1.AccessServiceMethods.purgeRevokedTokens, every: .seconds(86_400)) { call in
        "\(try await access.purgeRevokedTokens(.init(), call).purgeCount)"
      }
    ]
  }

  /// It keeps the roles itself.
  public static func access(on premises: Premises) -> any AccessSource { KeptAccess(store: premises.store) }
}
