/// The projections as they follow from the log, in a private temporary SQLite database, whatever engine the store has.
final class Scratch {
  private let connection: any SQLConnection
  private(set) var tables: [String: ScratchTable] = [:]

  init() throws(StorageError) {
    connection = try SQLiteConnection(path: "")
    // It goes with the connection; nothing of it has to survive.
    for pragma in ["journal_mode = MEMORY", "synchronous = OFF", "cache_size = -64000"] {
      _ = try connection.rows("PRAGMA \(pragma)", [])
    }
  }

  func close() { connection.close() }

  /// Everything that `body` applies is one transaction, for speed.
  func together(_ body: () throws -> Void) throws {
    try connection.begin(writing: true)
    defer { connection.rollback() }
    try body()
    try connection.commit()
  }

  /// Does to the row what the write did that made this version.
  func apply(_ effect: Effect, in version: Int64) throws(StorageError) {
    let table = try table(of: effect.table)
    let now = SQLValue.integer(version)
    if effect.kind != .insert, try connection.run(table.deleteNew, effect.key + [now]) == 0 {
      try connection.run(table.close, effect.key + [now])
    }
    if effect.kind != .remove { try connection.run(table.insert, effect.key + effect.columns + [table.shape, now]) }
  }

  /// Rows in the order of their keys and versions, at most `limit`, after a key and version.
  func rows(_ table: ScratchTable, after: [SQLValue]?, limit: Int) throws(StorageError) -> [SQLRow] {
    try connection.rows(table.page(after: after != nil), (after ?? []) + [SQLValue(limit)])
  }

  /// The table as this effect knows it: a later release may have added columns, which earlier effects do not name.
  private func table(of described: EffectTable) throws(StorageError) -> ScratchTable {
    if let table = tables[described.name], table.columns == described.columns { return table }
    guard var table = tables[described.name] else {
      let table = ScratchTable(described)
      try connection.run(table.create)
      tables[described.name] = table
      return table
    }
    for column in described.columns where !table.all.contains(column) {
      try connection.run("ALTER TABLE \(table.quotedName) ADD COLUMN \(column.quotedName)")
    }
    table.take(described.columns)
    tables[described.name] = table
    return table
  }
}

/// A table of the scratch, and the statements on it.
struct ScratchTable {
  let name: String
  let key: [String]
  /// The columns that the latest effect named.
  private(set) var columns: [String]
  /// The sets of columns that effects have named, in order; a row keeps the number of its own.
  private(set) var shapes: [[String]]
  /// All columns that the table has.
  private(set) var all: [String]

  static let shapeColumn = "tupo shape"

  init(_ described: EffectTable) {
    (name, key, columns) = (described.name, described.key, described.columns)
    (all, shapes) = (described.columns, [described.columns])
  }

  mutating func take(_ columns: [String]) {
    self.columns = columns
    all += columns.filter { !all.contains($0) }
    if !shapes.contains(columns) { shapes.append(columns) }
  }

  var quotedName: String { name.quotedName }
  var shape: SQLValue { SQLValue(shapes.firstIndex(of: columns) ?? 0) }

  var create: String {
    let names = (key + columns + [Self.shapeColumn, "since", "until"]).map(\.quotedName).joined(separator: ", ")
    return "CREATE TABLE \(quotedName) (\(names), PRIMARY KEY (\(keyList), since)) WITHOUT ROWID"
  }

  /// Key, columns, shape, since.
  var insert: String {
    let names = (key + columns + [Self.shapeColumn, "since"]).map(\.quotedName)
    let marks = (1...names.count).map { "?\($0)" }.joined(separator: ", ")
    let list = names.joined(separator: ", ")
    return "INSERT INTO \(quotedName) (\(list), until) VALUES (\(marks), \(VersionedTable.current))"
  }

  /// Key, version.
  var deleteNew: String { "DELETE FROM \(quotedName) WHERE \(isCurrent) AND since = ?\(key.count + 1)" }
  var close: String { "UPDATE \(quotedName) SET until = ?\(key.count + 1) WHERE \(isCurrent)" }

  /// Key and version of the last row when `after`; then the limit.
  func page(after: Bool) -> String {
    let marks = (0...key.count).map { "?\($0 + 1)" }.joined(separator: ", ")
    let rest = after ? "WHERE (\(keyList), since) > (\(marks)) " : ""
    let limit = after ? key.count + 2 : 1
    return "SELECT * FROM \(quotedName) \(rest)ORDER BY \(keyList), since LIMIT ?\(limit)"
  }

  private var isCurrent: String {
    let matches = key.enumerated().map { "\($1.quotedName) = ?\($0 + 1)" }.joined(separator: " AND ")
    return "\(matches) AND until = \(VersionedTable.current)"
  }

  var keyList: String { key.map(\.quotedName).joined(separator: ", ") }
}

extension String {
  /// The name as SQL takes it whatever is in it.
  var quotedName: String {
    "\"" + split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
