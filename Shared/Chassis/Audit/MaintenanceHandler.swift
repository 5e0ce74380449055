public import RPC
public import Storage
import Wire
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

  /// Keeps in the log that personal data is about to be copied.
  public func recordCopy(
    _ request: CommonV1.RecordCopyRequest, _ call: CallContext
  ) async throws -> CommonV1.RecordCopyResponse {
    var faults = FieldFaults()
    faults.purpose("purpose", request.purpose)
    try faults.check()
    let records = try await store.personalRecords()
    let method = CommonV1.MaintenanceServiceMethods.recordCopy
    return try await store.write(request, method, resource: "", requestID: "", call: call) { transaction in
      transaction.reply(changed: records > 0, validateOnly: false) { version in
        .with {
          $0.personalRecords = records
          $0.version = version
        }
      }
    }
  }
}
