/// Goes through one table and its twin in the scratch side by side, in the order of keys and versions.
struct TableComparison {
  let read: LongRead
  let scratch: Scratch
  let table: ScratchTable
  let version: DataVersion

  private static let pageRows = 1_000

  func run(_ report: inout ProjectionReport) throws {
    var kept = Pages { last in try page(after: last) }
    var wanted = Pages { last in try scratch.rows(table, after: last, limit: Self.pageRows) }
    var rows: Int64 = 0
    while true {
      let (here, there) = (try kept.front(table), try wanted.front(table))
      switch (here, there) {
      case (nil, nil):
        report.tables.append(.init(name: table.name, rows: rows))
        return
      case (let here?, let there?) where here.place == there.place:
        try compare(here, there, &report)
        rows += 1
        kept.drop()
        wanted.drop()
      case (let here?, let there) where there == nil || here.place.isBefore(there?.place ?? []):
        report.add(fault(here, .unexpected))
        rows += 1
        kept.drop()
      case (_, let there?):
        report.add(fault(there, .missing))
        wanted.drop()
      case (.some, nil): return  // Taken above: a row here and none there.
      }
    }
  }

  private func page(after last: [SQLValue]?) throws -> [SQLRow] {
    let keys = table.keyList
    var rest = ""
    if let last {
      let marks = last.indices.map { "?\($0 + 3)" }.joined(separator: ", ")
      rest = " AND (\(keys), since) > (\(marks))"
    }
    return try read.page { connection in
      let settling = try Log(connection).state().settling.flatMap { $0.version <= version.sequence ? $0 : nil }
      var arguments: [SQLValue] = [.integer(version.sequence), SQLValue(Self.pageRows)] + (last ?? [])
      guard let settling else {
        let sql = "SELECT * FROM \(table.quotedName) WHERE since <= ?1\(rest) ORDER BY \(keys), since LIMIT ?2"
        return try connection.rows(sql, arguments)
      }
      arguments.append(.integer(settling.number))
      return try connection.rows(selection(rest, number: arguments.count, isFirst: last == nil), arguments)
        .map { try settled($0, settling) }
    }
  }

  private static let replaced = "tupo replaced"

  /// While a batch is settled its rows count as well, and it is told which rows they replace. After a row of the batch,
  /// which was told with its version, it would come again.
  private func selection(_ rest: String, number: Int, isFirst: Bool) -> String {
    let (name, keys) = (table.quotedName, table.keyList)
    let twin = table.key.map { "laid.\($0.quotedName) = \(name).\($0.quotedName)" }.joined(separator: " AND ")
    let told = table.key.enumerated().map { "\($1.quotedName) = ?\($0 + 3)" }.joined(separator: " AND ")
    let again = isFirst ? "" : " AND NOT (since = ?\(number) AND \(told))"
    return """
      SELECT \(name).*, CASE WHEN EXISTS (
        SELECT 1 FROM \(name) AS laid WHERE \(twin) AND laid.since = ?\(number)) THEN 1 ELSE 0 END AS "\(Self.replaced)"
      FROM \(name) WHERE (since <= ?1 OR since = ?\(number))\(rest)\(again) ORDER BY \(keys), since LIMIT ?2
      """
  }

  /// The row as it will be once the batch is settled.
  private func settled(_ row: SQLRow, _ settling: Settling) throws -> SQLRow {
    let isLaid = try row.integer("since") == settling.number
    let isReplaced = try row.integer(Self.replaced) == 1 && row.integer("until") == VersionedTable.current
    let values = zip(row.columns, row.values).map { column, value -> SQLValue in
      switch column {
      case "since" where isLaid: .integer(settling.version)
      case "until" where isLaid: .integer(VersionedTable.current)
      case "until" where isReplaced: .integer(settling.version)
      default: value
      }
    }
    return SQLRow(columns: row.columns, values: values)
  }

  /// Only columns that the effect named and the table still has can be compared.
  private func compare(_ kept: PlacedRow, _ wanted: PlacedRow, _ report: inout ProjectionReport) throws {
    let shape = Int(try wanted.row.integer(ScratchTable.shapeColumn))
    guard table.shapes.indices.contains(shape) else { return }
    for column in table.shapes[shape] where kept.row.columns.contains(column) {
      if try kept.row.value(column) != wanted.row.value(column) {
        report.add(fault(kept, .differs(column: column)))
      }
    }
    // A row that ended after the version of the check is still current in it.
    let until = try kept.row.integer("until")
    if try (until > version.sequence ? VersionedTable.current : until) != wanted.row.integer("until") {
      report.add(fault(kept, .differs(column: "until")))
    }
  }

  private func fault(_ row: PlacedRow, _ kind: RowFault.Kind) -> RowFault {
    var since: Int64 = 0
    if case .integer(let version)? = row.place.last { since = version }
    return RowFault(table: table.name, key: Array(row.place.dropLast()), since: since, kind: kind)
  }
}

/// A row with its key and version.
private struct PlacedRow: Equatable {
  let row: SQLRow
  let place: [SQLValue]
}

/// Rows that come by pages.
private struct Pages {
  private let fetch: (_ after: [SQLValue]?) throws -> [SQLRow]
  private var rows: ArraySlice<SQLRow> = []
  private var last: [SQLValue]?
  private var isAtEnd = false

  init(_ fetch: @escaping (_ after: [SQLValue]?) throws -> [SQLRow]) { self.fetch = fetch }

  mutating func front(_ table: ScratchTable) throws -> PlacedRow? {
    if rows.isEmpty, !isAtEnd {
      rows = try fetch(last)[...]
      isAtEnd = rows.isEmpty
    }
    guard let row = rows.first else { return nil }
    let place = try (table.key + ["since"]).map { try row.value($0) }
    last = place
    return PlacedRow(row: row, place: place)
  }

  mutating func drop() { rows.removeFirst() }
}

extension [SQLValue] {
  /// In the order in which both engines sort keys: by their values from the left, texts and bytes by their bytes.
  fileprivate func isBefore(_ other: [SQLValue]) -> Bool {
    for (left, right) in zip(self, other) where left != right {
      switch (left, right) {
      case (.integer(let left), .integer(let right)): return left < right
      case (.text(let left), .text(let right)): return left.utf8.lexicographicallyPrecedes(right.utf8)
      case (.blob(let left), .blob(let right)): return left.lexicographicallyPrecedes(right)
      default: return left.rank < right.rank
      }
    }
    return count < other.count
  }
}

extension SQLValue {
  fileprivate var rank: Int {
    switch self {
    case .null: 0
    case .integer: 1
    case .text: 2
    case .blob: 3
    }
  }
}
