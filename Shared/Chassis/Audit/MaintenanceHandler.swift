public import RPC
public import Storage
public import WireTupo

/// Serves `tupo.common.v1.MaintenanceService` over the store of any service.
public struct MaintenanceHandler: CommonV1.MaintenanceService {
  let store: Store

  /// A handler over a store.
  public init(store: Store) { self.store = store }

  /// Checks the store at its latest version.
  public func checkData(
    _ request: CommonV1.CheckDataRequest, _ call: CallContext
  ) async throws -> CommonV1.CheckDataResponse {
    CommonV1.CheckDataResponse(try await store.check(rebuilding: request.rebuild))
  }
}
