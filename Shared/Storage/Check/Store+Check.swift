extension Store {
  /// Checks everything that can be checked: the engine's own files, the log against its hashes and `heads` from outside,
  /// the records of personal data against their commitments, and, when `rebuilding`, every projection against what
  /// follows from the log's bytes.
  ///
  /// It checks the version that is the latest when it begins, while writes go on, and writes nothing.
  public func check(rebuilding: Bool, against heads: [LogHead] = []) async throws -> CheckReport {
    let walBytes = database.walBytes
    let (engineFaults, leavesIndexesOut) = try await database.longRead { read in
      (try read.connection.integrityFaults(), try read.connection.leavesIndexesOut())
    }
    var report = CheckReport(version: signal.latest ?? DataVersion(epoch: 0, sequence: 0), engineFaults: engineFaults)
    report.walBytes = walBytes
    report.leavesIndexesOut = leavesIndexesOut
    // What cannot be read is a fault to be told as well: of its table, and the others are still looked at.
    let verification = try await readable("log_entry", &report) { try await verify(against: heads) }
    report.log = verification
    guard case .intact(let head)? = verification else { return report }
    report.version = head.version
    report.personal =
      try await readable(PersonalRecords.table, &report) {
        try await database.longRead { try PersonalCheck(read: $0).run() }
      } ?? nil
    if rebuilding {
      let compared = try await readable("log_entry", &report) {
        try await database.longRead { try Self.projections($0, head.version) }
      }
      report.projections = compared?.report
      report.engineFaults += compared?.unreadable ?? []
    }
    return report
  }

  /// What `body` makes; nil, and a fault of the table, when that cannot be read.
  private func readable<T: Sendable>(
    _ table: String, _ report: inout CheckReport, _ body: () async throws -> T
  ) async throws -> T? {
    do {
      return try await body()
    } catch let error as StorageError where error.isDamage {
      report.engineFaults.append("\(table): \(error)")
      return nil
    }
  }

  private static func projections(
    _ read: LongRead, _ version: DataVersion
  ) throws -> (report: ProjectionReport, unreadable: [String]) {
    let scratch = try Scratch()
    defer { scratch.close() }
    var report = ProjectionReport()
    report.withoutEffects = try Rebuild(read: read, version: version).run(into: scratch)
    guard report.withoutEffects == nil else { return (report, []) }
    let kept = Set(try read.page { try $0.versionedTables() })
    var unreadable: [String] = []
    for name in scratch.tables.keys.sorted() + kept.subtracting(scratch.tables.keys).sorted() {
      do {
        try compare(name, isThere: kept.contains(name), read, scratch, version, &report)
      } catch let error as StorageError where error.isDamage {
        unreadable.append("\(name): \(error)")
      }
    }
    return (report, unreadable)
  }

  private static func compare(
    _ name: String, isThere: Bool, _ read: LongRead, _ scratch: Scratch, _ version: DataVersion,
    _ report: inout ProjectionReport
  ) throws {
    if let table = scratch.tables[name], isThere {
      try TableComparison(read: read, scratch: scratch, table: table, version: version).run(&report)
    } else if isThere {
      report.tables.append(.init(name: name, rows: try unknown(name, read, version, &report)))
    } else {
      report.add(RowFault(table: name, key: [], since: 0, kind: .tableMissing))
    }
  }

  /// Rows of a table of which no entry has ever written any.
  private static func unknown(
    _ name: String, _ read: LongRead, _ version: DataVersion, _ report: inout ProjectionReport
  ) throws -> Int64 {
    let table = name.quotedName
    let now = SQLValue.integer(version.sequence)
    let total = try read.page { connection in
      try connection.first("SELECT COUNT(*) AS total FROM \(table) WHERE since <= ?1", [now])?.integer("total") ?? 0
    }
    let first = try read.page { connection in
      try connection.rows(
        "SELECT * FROM \(table) WHERE since <= ?1 LIMIT ?2", [now, SQLValue(ProjectionReport.faultsMax)])
    }
    for row in first {
      let key = zip(row.columns, row.values).prefix { $0.0 != "since" }.map(\.1)
      report.add(RowFault(table: name, key: key, since: try row.integer("since"), kind: .unexpected))
    }
    report.faultCount += max(0, Int(total) - first.count)
    return total
  }
}
