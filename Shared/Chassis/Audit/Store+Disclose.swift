public import RPC
public import Storage
import Wire
import WireTupo

extension CallContext {
  /// Whether the caller may see personal data. Everybody who reaches the service may until there are rights to ask for:
  /// this is the one place where they will be asked for.
  public var maySeePersonalData: Bool { true }
}

extension Store {
  /// Gives out the personal data of some resources as of the version read, after an entry that says so is durable: who,
  /// when, whose and why. Nothing, and no entry, for a caller without the right to see it.
  ///
  /// `method` and `resource` are those of the call. The entries are kept as long as the log, which nothing prunes; the
  /// law's least is six months (Cybersecurity Law, article 21).
  public func disclose(
    _ resources: [String], readAt version: DataVersion, method: String, resource: String, purpose: String,
    call: CallContext
  ) async throws -> [String: [UInt8]] {
    guard call.maySeePersonalData, !resources.isEmpty else { return [:] }
    let read = CommonV1.PersonalRead.with {
      $0.resources = resources
      $0.purpose = purpose
      $0.version = CommonV1.DataVersion(version)
    }
    let request = LogRequest(
      principal: call.principalName, onBehalfOf: call.onBehalfOf, method: method, resource: resource,
      schema: CommonV1.PersonalRead.fullName,
      bytes: read.encoded(), receivedAt: StoreOptions.systemClock())
    return try await disclose(resources, at: version, request, deadline: call.deadline?.instant)
  }
}

extension FieldFaults {
  /// Why personal data is read or erased: the log keeps it for ever.
  public mutating func purpose(_ field: String, _ text: String) {
    guard text.count > 200 || text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      return
    }
    add(field, "TEXT_INVALID", zh: "最多200字，不含控制字符。", en: "holds at most 200 characters, and no control characters.")
  }
}
