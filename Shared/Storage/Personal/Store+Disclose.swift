extension Store {
  /// Reads personal data of some resources as of a version, and keeps in the log that it was read, as `request` tells
  /// it: both in one transaction of the write lane, and nothing is returned before the entry is durable. Who was erased
  /// before is not among the answers. Nothing is written when there is no data of any of them.
  public func disclose(
    _ resources: [String], at version: DataVersion, _ request: LogRequest, deadline: ContinuousClock.Instant? = nil
  ) async throws -> [String: [UInt8]] {
    let written = try await write(request, deadline: deadline) { transaction in
      var answer = ValueWriter()
      for resource in resources {
        guard let bytes = try PersonalRecords.find(resource, at: version.sequence, in: transaction) else { continue }
        answer.put(resource)
        answer.put(.blob(bytes))
      }
      return answer.bytes.isEmpty ? .unchanged([]) : .keep(answer.bytes)
    }
    var reader = ValueReader(written.answer, fault: .failed("an answer of the lane cannot be read"))
    var found: [String: [UInt8]] = [:]
    while !reader.isAtEnd {
      let resource = try reader.text()
      guard case .blob(let bytes) = try reader.value() else { throw reader.malformed }
      found[resource] = bytes
    }
    return found
  }

  /// How many resources have personal data here.
  public func personalRecords() async throws -> Int64 {
    try await readLog { log, _ in try log.connection.personalRecords() ?? 0 }
  }
}

extension SQLConnection {
  /// How many records of personal data there are; nil where the service keeps none.
  func personalRecords() throws(StorageError) -> Int64? {
    guard try tables().contains(where: { $0.name == PersonalRecords.table }) else { return nil }
    return try first("SELECT COUNT(*) AS total FROM \(PersonalRecords.table)")?.integer("total") ?? 0
  }
}
