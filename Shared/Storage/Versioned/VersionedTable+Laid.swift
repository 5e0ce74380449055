// Rows that are laid ahead, and those of an adopted batch that is not settled yet.
extension VersionedTable {
  /// As `put`, but the row is seen by nobody until its batch is adopted.
  func lay(
    _ key: [SQLValue], _ columns: [SQLValue], _ batch: LaidBatch, in transaction: WriteTransaction
  ) throws(StorageError) -> Bool {
    let number = SQLValue.integer(batch.number)
    if !batch.insert(key, of: name), let own = try transaction.first(statements.selectLaid, key + [number]) {
      if own.values.dropLast().elementsEqual(columns) { return false }
      try transaction.post(statements.updateLaid, key + columns + [number])
      try transaction.note(.update, self, key: key, columns: columns)
      return true
    }
    try settle(key, in: transaction)
    let now = try transaction.first(statements.selectCurrent, key)
    if let now, now.values.dropLast().elementsEqual(columns) { return false }
    try transaction.post(statements.insert, key + columns + [number, .integer(VersionedTable.laid)])
    try transaction.note(now == nil ? .insert : .update, self, key: key, columns: columns)
    return true
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
