public import Storage
import Wire
public import WireTupo

extension CommonV1.RecordCopyRequest {
  /// Asks for the entry of a copy.
  public init(_ copy: PendingCopy, purpose: String) {
    self = .with {
      $0.purpose = purpose
      $0.copied = CommonV1.DataVersion(copy.head.version)
    }
  }
}

extension LogRequest {
  /// The entry of a copy as `MaintenanceService.RecordCopy` keeps it, for whoever opens the data itself. Throws when the
  /// purpose is none that the service would take.
  public init(copying copy: PendingCopy, purpose: String) throws(Failure) {
    var faults = FieldFaults()
    faults.purpose("purpose", purpose)
    try faults.check()
    self.init(
      principal: "local", method: CommonV1.MaintenanceServiceMethods.recordCopy.path, resource: "",
      schema: CommonV1.RecordCopyRequest.fullName,
      bytes: CommonV1.RecordCopyRequest(copy, purpose: purpose).encoded(), receivedAt: StoreOptions.systemClock())
  }
}
