// Rows that are laid ahead, and those of an adopted batch that is not settled yet.
extension VersionedTable {
  /// As `put`, but the row is seen by nobody until its batch is adopted.
  func lay(
    _ key: [SQLValue], _ columns: [SQLValue], _ batch: LaidBatch, in transaction: WriteTransaction
  ) throws(StorageError) -> Bool {
    let number = SQLValue.integer(batch.number)
    if !batch.insert(key, of: name), let own = try transaction.first(statements.selectLaid, key + [number]) {
      if isSame(own, columns) { return false }
      try transaction.post(statements.updateLaid, key + columns + [number])
      try transaction.note(.update, self, key: key, columns: columns)
      return true
    }
    try settle(key, in: transaction)
    let now = try transaction.first(statements.selectCurrent, key)
    if let now, isSame(now, columns) { return false }
    try transaction.post(statements.insert, key + columns + [number, .integer(VersionedTable.laid)])
    try transaction.note(now == nil ? .insert : .update, self, key: key, columns: columns)
    return true
  }

  /// The same of many rows, which are looked up together. Returns how many changed something.
  func lay(_ rows: [[SQLValue]], _ batch: LaidBatch, in transaction: WriteTransaction) throws(StorageError) -> Int {
    var changed = 0
    var fresh: [(key: [SQLValue], columns: [SQLValue])] = []
    for row in rows {
      let (key, columns) = try split(row)
      if batch.insert(key, of: name) {
        fresh.append((key, columns))
      } else {
        changed += try layFresh(fresh, batch, in: transaction)  // The key may be among them.
        fresh = []
        if try lay(key, columns, batch, in: transaction) { changed += 1 }
      }
    }
    return changed + (try layFresh(fresh, batch, in: transaction))
  }

  /// Rows of which the batch has none of the same key.
  private func layFresh(
    _ rows: [(key: [SQLValue], columns: [SQLValue])], _ batch: LaidBatch, in transaction: WriteTransaction
  ) throws(StorageError) -> Int {
    if rows.isEmpty { return 0 }
    if transaction.settling != nil { for row in rows { try settle(row.key, in: transaction) } }
    var new: [SQLValue] = []
    var changed = 0
    for (row, found) in zip(rows, try transaction.rows(statements.selectCurrent, each: rows.map(\.key))) {
      if let now = found.first, isSame(now, row.columns) { continue }
      new += row.key
      new += row.columns
      new += [.integer(batch.number), .integer(VersionedTable.laid)]
      changed += 1
      try transaction.note(found.isEmpty ? .insert : .update, self, key: row.key, columns: row.columns)
    }
    try transaction.insert(new, into: name, statements.columns)
    return changed
  }

  /// Gives a row of a batch that is being settled its version: whoever writes on is spared to know of the batch.
  func settle(_ key: [SQLValue], in transaction: WriteTransaction) throws(StorageError) {
    guard let settling = transaction.settling else { return }
    let number = SQLValue.integer(settling.number)
    guard try transaction.first(statements.selectLaid, key + [number]) != nil else { return }
    try transaction.post(statements.close, key + [.integer(settling.version)])
    try transaction.post(statements.settle, key + [.integer(settling.version), number])
  }

  /// What is true, from what would be if no batch were being settled: its rows are, and those that they replace are not.
  func truthWhileSettling(_ truth: String, number: Int) -> String {
    let twin = key.map { "laid.\($0.name) = \(name).\($0.name)" }.joined(separator: " AND ")
    return """
      (since = ?\(number) OR (\(truth) AND NOT (until = \(VersionedTable.current) AND EXISTS (
        SELECT 1 FROM \(name) AS laid WHERE \(twin) AND laid.since = ?\(number)))))
      """
  }
}
