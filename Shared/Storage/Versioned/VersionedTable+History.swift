extension VersionedTable {
  /// What a key's row was at one time.
  public struct Revision: Sendable {
    /// The key's values and the columns', with `since`: the version that made it.
    public let row: SQLRow
    /// The version that ended it; nil while it is true.
    public let endedIn: Int64?
  }

  /// Every row that a key ever had up to the transaction's version, newest first, at most `limit` of them.
  public func history(
    of keyValues: [SQLValue], limit: Int, in transaction: some Transaction
  ) throws(StorageError) -> [Revision] {
    var arguments = keyValues
    func parameter(_ value: SQLValue) -> String {
      arguments.append(value)
      return "?\(arguments.count)"
    }
    let matches = key.enumerated().map { "\($1.name) = ?\($0 + 1)" }.joined(separator: " AND ")
    let version = transaction.version.sequence
    var seen = "since <= \(parameter(.integer(version)))"
    var since = "since"
    if let settling = transaction.settling {
      let laid = parameter(.integer(settling.number))
      seen = "(\(seen) OR since = \(laid))"
      since = "CASE WHEN since = \(laid) THEN \(parameter(.integer(settling.version))) ELSE since END"
    }
    let names = (key + columns).map(\.name).joined(separator: ", ")
    let rows = try transaction.rows(
      """
      SELECT \(names), \(since) AS since, until AS ends FROM \(name) WHERE \(matches) AND \(seen)
      ORDER BY \(columns.count + key.count + 1) DESC LIMIT \(parameter(SQLValue(limit)))
      """, arguments)
    var revisions: [Revision] = []
    var next: Int64?
    for row in rows {
      let until = try row.integer("ends")
      revisions.append(Revision(row: row, endedIn: until <= version ? until : next))
      next = try row.integer("since")
    }
    return revisions
  }
}
