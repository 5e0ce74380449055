/// The texts with which a versioned table is written. Parameters are numbered key first, then columns, then what the
/// statement adds.
struct VersionedStatements: Sendable, Hashable {
  let selectCurrent: String
  let insert: String
  let update: String
  let close: String
  let delete: String

  init(_ table: String, key: [VersionedTable.Column], columns: [VersionedTable.Column]) {
    let keyMatches = key.enumerated().map { "\($1.name) = ?\($0 + 1)" }.joined(separator: " AND ")
    let current = "\(keyMatches) AND until = \(VersionedTable.current)"
    let added = key.count + 1
    let names = (key + columns).map(\.name) + ["since", "until"]
    let marks = (1...names.count).map { "?\($0)" }.joined(separator: ", ")
    let sets = columns.enumerated().map { "\($1.name) = ?\(added + $0)" }.joined(separator: ", ")
    let seen = (columns.map(\.name) + ["since"]).joined(separator: ", ")
    selectCurrent = "SELECT \(seen) FROM \(table) WHERE \(current)"
    insert = "INSERT INTO \(table) (\(names.joined(separator: ", "))) VALUES (\(marks))"
    update = "UPDATE \(table) SET \(sets) WHERE \(current)"
    close = "UPDATE \(table) SET until = ?\(added) WHERE \(current)"
    delete = "DELETE FROM \(table) WHERE \(current) AND since = ?\(added)"
  }
}
