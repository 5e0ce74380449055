import Domain
import Storage
import WireTupo

/// What brief boards need of a programme beside figures, as it was from one change of it to the next.
struct BoardCatalogue: Sendable {
  let catalogue: Catalogue
  let targets: TargetBook

  /// Nil for a programme that there is not.
  init?(_ programme: String, from catalogues: KeptCatalogues, in transaction: ReadTransaction) throws {
    guard let catalogue = try catalogues.find(programme, in: transaction) else { return nil }
    self.catalogue = catalogue
    targets = TargetBook(try TargetStore.list(programme, in: transaction).map(\.target))
  }

  /// The tables that it, and what is computed by it, follow from: an effect on one of them may change it. The forms say
  /// who is asked.
  static let tables: Set<String> = Set(
    [
      CatalogueTables.programme, CatalogueTables.clause, CatalogueTables.zone, CatalogueTables.zoneAttributes,
      CatalogueTables.indicator, CatalogueTables.target, TerritoryTables.succession, TerritoryTables.definition,
      CheckRuleTables.rule, SelectionTables.indicatorSource, WorkflowTables.form, WorkflowTables.formGroup,
      WorkflowTables.formRoute, AliasTables.indicatorAlias, AliasTables.zoneAlias,
    ].map(\.name))
}
