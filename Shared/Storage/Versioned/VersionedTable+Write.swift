extension VersionedTable {
  /// Makes `row` (the key's values, then the columns') true from the version being written.
  ///
  /// A row equal to the current one changes nothing, so a repeated import makes no history. Returns whether it did.
  @discardableResult
  public func put(_ row: [SQLValue], in transaction: WriteTransaction) throws(StorageError) -> Bool {
    guard row.count == key.count + columns.count else {
      throw .badStatement("\(name) has \(key.count + columns.count) columns, not \(row.count)")
    }
    let keyValues = Array(row[..<key.count])
    let version = SQLValue.integer(transaction.version.sequence)
    guard let now = try transaction.first(selectCurrent, keyValues) else {
      try transaction.run(insert, row + [version, .integer(VersionedTable.current)])
      return true
    }
    if now.values.dropLast().elementsEqual(row[key.count...]) { return false }
    if now.values.last == version {  // Written before in this very write: no version ever saw it.
      try transaction.run(update, row)
    } else {
      try transaction.run(close, keyValues + [version])
      try transaction.run(insert, row + [version, .integer(VersionedTable.current)])
    }
    return true
  }

  /// Puts many rows. Sorted by the key they are kept fastest. Returns how many changed something.
  @discardableResult
  public func put(
    contentsOf rows: some Sequence<[SQLValue]>, in transaction: WriteTransaction
  ) throws(StorageError) -> Int {
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
    let version = SQLValue.integer(transaction.version.sequence)
    let unseen = try transaction.run(delete, keyValues + [version])
    return try unseen > 0 || transaction.run(close, keyValues + [version]) > 0
  }
}

// The statements. Parameters are numbered key first, then columns, then what the statement adds.
extension VersionedTable {
  private var keyMatches: String { key.enumerated().map { "\($1.name) = ?\($0 + 1)" }.joined(separator: " AND ") }
  private var isCurrent: String { "until = \(VersionedTable.current)" }

  private var selectCurrent: String {
    let names = columns.map(\.name) + ["since"]
    return "SELECT \(names.joined(separator: ", ")) FROM \(name) WHERE \(keyMatches) AND \(isCurrent)"
  }

  private var insert: String {
    let names = (key + columns).map(\.name) + ["since", "until"]
    let marks = (1...names.count).map { "?\($0)" }
    return "INSERT INTO \(name) (\(names.joined(separator: ", "))) VALUES (\(marks.joined(separator: ", ")))"
  }

  private var update: String {
    let sets = columns.enumerated().map { "\($1.name) = ?\(key.count + $0 + 1)" }
    return "UPDATE \(name) SET \(sets.joined(separator: ", ")) WHERE \(keyMatches) AND \(isCurrent)"
  }

  private var close: String {
    "UPDATE \(name) SET until = ?\(key.count + 1) WHERE \(keyMatches) AND \(isCurrent)"
  }

  private var delete: String {
    "DELETE FROM \(name) WHERE \(keyMatches) AND \(isCurrent) AND since = ?\(key.count + 1)"
  }
}
