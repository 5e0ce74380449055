extension VersionedTable {
  /// The rows that are true at the transaction's version.
  ///
  /// - Parameters:
  ///   - condition: more SQL for WHERE with `?1`... for `arguments`; nil for all rows.
  ///   - order: SQL for ORDER BY; write NULLS FIRST or LAST wherever a column may be null.
  ///   - limit: how many rows at most; without an order they come in any.
  public func select(
    where condition: String? = nil, _ arguments: [SQLValue] = [], orderBy order: String? = nil, limit: Int? = nil,
    in transaction: some Transaction
  ) throws(StorageError) -> [SQLRow] {
    let (sql, all) = selection(of: .rows, condition, arguments, order, limit, transaction)
    return try transaction.rows(sql, all)
  }

  /// Hands over the rows that are true at the transaction's version one by one; the order and limits are as in `select`.
  public func forEach(
    where condition: String? = nil, _ arguments: [SQLValue] = [], orderBy order: String? = nil, limit: Int? = nil,
    in transaction: some Transaction, _ body: (SQLRow) throws -> Void
  ) throws {
    let (sql, all) = selection(of: .rows, condition, arguments, order, limit, transaction)
    try transaction.forEach(sql, all, body)
  }

  /// The row of a key at the transaction's version, or nil.
  public func find(_ keyValues: [SQLValue], in transaction: some Transaction) throws(StorageError) -> SQLRow? {
    let matches = key.enumerated().map { "\($1.name) = ?\($0 + 1)" }.joined(separator: " AND ")
    return try select(where: matches, keyValues, limit: 1, in: transaction).first
  }

  /// The rows of many keys at the transaction's version, looked up together; nil for a key that has none.
  public func find(_ keys: [[SQLValue]], in transaction: WriteTransaction) throws(StorageError) -> [SQLRow?] {
    guard let first = keys.first else { return [] }
    let matches = key.enumerated().map { "\($1.name) = ?\($0 + 1)" }.joined(separator: " AND ")
    let (sql, all) = selection(of: .rows, matches, first, nil, nil, transaction)
    let more = all.dropFirst(first.count)
    return try transaction.rows(sql, each: keys.map { $0 + more }).map(\.first)
  }

  /// How many rows are true at the transaction's version.
  public func count(
    where condition: String? = nil, _ arguments: [SQLValue] = [], in transaction: some Transaction
  ) throws(StorageError) -> Int64 {
    let (sql, all) = selection(of: .total, condition, arguments, nil, nil, transaction)
    return try transaction.rows(sql, all).first?.integer("total") ?? 0
  }

  /// The condition that a row is true at the version which the caller passes as parameter `?N`, for statements of their
  /// own that join versioned tables: `"... WHERE " + post.isTrue(at: 3, as: "held")`. Not for tables whose rows may be
  /// laid ahead: while a batch is settled it does not see them.
  public func isTrue(at parameter: Int, as alias: String? = nil) -> String {
    let prefix = alias ?? name
    return "\(prefix).since <= ?\(parameter) AND \(prefix).until > ?\(parameter)"
  }

  private enum Selected { case rows, total }

  /// At the head what is true is what is current, and only this form lets the index of current rows be used.
  private func selection(
    of what: Selected, _ condition: String?, _ arguments: [SQLValue], _ order: String?, _ limit: Int?,
    _ transaction: some Transaction
  ) -> (String, [SQLValue]) {
    var all = arguments
    var truth = "until = \(VersionedTable.current)"
    if !transaction.isAtHead {
      all.append(.integer(transaction.version.sequence))
      truth = isTrue(at: all.count)
    }
    var since = "since"
    if let settling = transaction.settling {
      all += [.integer(settling.number), .integer(settling.version)]
      truth = truthWhileSettling(truth, number: all.count - 1)
      since = "CASE WHEN since = ?\(all.count - 1) THEN ?\(all.count) ELSE since END AS since"
      if what == .total { all.removeLast() }
    }
    let selected =
      what == .total ? "COUNT(*) AS total" : ((key + columns).map(\.name) + [since]).joined(separator: ", ")
    var sql = "SELECT \(selected) FROM \(name) WHERE \(truth)"
    if let condition { sql += " AND (\(condition))" }
    if let order { sql += " ORDER BY \(order)" }
    if let limit {
      all.append(SQLValue(limit))
      sql += " LIMIT ?\(all.count)"
    }
    return (sql, all)
  }
}
