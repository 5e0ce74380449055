extension Store {
  /// Checks everything that can be checked: the engine's own files, the log against its hashes and `heads` from outside,
  /// the records of personal data against their commitments, and, when `rebuilding`, every projection against what
  /// follows from the log's bytes.
  ///
  /// It checks the version that is the latest when it begins, while writes go on, and writes nothing.
  public func check(rebuilding: Bool, against heads: [LogHead] = []) async throws -> CheckReport {
    let walBytes = database.walBytes
    let engineFaults = try await database.longRead { try $0.connection.integrityFaults() }
    let verification = try await verify(against: heads)
    let version = try await head().version
    var report = CheckReport(version: version, log: verification, engineFaults: engineFaults)
    report.walBytes = walBytes
    guard case .intact(let head) = verification else { return report }
    report.version = head.version
    report.personal = try await database.longRead { try PersonalCheck(read: $0).run() }
    if rebuilding { report.projections = try await database.longRead { try Self.projections($0, head.version) } }
    return report
  }

  private static func projections(_ read: LongRead, _ version: DataVersion) throws -> ProjectionReport {
    let scratch = try Scratch()
    defer { scratch.close() }
    var report = ProjectionReport()
    report.withoutEffects = try Rebuild(read: read, version: version).run(into: scratch)
    guard report.withoutEffects == nil else { return report }
    let kept = Set(try read.page { try $0.versionedTables() })
    for (name, table) in scratch.tables.sorted(by: { $0.key < $1.key }) {
      if kept.contains(name) {
        try TableComparison(read: read, scratch: scratch, table: table, version: version).run(&report)
      } else {
        report.add(RowFault(table: name, key: [], since: 0, kind: .tableMissing))
      }
    }
    for name in kept.subtracting(scratch.tables.keys).sorted() {
      report.tables.append(.init(name: name, rows: try unknown(name, read, version, &report)))
    }
    return report
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
