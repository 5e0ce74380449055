import Testing

@Suite("Every read")
struct ReadContractTests {
  /// What answers of now only, by its method, and why. Prefer none.
  private static let exceptions: [String: String] = [
    "tupo.common.v1.AuditService/ExportEntries": "the log only grows: its entries say of which version they are",
    "tupo.common.v1.AuditService/GetEntry": "an entry of the log is what it was when it was written",
    "tupo.common.v1.AuditService/GetHead": "is asked by the log's size, which is its past moment",
    "tupo.common.v1.AuditService/ListEntries": "the log only grows: its entries say of which version they are",
    "tupo.common.v1.AuditService/ListHeads": "heads that were kept are of the versions that they name",
    "tupo.common.v1.AuditService/ProveConsistency": "is asked by two sizes of the log, which are its past moments",
    "tupo.common.v1.AuditService/ProveEntry": "is asked by the log's size, which is its past moment",
    "tupo.common.v1.MaintenanceService/CheckData": "looks at the files as they lie on the disk now",
    "tupo.common.v1.WatchService/Watch": "begins at a version that it is told and goes on from there",
    "tupo.indicators.v1.AccessService/GetAccessBook": "is what services decide the next call by, never a past one",
  ]

  @Test("can be asked for any past moment, in one and the same field")
  func contracts() throws {
    let reads = try ReadContract.all()
    #expect(reads.count > 60)
    for read in reads where Self.exceptions[read.method] == nil {
      #expect(read.point?.name == "read", "\(read.method) cannot be asked for a past moment")
    }
    for method in Self.exceptions.keys {
      let read = try #require(reads.first { $0.method == method }, "\(method) is no read")
      #expect(read.point == nil, "\(method) can be asked for a past moment: no exception")
    }
    #expect(Self.exceptions.values.allSatisfy { $0.count > 20 })
  }
}
