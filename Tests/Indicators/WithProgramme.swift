import TestSupport

@testable import Indicators

/// The service's handlers over one store.
struct Handlers {
  let catalogue: CatalogueHandler
  let targets: TargetHandler
  var figures: FigureHandler
  let analysis: AnalysisHandler
  let provenance: ProvenanceHandler
  let checks: CheckHandler
  let enterprises: EnterpriseHandler
}

/// Runs `body` with the small programme applied.
func withProgramme<Value>(_ body: (Handlers) async throws -> Value) async throws -> Value {
  try await withStore(IndicatorsService.migrations) { store in
    let handlers = Handlers(
      catalogue: CatalogueHandler(store: store), targets: TargetHandler(store: store),
      figures: FigureHandler(store: store), analysis: AnalysisHandler(store: store, cubes: FigureCubes(store: store)),
      provenance: ProvenanceHandler(store: store), checks: CheckHandler(store: store),
      enterprises: EnterpriseHandler(store: store))
    _ = try await handlers.catalogue.applyProgramme(SmallProgramme.request(), anyCall())
    return try await body(handlers)
  }
}
