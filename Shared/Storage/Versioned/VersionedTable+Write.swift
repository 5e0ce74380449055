extension VersionedTable {
  /// Makes `row` (the key's values, then the columns') true from the version being written.
  ///
  /// A row equal to the current one, wherever either came from, changes nothing: a repeated import makes no history.
  /// Returns whether it did.
  @discardableResult
  public func put(_ row: [SQLValue], in transaction: WriteTransaction) throws(StorageError) -> Bool {
    let (keyValues, columnValues) = try split(row)
    let version = SQLValue.integer(transaction.version.sequence)
    if let batch = transaction.laying { return try lay(keyValues, columnValues, batch, in: transaction) }
    try settle(keyValues, in: transaction)
    guard let now = try transaction.first(statements.selectCurrent, keyValues) else {
      try transaction.post(statements.insert, row + [version, .integer(VersionedTable.current)])
      try transaction.note(.insert, self, key: keyValues, columns: columnValues)
      return true
    }
    if isSame(now, columnValues) { return false }
    if now.values.last == version {  // Written before in this very write: no version ever saw it.
      try transaction.post(statements.update, row)
    } else {
      try transaction.post(statements.close, keyValues + [version])
      try transaction.post(statements.insert, row + [version, .integer(VersionedTable.current)])
    }
    try transaction.note(.update, self, key: keyValues, columns: columnValues)
    return true
  }

  /// A row's key, and the rest of it.
  func split(_ row: [SQLValue]) throws(StorageError) -> (key: [SQLValue], columns: [SQLValue]) {
    guard row.count == key.count + columns.count else {
      throw .badStatement("\(name) has \(key.count + columns.count) columns, not \(row.count)")
    }
    return (Array(row[..<key.count]), Array(row[key.count...]))
  }

  /// Puts many rows; those that are laid ahead with one look-up for all. Sorted by the key they are kept fastest.
  /// Returns how many changed something.
  @discardableResult
  public func put(
    contentsOf rows: some Sequence<[SQLValue]>, in transaction: WriteTransaction
  ) throws(StorageError) -> Int {
    if let batch = transaction.laying { return try lay(Array(rows), batch, in: transaction) }
    var changed = 0
    for row in rows where try put(row, in: transaction) { changed += 1 }
    return changed
  }

  /// Ends the current row of a key with the version being written. Returns false when there is none.
  @discardableResult
  public func remove(_ keyValues: [SQLValue], in transaction: WriteTransaction) throws(StorageError) -> Bool {
    guard keyValues.count == key.count else {
      throw .badStatement("the key of \(name) has \(key.count) columns, not \(keyValues.count)")
    }
    guard transaction.laying == nil else { throw .badStatement("rows of \(name) cannot be removed ahead") }
    try settle(keyValues, in: transaction)
    let version = SQLValue.integer(transaction.version.sequence)
    let unseen = try transaction.run(statements.delete, keyValues + [version])
    let ended = unseen > 0 ? unseen : try transaction.run(statements.close, keyValues + [version])
    if ended > 0 { try transaction.note(.remove, self, key: keyValues) }
    return ended > 0
  }
}
