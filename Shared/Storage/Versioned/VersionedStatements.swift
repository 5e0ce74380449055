/// The texts with which a versioned table is written. Parameters are numbered key first, then columns, then what the
/// statement adds.
struct VersionedStatements: Sendable, Hashable {
  /// The names of all columns, in the order of an insert's values.
  let columns: [String]
  let selectCurrent: String
  let insert: String
  let update: String
  let close: String
  let delete: String
  /// Of rows that are laid ahead: after the key their batch's number.
  let selectLaid: String
  let deleteLaid: String
  /// After key and columns the batch's number.
  let updateLaid: String
  /// After the key the version and the batch's number: the current row of the key ends, when the batch replaces it.
  let closeReplaced: String
  /// After the key the version and the batch's number: the batch's row becomes the current one.
  let settle: String
  /// What tells the table in a part of effects.
  let effectRecord: [UInt8]

  init(_ described: EffectTable) {
    let (table, key, columns) = (described.name, described.key, described.columns)
    let keyMatches = key.enumerated().map { "\($1) = ?\($0 + 1)" }.joined(separator: " AND ")
    let current = "\(keyMatches) AND until = \(VersionedTable.current)"
    let added = key.count + 1
    let names = key + columns + ["since", "until"]
    let marks = (1...names.count).map { "?\($0)" }.joined(separator: ", ")
    let sets = columns.enumerated().map { "\($1) = ?\(added + $0)" }.joined(separator: ", ")
    let seen = (columns + ["since"]).joined(separator: ", ")
    self.columns = key + columns + ["since", "until"]
    effectRecord = EffectWriter.record(of: described)
    selectCurrent = "SELECT \(seen) FROM \(table) WHERE \(current)"
    insert = "INSERT INTO \(table) (\(names.joined(separator: ", "))) VALUES (\(marks))"
    update = "UPDATE \(table) SET \(sets) WHERE \(current)"
    close = "UPDATE \(table) SET until = ?\(added) WHERE \(current)"
    delete = "DELETE FROM \(table) WHERE \(current) AND since = ?\(added)"
    selectLaid = "SELECT \(seen) FROM \(table) WHERE \(keyMatches) AND since = ?\(added)"
    deleteLaid = "DELETE FROM \(table) WHERE \(keyMatches) AND since = ?\(added)"
    updateLaid = "UPDATE \(table) SET \(sets) WHERE \(keyMatches) AND since = ?\(added + columns.count)"
    let twin = key.enumerated().map { "laid.\($1) = ?\($0 + 1)" }.joined(separator: " AND ")
    closeReplaced =
      "\(close) AND EXISTS (SELECT 1 FROM \(table) AS laid WHERE \(twin) AND laid.since = ?\(added + 1))"
    settle =
      "UPDATE \(table) SET since = ?\(added), until = \(VersionedTable.current) "
      + "WHERE \(keyMatches) AND since = ?\(added + 1)"
  }
}
